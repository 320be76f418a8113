"""The command verify gives 0 for the same, 1 for changed and 3 for what cannot be checked, in words or as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.page.exports import csv_bytes
from reformspor.page.reporting import write_report
from reformspor.page.serving import served
from reformspor.passport.carry import put
from reformspor.report.order import Item, Order
from reformspor.snapshot.folder import DataFolder
from reformspor.words import LANGUAGES, speak

KEY = "resources_resources_paid_by_1"
ORDER = Order("abcd1234", "", "nn", "public", (Item("resources", (KEY,)),))


@pytest.fixture(scope="module")
def data(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(constructed.root, tmp_path_factory.mktemp("verify") / "data"))


@pytest.fixture
def figure(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFORMSPOR_DATA", str(data))
    held = served()
    assert held is not None
    [exhibit] = write_report(ORDER, held, own="internal").exhibits
    file = tmp_path / "figur.csv"
    file.write_bytes(put("csv", csv_bytes(exhibit.answer, speak("nn"), held.choices.units), [exhibit.passport]))
    return file


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_is_the_same_until_a_number_in_it_is_another(
    figure: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = speak(lang)
    assert main(["verify", str(figure), "--lang", lang]) == 0
    assert words("verification.whole.file.same") in capsys.readouterr().out
    lines = figure.read_bytes().split(b"\r\n")
    lines[-2] = lines[-2].replace(b";", b";9", 1)
    figure.write_bytes(b"\r\n".join(lines))
    assert main(["verify", str(figure), "--lang", lang]) == 1
    assert words("verification.whole.file.changed") in capsys.readouterr().out


def test_as_json_it_holds_the_verdict_on_each_figure(figure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(figure), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["kind"]) == ("same", "csv")
    assert [one["outcome"] for one in found["figures"]] == ["same"]


def test_what_is_neither_a_name_nor_a_file_is_refused(figure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in ("hei", "RS-1234", "finst-ikkje.csv", str(figure.parent)):
        assert main(["verify", given]) == 3
    figure.write_bytes(b"a;b\r\n1;2\r\n")
    assert main(["verify", str(figure)]) == 3
    said = capsys.readouterr()
    assert speak("nn")("verification.cannot.not_ours") in said.out
    assert speak("nn")("verification.cannot.misread") in said.out


def test_rows_asked_for_by_a_command_carry_what_they_are_verified_by(
    constructed: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A folder nothing else of this process has open: a locked file is not opened in two ways at once.
    monkeypatch.setenv("REFORMSPOR_DATA", str(shutil.copytree(constructed.root, tmp_path / "data")))
    asked = ["ask", "barriers/by_type", "--scope", "period=2024-01..2025-12"]
    assert main([*asked, "--csv"]) == 0
    file, said = tmp_path / "rader.csv", capsys.readouterr().out
    file.write_text(said, "utf-8")
    assert main([*asked, "--json"]) == 0
    passport = json.loads(capsys.readouterr().out)["passport"]
    assert main(["verify", str(file), "--json"]) == 0
    [figure] = json.loads(capsys.readouterr().out)["figures"]
    assert figure["id"] == passport["id"]
    assert main(["verify", figure["id"]]) == 0
    capsys.readouterr()
    assert main(["cite", figure["id"], "--lang", "en"]) == 0
    assert speak("en")("questions.barriers.by_type.asks") in capsys.readouterr().out
    *head, last = said.splitlines()
    cells = last.split(",")
    cells[1] = str(int(cells[1]) + 1)
    file.write_text("\n".join([*head, ",".join(cells)]) + "\n", "utf-8")
    assert main(["verify", str(file)]) == 1
