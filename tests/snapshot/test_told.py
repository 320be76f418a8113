"""From one snapshot to the next, no number of rows tells that one person registered something, or did it wrong."""

import datetime as dt
from pathlib import Path

import pytest

from reformspor.intake import FileRead, load_profile
from reformspor.snapshot.admission import admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import current
from reformspor.snapshot.told import Said, coarse, rows_said, tables_of_persons, told
from tests.snapshot.exports import SESSIONS, hours, write_export
from tests.snapshot.test_admission import rows

DAY = dt.date(2026, 3, 31)
COUNTS = (
    "select table_name, rows_read, rows_admitted, rows_refused from files",
    "select table_name, n, n_met from quality where rule = 'rows_accepted'",
    "select dimension, table_name, n, n_met from quality_history where dimension = 'correctness'",
    "select change, table_name, amount_before, amount_after from changes where change = 'refused'",
)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def counts(data: DataFolder) -> list[list[tuple[object, ...]]]:
    return [[row for row in rows(data, sql) if "resource_use" in row or "refused" in row] for sql in COUNTS]


def take(data: DataFolder, folder: Path, resource_use: str) -> list[list[tuple[object, ...]]]:
    assert admit(write_export(folder, resource_use=resource_use), data, as_of=DAY, keep_good=True).manifest is not None
    return counts(data)


def test_one_record_more_is_not_seen_in_any_number_that_is_served(tmp_path: Path) -> None:
    one, more = DataFolder(tmp_path / "one"), DataFolder(tmp_path / "more")
    assert take(one, tmp_path / "a", hours(14)) == take(more, tmp_path / "b", hours(15))


def test_one_refused_record_more_is_not_seen_either(tmp_path: Path) -> None:
    found = []
    for name, wrong in (("one", ["E3;"]), ("more", ["E3;", "E5;", "E6;"])):
        given = hours(18)
        for entry in wrong:
            given = given.replace(f"{entry};05.01.2026", f"{entry};45.01.2026")
        found.append(take(DataFolder(tmp_path / name), tmp_path / f"in-{name}", given))
    assert found[0] == found[1]
    assert ("resource_use", 30, 20, 10) in found[0][0]


def test_what_is_read_is_what_was_taken_in_and_refused_and_open_tables_are_told_to_the_row(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", sessions=SESSIONS.replace("15.01.2026", "45.01.2026"))
    outcome = admit(export, data, as_of=DAY, keep_good=True)
    assert outcome.manifest is not None
    said = {
        name: numbers
        for name, *numbers in rows(data, "select table_name, rows_read, rows_admitted, rows_refused from files")
    }
    exact = {file.table: [file.rows_read, file.rows_admitted, file.rows_refused] for file in outcome.files}
    assert said["sessions"] == [3, 2, 1]
    assert all(read == taken + refused for read, taken, refused in said.values())
    assert {name: n for name, n in said.items() if name != "resource_use"} == {
        name: n for name, n in exact.items() if name != "resource_use"
    }
    assert said["resource_use"] == [10, 10, 0]


@pytest.mark.parametrize(
    ("profile", "closed"),
    [
        ("simple", {"resource_use"}),
        ("toronto", {"attendance"}),
        ("viva-meetings", set()),
        ("tidstyv-2014", set()),
    ],
)
def test_a_systems_own_tables_are_closed_when_their_rows_are_someones(profile: str, closed: set[str]) -> None:
    assert tables_of_persons(load_profile(profile)) == closed


def test_without_a_profile_hours_and_capacity_are_closed() -> None:
    assert tables_of_persons(None) == {"resource_use", "capacity"}
    (file,) = told([FileRead("k.csv", "capacity", "a", 1234, 1232, 2)], tables_of_persons(None))
    assert (file.rows_read, file.rows_admitted, file.rows_refused) == (1310, 1300, 10)


@pytest.mark.parametrize(("number", "rounded"), [(0, 0), (1, 10), (10, 10), (11, 20), (1001, 1100), (10_020, 11_000)])
def test_numbers_are_rounded_up_to_two_digits(number: int, rounded: int) -> None:
    assert coarse(number) == rounded


def test_the_list_of_snapshots_says_about_how_many_rows_where_some_are_of_persons(
    data: DataFolder, tmp_path: Path
) -> None:
    wrong = hours(8) + "E99;;05.01.2026;U1;sjef;conduct;1;4,0;registered;yes;1;p-1\n"
    take(data, tmp_path / "in", wrong)
    manifest = current(data)
    assert manifest is not None
    assert (manifest.rows_admitted, manifest.rows_refused) == (3 + 8 + 2 + 5 + 1, 1)
    assert rows_said(manifest) == (Said(3 + 10 + 2 + 5 + 1, about=True), Said(10, about=True))
