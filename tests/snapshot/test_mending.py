"""Refused rows leave as a file, are mended, and complete the export they came from."""

from pathlib import Path

import duckdb
import pytest

from reformspor.errors import ReformsporError
from reformspor.intake.persons import MASK
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.mending import forget_kept
from reformspor.snapshot.rejects import csv_of
from tests.snapshot.clerk import WRONG_DAY, WRONG_HOURS, mended, set_day, set_hours, take
from tests.snapshot.exports import SESSIONS, hours, write_export
from tests.snapshot.test_admission import rows


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_a_refused_row_leaves_with_its_columns_its_number_and_why(data: DataFolder, tmp_path: Path) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), dry_run=True)
    assert sheet.headings[2:-1] == tuple(SESSIONS.split("\n")[0].split(";"))
    assert sheet.rows[0][0] == "1"
    assert "«32.01.2026» kan ikkje lesast som ein dato." in sheet.rows[0][1]
    assert "Skriv" in sheet.rows[0][1]


def test_what_may_name_someone_is_covered_in_the_browsers_file_and_whole_in_the_private_one(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", sessions=WRONG_DAY, resource_use=WRONG_HOURS)
    for masked in (True, False):
        _, sheets = take(data, export, dry_run=True, masked=masked)
        content = b"".join(csv_of(sheet) for sheet in sheets)
        assert (b"Kari Nordmann" in content, b"p-003-secret" in content) == (not masked, not masked)


def test_mended_rows_alone_complete_the_export_that_was_admitted_without_them(data: DataFolder, tmp_path: Path) -> None:
    outcome, sheets = take(
        data, write_export(tmp_path / "in", sessions=WRONG_DAY, resource_use=WRONG_HOURS), keep_good=True
    )
    assert outcome.manifest is not None
    assert outcome.manifest.rows_refused == 3
    folder = tmp_path / "mended"
    for sheet in sheets:
        mended(sheet, set_day if sheet.table == "sessions" else set_hours, folder, f"{sheet.table}-retta.csv")
    done, left = take(data, folder)
    assert done.manifest is not None
    assert ([fault.code for fault in done.faults], left) == ([], ())
    assert (done.manifest.rows_refused, done.manifest.rows_admitted) == (0, 19)
    assert rows(data, "select sum(hours) as h from released")[0][0] == 24.0
    assert done.manifest.waiting_hours > 0, "the hours of the two that were mended wait for company"
    assert rows(data, "select session_id from sessions order by 1") == [("S1",), ("S2",), ("S3",)]


def test_a_covered_person_comes_back_as_the_very_person_and_is_never_admitted_as_the_cover(
    data: DataFolder, tmp_path: Path
) -> None:
    _, sheets = take(data, write_export(tmp_path / "in", resource_use=WRONG_HOURS), keep_good=True)
    take(data, mended(sheets[0], set_hours, tmp_path / "mended"))
    people = persons(data)
    assert len(people) == 8
    whole = DataFolder(tmp_path / "other")
    take(whole, write_export(tmp_path / "whole", resource_use=hours(8)))
    assert len(persons(whole)) == 8


def test_a_cover_in_an_ordinary_export_is_refused_with_a_remedy(data: DataFolder, tmp_path: Path) -> None:
    covered = hours(8).replace("p-003-secret", MASK)
    outcome, _ = take(data, write_export(tmp_path / "in", resource_use=covered), dry_run=True)
    assert [(fault.code, fault.row, fault.column) for fault in outcome.faults] == [("masked_value", 3, "person_key")]


def test_mended_rows_beside_their_export_complete_it_before_anything_was_admitted(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", sessions=WRONG_DAY)
    _, (sheet,) = take(data, export, dry_run=True)
    mended(sheet, set_day, export)
    done, _ = take(data, export)
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_a_row_that_is_not_mended_stays_refused_and_can_be_mended_later(data: DataFolder, tmp_path: Path) -> None:
    two_wrong = WRONG_DAY.replace("S2;12.02.2026;meeting", "S2;12.02.2026;kaffi")
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=two_wrong), keep_good=True)

    def only_the_first(line: dict[str, str]) -> None:
        if line["session_id"] == "S1":
            set_day(line)
        else:
            line.clear()

    done, (left,) = take(data, mended(sheet, only_the_first, tmp_path / "first"), keep_good=True)
    assert done.manifest is not None
    assert done.manifest.rows_refused == 1
    assert [row[0] for row in left.rows] == ["2"], "rows keep their number from mending to mending"

    def the_second(line: dict[str, str]) -> None:
        line["kind"] = "meeting"

    done, _ = take(data, mended(left, the_second, tmp_path / "second"))
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_the_first_file_can_be_mended_further_after_some_of_it_was_admitted(data: DataFolder, tmp_path: Path) -> None:
    two_wrong = WRONG_DAY.replace("S2;12.02.2026;meeting", "S2;12.02.2026;kaffi")
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=two_wrong), keep_good=True)
    take(
        data,
        mended(sheet, lambda line: set_day(line) if line["session_id"] == "S1" else None, tmp_path / "a"),
        keep_good=True,
    )

    def all_of_it(line: dict[str, str]) -> None:
        if line["session_id"] == "S1":
            set_day(line)
        else:
            line["kind"] = "meeting"

    done, _ = take(data, mended(sheet, all_of_it, tmp_path / "b"))
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0


def test_rows_whose_export_is_gone_are_refused_in_words(data: DataFolder, tmp_path: Path) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), dry_run=True)
    with pytest.raises(ReformsporError, match="no_original"):
        take(data, mended(sheet, set_day, tmp_path / "mended"))


def test_what_is_kept_is_private_goes_when_nothing_is_refused_and_is_forgotten_in_time(
    data: DataFolder, tmp_path: Path
) -> None:
    kept = data.private / "kommune" / "mending"
    take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), keep_good=True)
    (folder,) = kept.iterdir()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (kept.parent, kept.parent.parent))
    forget_kept(data, 30)
    assert folder.exists()
    take(data, write_export(tmp_path / "good"))
    assert list(kept.iterdir()) == []
    take(data, write_export(tmp_path / "in", sessions=WRONG_DAY + "\n"), keep_good=True)
    forget_kept(data, 0)
    assert list(kept.iterdir()) == []


def persons(data: DataFolder) -> set[str]:
    con = duckdb.connect(str(data.private_of("kommune") / "persons.duckdb"), read_only=True)
    try:
        return {str(key) for (key,) in con.execute("select distinct person_key from ledger.person").fetchall()}
    finally:
        con.close()
