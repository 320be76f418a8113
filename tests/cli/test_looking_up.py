"""`dictionary` and `rejects` find what is asked for by a key or by words, and say when there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reformspor.cli import main
from tests.snapshot.exports import write_export


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, "".join(capsys.readouterr())


def test_a_word_finds_every_entry_that_holds_it_and_a_key_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    code, by_word = said(capsys, "dictionary", "frikjøp", "--lang", "nn")
    assert code == 0
    assert "Betalt tid ein tillitsvald eller ein hjelpar får fri" in by_word
    assert "Kor mykje ber kvar rolle utover frikjøpet?" in by_word
    assert "Kva slags barrierar møter me?" not in by_word
    code, by_key = said(capsys, "dictionary", "word.release", "--lang", "nn")
    assert code == 0
    assert by_key.startswith("Frikjøp (release)")
    assert len(by_key) < len(by_word)


def test_a_word_nothing_holds_is_said_with_the_nearest_key(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "dictionary", "word.relase", "--lang", "nn")
    assert code != 0
    assert "word.release" in out


def test_rejects_of_an_export_without_faults_says_that_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "admit", str(write_export(tmp_path / "in")), "--as-of", "2026-03-31")[0] == 0
    code, out = said(capsys, "rejects", str(tmp_path / "out"), "--lang", "en")
    assert (code, (tmp_path / "out").exists()) == (1, False)
    assert out.strip() == f"No rows were refused, so there is nothing to write in {tmp_path / 'out'}."
