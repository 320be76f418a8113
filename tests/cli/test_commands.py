"""The commands do what the views do, and a script can rely on what they print and how they end."""

import csv
import json
import re
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.snapshot import DataFolder
from reformspor.words import LANGUAGES
from tests.snapshot.exports import SESSIONS, has_taken_in, write_export

DAY = ["--as-of", "2026-03-31"]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["demo", "admit", "ask", "questions", "rejects", "snapshots", "templates", "undo"])
def test_every_command_has_help_in_every_language(command: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help", "--lang", lang])
    assert end.value.code == 0
    assert "--lang" in capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_commands_tells_each_in_whole_sentences(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFORMSPOR_LANG", lang)
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out.split("COMMAND\n", 1)[1].split("\n\n", 1)[0]
    told = [" ".join(text.split()) for text in re.findall(r"^    [a-z]+\s+(.+(?:\n {15}.+)*)", listed, re.M)]
    assert len(told) > 25
    assert [text for text in told if not (text[0].isupper() and text.endswith("."))] == []


def test_admit_as_json_names_verdict_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "admit", str(write_export(tmp_path / "in")), *DAY, "--json")
    outcome = json.loads(out)
    assert code == 0
    assert outcome["verdict"] in ("accept", "normalise")
    assert outcome["snapshot"]
    assert {file["table"] for file in outcome["files"]} >= {"sessions", "resource_use", "barriers"}


def test_a_refused_export_ends_with_one_and_names_file_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write_export(tmp_path / "in", sessions=SESSIONS.replace("15.01.2026", "32.01.2026"))
    code, out, _ = said(capsys, "admit", str(bad), *DAY, "--json")
    outcome = json.loads(out)
    assert code == 1
    assert outcome["verdict"] == "reject"
    places = [(fault["file"], fault["row"], fault["column"]) for fault in outcome["faults"]]
    assert ("sessions.csv", 1, "date") in places
    assert all(fault["message"] for fault in outcome["faults"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_is_read_in_the_readers_language(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write_export(tmp_path / "in", sessions=SESSIONS.replace("workshop", "verkstadd"))
    code, out, _ = said(capsys, "admit", str(bad), *DAY, "--lang", lang)
    assert code == 1
    assert "verkstadd" in out
    assert {"nn": "avvist", "nb": "avvist", "en": "refused"}[lang] in out


def test_ask_gives_rows_as_csv_and_provenance_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    has_taken_in(DataFolder(tmp_path / "data"))
    code, out, err = said(capsys, "ask", "barriers/by_type", "--csv", "--lang", "en")
    passport, *lines = out.splitlines()
    rows = {row["type"]: int(row["n"]) for row in csv.DictReader(lines)}
    assert code == 0
    assert rows == {"law": 1, "silo": 1, "digital": 1}
    assert passport.startswith("# reformspor 1/1: ")
    assert "SHA-256" in err


def test_ask_as_json_carries_scope_and_provenance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    has_taken_in(DataFolder(tmp_path / "data"))
    code, out, _ = said(
        capsys, "ask", "resources/hours_by_role", "--scope", "period=2026-01..2026-03&role=helper", "--json"
    )
    answer = json.loads(out)
    assert code == 0
    assert answer["scope"] == {"period": "2026-01..2026-03", "role": "helper"}
    assert [(row["role"], float(row["hours"])) for row in answer["rows"]] == [("helper", 32.0)]
    assert answer["provenance"]["as_of"] == "2026-03-31"


def test_an_answer_that_stands_on_the_former_settings_says_which_key_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    has_taken_in(DataFolder(tmp_path / "data"))
    settings = tmp_path / "data" / "settings.toml"
    settings.write_text("[norm]\nhours_per_fte = 1700\n", "utf-8")
    ask = ["ask", "cost/total", "--lang", "en"]
    assert "former settings" not in said(capsys, *ask)[2]
    settings.write_text("[norm]\nhours_per_fte = 0\n", "utf-8")
    for form in ([], ["--csv"], ["--json"]):
        code, out, err = said(capsys, *ask, *form)
        assert code == 0
        assert "norm.hours_per_fte is 0" in err
        assert "former settings" in err
    answer = json.loads(out)
    assert [fault["key"] for fault in answer["settings_faults"]] == ["norm.hours_per_fte"]
    assert {one["key"]: one["value"] for one in answer["provenance"]["settings"]}["norm.hours_per_fte"] == 1700


def test_wrong_use_and_what_cannot_be_done_end_differently(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "admit", str(write_export(tmp_path / "in")), *DAY, "--json")
    assert said(capsys, "ask", "barriers/by_typ")[0] == 3
    assert said(capsys, "ask", "barriers/by_type", "--scope", "role=hepler")[0] == 3
    assert said(capsys, "admit", str(tmp_path / "in"), "--profile", "nothing")[0] == 3
    with pytest.raises(SystemExit) as end:
        main(["admit"])
    assert end.value.code == 2


def test_snapshots_are_listed_and_opened_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    has_taken_in(DataFolder(tmp_path / "data"))
    first = json.loads(said(capsys, "snapshots", "--json")[1])[0]["id"]
    said(capsys, "admit", str(write_export(tmp_path / "two", sessions=SESSIONS.replace("S3", "S4"))), *DAY, "--json")
    listed = json.loads(said(capsys, "snapshots", "--json")[1])
    assert len(listed) == 2
    assert [row["serving"] for row in listed if row["id"] == first] == [False]
    assert said(capsys, "snapshots", "--open", first)[0] == 0
    listed = json.loads(said(capsys, "snapshots", "--json")[1])
    assert [row["serving"] for row in listed if row["id"] == first] == [True]


def test_undo_shows_the_former_snapshot_and_says_what_that_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "admit", str(write_export(tmp_path / "one")), *DAY, "--json")
    assert said(capsys, "undo")[0] == 3
    first = json.loads(said(capsys, "snapshots", "--json")[1])[0]["id"]
    said(capsys, "admit", str(write_export(tmp_path / "two", sessions=SESSIONS.replace("S3", "S4"))), *DAY, "--json")
    code, out, _ = said(capsys, "undo", "--lang", "en")
    assert code == 0
    assert first in out
    assert "not released a second time" in out
    listed = said(capsys, "snapshots", "--lang", "en")[1]
    assert f"* {first}" in listed
    assert "undid" in listed


def test_templates_are_admitted_as_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = said(capsys, "templates", str(tmp_path / "templates"))
    assert code == 0
    assert (tmp_path / "templates").is_dir()
