"""The commands hand refused rows out, whole only in the private folder, and say every cause with what it frees."""

import csv
import json
from pathlib import Path

import pytest

from reformspor.cli import main
from tests.snapshot.exports import SESSIONS, hours, write_export

DAY = ["--as-of", "2026-03-31"]
WRONG = {
    "sessions": SESSIONS.replace("15.01.2026", "32.01.2026").replace("12.02.2026", "31.02.2026"),
    "resource_use": hours(8).replace("E3;;05.01.2026;U1;helper", "E3;;05.01.2026;U1;hjelper x"),
}


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, capsys.readouterr().out


def rejects(folder: Path, table: str) -> list[dict[str, str]]:
    (file,) = folder.glob(f"*-{table}.csv")
    with file.open(encoding="utf-8-sig", newline="") as given:
        return list(csv.DictReader(given, delimiter=";"))


def test_refused_rows_are_covered_anywhere_but_in_the_private_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = str(write_export(tmp_path / "in", **WRONG))
    private = tmp_path / "data" / "private" / "rejects"
    for folder, person in ((tmp_path / "out", "•••"), (private, "p-003-secret")):
        code, out = said(capsys, "admit", export, *DAY, "--dry-run", "--rejects", str(folder), "--lang", "en")
        assert code == 1
        assert str(folder) in out
        assert [row["person_key"] for row in rejects(folder, "resource_use")] == [person]
        assert len(rejects(folder, "sessions")) == 2
    assert all(file.stat().st_mode & 0o077 == 0 for file in private.iterdir())


def test_a_place_that_only_leads_to_the_private_folder_by_a_name_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = str(write_export(tmp_path / "in", **WRONG))
    near = tmp_path / "data" / "private" / ".." / ".." / "out"
    said(capsys, "admit", export, *DAY, "--dry-run", "--rejects", str(near))
    assert [row["person_key"] for row in rejects(tmp_path / "out", "resource_use")] == ["•••"]


def test_the_causes_are_said_with_the_one_that_frees_most_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = str(write_export(tmp_path / "in", **WRONG))
    out = said(capsys, "admit", export, *DAY, "--dry-run", "--lang", "en")[1]
    assert out.index("1. Work sessions · sessions.csv · Date: 2 faults, frees 2 rows.") < out.index("2. Resource use")
    groups = json.loads(said(capsys, "admit", export, *DAY, "--dry-run", "--json")[1])["groups"]
    assert [(group["code"], group["n"], group["frees"]) for group in groups] == [
        ("bad_date", 2, 2),
        ("unknown_code", 1, 1),
    ]
    assert groups[0]["examples"][0] == {"row": 1, "value": "32.01.2026", "said": "Rad 1: 32.01.2026"}


def test_what_was_admitted_without_some_rows_gives_them_out_again_until_they_are_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "admit", str(write_export(tmp_path / "in", **WRONG)), *DAY, "--keep-good", "--json")
    assert said(capsys, "rejects", str(tmp_path / "out"))[0] == 0
    assert [row["date"] for row in rejects(tmp_path / "out", "sessions")] == ["32.01.2026", "31.02.2026"]
    said(capsys, "admit", str(write_export(tmp_path / "good")), *DAY, "--json")
    code, out = said(capsys, "rejects", str(tmp_path / "later"), "--lang", "en")
    assert code == 1
    assert out == f"No rows were refused, so there is nothing to write in {tmp_path / 'later'}.\n"


def test_rows_without_faults_leave_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = str(write_export(tmp_path / "in"))
    out = said(capsys, "admit", export, *DAY, "--dry-run", "--rejects", str(tmp_path / "out"), "--lang", "en")[1]
    assert "No rows were refused" in out
    assert list((tmp_path / "out").iterdir()) == []


def test_a_session_that_holds_its_hours_back_is_to_be_mended_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {
        "sessions": WRONG["sessions"].replace("31.02.2026", "12.02.2026"),
        "resource_use": hours(8).replace(";;05.01.2026", ";S1;15.01.2026"),
        "barriers": "barrier_id;title;reported_date;types;owner_level\nB1;A;x;law;state\nB2;B;y;law;state\n",
    }
    export = str(write_export(tmp_path / "in", **tables))
    groups = json.loads(said(capsys, "admit", export, *DAY, "--dry-run", "--json")[1])["groups"]
    first = groups[0]
    assert (first["file"], first["code"], first["frees"]) == ("sessions.csv", "bad_date", 9)
    assert [group["led"] for group in groups][-2:] == [True, True]


def test_a_trial_never_says_that_anything_was_admitted_and_kept_rows_never_that_all_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(write_export(tmp_path / "good"))
    _, tried = said(capsys, "admit", good, *DAY, "--dry-run", "--lang", "en")
    assert "nothing has been admitted" in tried
    wrong = str(write_export(tmp_path / "wrong", resource_use=WRONG["resource_use"]))
    _, kept = said(capsys, "admit", wrong, *DAY, "--keep-good", "--lang", "en")
    assert "1 row was refused, and every figure says so" in kept
