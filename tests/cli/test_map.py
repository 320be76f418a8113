"""The command map guesses, takes corrections, writes a draft and saves a profile that admits the file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.snapshot.child import uploaded
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.mapping_child import map_in_child
from reformspor.words import LANGUAGES

HOURS = (
    "Timeliste 2025;;;;;\r\n"
    "Ansvar;Rolle;Dato;Timar;Tal personar;Vaktkode\r\n"
    "0310;hjelpar;03.02.2025;4;1;førebu\r\n"
    "0320;TV;04.02.2025;2,5;3;gjennomføra\r\n"
)
STATED = ["--set", "Vaktkode=activity", "--fix", "basis=not_reported", "--fix", "on_top=not_reported"]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    given = tmp_path / "in" / "timeliste 2025-02.csv"
    given.write_text(HOURS, "utf-8")
    return given


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guess_is_said_in_every_language_with_what_is_missing(
    lang: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "map", str(file), "--lang", lang)
    assert code == 1
    assert "Ansvar → " in out
    assert "basis=not_reported" in out
    assert "TV" in out


def test_corrections_give_a_draft_that_states_them(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.toml"
    run(capsys, "map", str(file), *STATED, "--set", "Tal personar=", "--out", str(draft))
    raw = tomllib.loads(draft.read_text("utf-8"))["tables"]["resource_use"]
    assert raw["layout"] == {"skip_rows": 1}
    assert raw["headings"]["Vaktkode"] == "activity"
    assert "Tal personar" not in raw["headings"]
    assert raw["fixed"] == {"basis": "not_reported", "on_top": "not_reported"}


def test_a_saved_mapping_admits_this_file_and_the_next_months(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(HOURS.replace("TV", "leiar"), "utf-8")
    code, _, _ = run(capsys, "map", str(file), *STATED, "--save", "timeliste")
    assert code == 0
    later = tmp_path / "later"
    later.mkdir()
    (later / "timeliste 2025-03.csv").write_text(HOURS.replace("TV", "leiar").replace(".02.2025", ".03.2025"), "utf-8")
    for folder in (file.parent, later):
        code, out, _ = run(capsys, "admit", str(folder), "--profile", "timeliste", "--dry-run", "--json")
        outcome = json.loads(out)
        assert (code, outcome["verdict"]) == (0, "normalise"), outcome["faults"]
        assert [each["rows_admitted"] for each in outcome["files"]] == [2]


def test_a_shipped_profiles_name_cannot_be_taken(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "map", str(file), *STATED, "--save", "toronto")
    assert code == 3
    assert "toronto" in err


def test_the_page_gets_its_guess_from_a_process_of_its_own(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    wishes = {0: {"fixed": {"basis": "not_reported", "on_top": "not_reported", "activity": "other"}}}
    with uploaded(data, [("timeliste.csv", HOURS.replace("TV", "leiar").encode("cp1252"))]) as folder:
        said = map_in_child(folder, data, lang="nn", wishes=wishes, save="timeliste")
    assert said["parts"][0]["table"] == "resource_use"
    assert said["trial"]["faults"] == []
    assert said["saved"] == "timeliste"
    assert (data.profiles / "timeliste.toml").exists()
    assert not [left for left in data.private.iterdir() if left.is_dir()]


DIVIDED = (
    "Møtenr;Dato;Kl;Lov;IKT;Kvar;Avdeling\r\n"
    "M-1;03.02.2025;09:00;x;;03;10\r\n"
)  # fmt: skip


def test_what_is_set_together_can_be_said_and_is_read_back_in_every_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    given = tmp_path / "in" / "møte.csv"
    given.write_text(DIVIDED, "utf-8")
    draft = tmp_path / "draft.toml"
    said = ["--join", "start=Dato|Kl", "--join", "unit_id=Kvar|Avdeling", "--between", "unit_id="]
    for lang in LANGUAGES:
        _, out, _ = run(
            capsys, "map", str(given), "--table", "sessions", *said, "--lang", lang, "--out", str(draft)
        )  # fmt: skip
        assert "Kvar" in out
    raw = tomllib.loads(draft.read_text("utf-8"))["tables"]["sessions"]
    assert raw["joined"] == {
        "start": {"of": ["Dato", "Kl"], "with": " "},
        "unit_id": {"of": ["Kvar", "Avdeling"], "with": ""},
    }
    run(capsys, "map", str(given), "--table", "barriers", "--tick", "types=Lov:law|IKT:digital", "--out", str(draft))
    raw = tomllib.loads(draft.read_text("utf-8"))["tables"]["barriers"]
    assert raw["ticked"] == {"types": {"Lov": "law", "IKT": "digital"}}
    code, _, err = run(capsys, "map", str(given), "--table", "barriers", "--tick", "types=Borte:law|IKT:digital")
    assert (code, "Borte" in err) == (3, True)


def test_the_same_rows_can_also_tell_of_another_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    given = tmp_path / "in" / "timeliste.csv"
    given.write_text(
        "Øktnr;Kva dag;Ansvar;Rolle;Dato;Timar;Tal personar\r\n"
        "Ø-1;03.02.2025;0310;hjelpar;03.02.2025;4;1\r\n"
        "Ø-1;03.02.2025;0310;leiar;03.02.2025;2;1\r\n",
        "utf-8",
    )
    unsaid = ("parties_took_part", "phase", "sector", "format")
    said = [*STATED[2:], "--fix", "activity=other", "--also", "sessions", "--set", "Kva dag=sessions.date"]
    for name in unsaid:
        said += ["--fix", f"sessions.{name}=not_reported"]
    for name, value in (("kind", "meeting"), ("status", "held"), ("n_participants", "2")):
        said += ["--fix", f"sessions.{name}={value}"]
    for lang in LANGUAGES:
        _, out, _ = run(capsys, "map", str(given), "--table", "resource_use", "--also", "sessions", "--lang", lang)
        assert "sessions.kind" in out
    code, out, err = run(
        capsys, "map", str(given), "--table", "resource_use", *said, "--fix", "sessions.helper_needed=0",
        "--fix", "sessions.helper_staffed=0", "--save", "timeliste",
    )  # fmt: skip
    assert code == 0, out + err
    code, out, _ = run(capsys, "admit", str(given.parent), "--profile", "timeliste", "--dry-run", "--json")
    outcome = json.loads(out)
    assert (code, {each["table"]: each["rows_admitted"] for each in outcome["files"]}) == (
        0,
        {"sessions": 1, "resource_use": 2},
    ), outcome["faults"]
