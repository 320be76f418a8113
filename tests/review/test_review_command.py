"""`python -m reformspor review`: list, approve, withhold, rewrite, and what is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.snapshot.folder import DataFolder
from reformspor.words import LANGUAGES, speak
from tests.review.given import ROLE, raw, take, titles


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    data = DataFolder(tmp_path_factory.mktemp("admitted") / "data")
    take(data, tmp_path_factory.mktemp("export"))
    return data


@pytest.fixture(autouse=True)
def here(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    monkeypatch.delenv("REFORMSPOR_LEVEL", raising=False)


def listed(capsys: pytest.CaptureFixture[str], state: str = "waiting") -> dict[str, dict[str, object]]:
    assert main(["review", "--json", "--state", state]) == 0
    said = json.loads(capsys.readouterr().out)
    return {each["key"] + "." + each["column"]: each for each in said["texts"]}


def test_what_is_marked_comes_first_and_every_text_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    texts = listed(capsys)
    assert next(iter(texts)) == "S1.title"
    assert set(texts) == {"S1.title", "S2.title", "S3.title", "B1.title", "B2.title"}
    for lang in LANGUAGES:
        assert main(["review", "--lang", lang]) == 0
        said = capsys.readouterr().out
        assert "Krav om dobbel rapportering" in said
        assert speak(lang)("review.mark.name") in said
        assert speak(lang)("review.waiting.said", n=5) in said


@pytest.mark.parametrize("level", ["research", "public", "noko"])
def test_no_other_level_than_the_internal_may_review(
    level: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFORMSPOR_LEVEL", level)
    assert main(["review", "--list"]) == 3
    said = capsys.readouterr()
    assert "dobbel" not in said.out + said.err
    assert "REFORMSPOR_LEVEL" in said.err


def test_texts_are_approved_withheld_and_rewritten_and_the_log_is_read(
    data: DataFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = listed(capsys)
    # A bulk approval is for what the reviewer has seen: another number stops it.
    assert main(["review", "--approve", "unmarked", "--role", ROLE, "--seen", "3"]) == 3
    assert main(["review", "--approve", str(texts["B1.title"]["ref"])]) == 3, "a decision needs a role"
    assert set(titles(data).values()) == {None}
    capsys.readouterr()
    assert main(["review", "--approve", "unmarked", "--role", ROLE, "--seen", "4", "--lang", "en"]) == 0
    assert "4 decisions are logged" in capsys.readouterr().out
    assert titles(data) == {"B1": "Krav om dobbel rapportering", "B2": "Uklart ansvar"}
    monkeypatch.setattr("sys.stdin", io.StringIO("Oppstart med rektor"))
    assert main(["review", "--replace", str(texts["S1.title"]["ref"]), "--role", ROLE]) == 0
    withheld = ["review", "--withhold", str(texts["B2.title"]["ref"]), "--role", ROLE]
    assert main(withheld) == 3, "to withhold needs a reason"
    assert main([*withheld, "--reason", "confidential"]) == 0
    assert titles(data)["B2"] is None
    assert b"Uklart ansvar" not in raw(data)
    assert titles(data, "sessions", "session_id")["S1"] == "Oppstart med rektor [redigert]"
    capsys.readouterr()
    assert main(["review", "--log"]) == 0
    log = capsys.readouterr().out
    assert "6 avgjerder" in log
    assert "personvernombod" in log
    assert "Uklart" not in log
    assert set(listed(capsys, "withheld")) == {"B2.title"}
    assert listed(capsys) == {}


def test_decisions_that_cannot_be_read_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("ikkje json", '[{"ref": "x"}]', '[{"ref": "x", "verb": "slett"}]'):
        file = tmp_path / "decisions.json"
        file.write_text(text, "utf-8")
        assert main(["review", "--decisions", str(file), "--role", ROLE]) == 3
        assert speak("nn")("review.problem.decisions") in capsys.readouterr().err
