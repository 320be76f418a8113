"""A snapshot says what it changed since its source's former one, and nothing that was not already shown."""

from decimal import Decimal
from pathlib import Path

import pytest

from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import reopen
from tests.snapshot.exports import BARRIERS, SESSIONS, has_taken_in, hours, write_export
from tests.snapshot.test_admission import WRONG, rows, take

ASKED = "select table_name, change, column_name, n, examples from changes where n is not null order by all"
AMOUNTS = "select change, amount_before, amount_after from changes where table_name = ? and n is null order by all"


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def counted(data: DataFolder) -> dict[tuple[str, str, str | None], tuple[int, list[str]]]:
    return {
        (str(table), str(change), column if isinstance(column, str) else None): (int(str(n)), list(examples))  # type: ignore[call-overload]
        for table, change, column, n, examples in rows(data, ASKED)
    }


def amounts(data: DataFolder, table: str) -> dict[str, tuple[float, float]]:
    sql = AMOUNTS.replace("?", f"'{table}'")
    return {str(change): (float(str(before)), float(str(after))) for change, before, after in rows(data, sql)}


def test_the_first_snapshot_of_a_source_has_nothing_to_compare_with(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    assert rows(data, "select * from changes") == []


def test_rows_that_came_went_and_changed_are_counted_with_their_columns(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    changed = SESSIONS.replace("S2;12.02.2026;meeting;no", "S2;13.02.2026;training;no").replace("S3;", "S9;")
    take(data, write_export(tmp_path / "two", sessions=changed))
    found = counted(data)
    assert found[("sessions", "added", None)] == (1, ["S9"])
    assert found[("sessions", "removed", None)] == (1, ["S3"])
    assert found[("sessions", "changed", None)] == (1, ["S2"])
    assert {column for table, change, column in found if (table, change) == ("sessions", "column")} == {"date", "kind"}
    assert found[("files", "changed", None)] == (1, ["sessions.csv"])
    assert {table for table, _, _ in found} == {"sessions", "files"}


def test_a_target_for_the_whole_municipality_is_named_without_a_unit(data: DataFolder, tmp_path: Path) -> None:
    targets = "measure;month;unit_id;value\nsessions_month;01.2026;;20\nsessions_month;01.2026;U1;5\n"
    take(data, write_export(tmp_path / "one", targets=targets))
    take(data, write_export(tmp_path / "two", targets=targets.replace(";20", ";25").replace(";5\n", ";6\n")))
    assert counted(data)[("targets", "changed", None)] == (
        2,
        ["sessions_month · 2026-01-01", "sessions_month · 2026-01-01 · U1"],
    )


def test_text_that_nobody_has_reviewed_is_no_change(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    take(data, write_export(tmp_path / "two", barriers=BARRIERS.replace("Uklart ansvar", "Uklårt ansvar")))
    assert set(counted(data)) == {("files", "changed", None)}


def test_hours_are_compared_as_released_and_waiting_sums_and_never_as_rows(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one", resource_use=hours(8)))
    more = hours(8) + "".join(hours(9, "02.2026", 50).splitlines(keepends=True)[1:])
    more += "".join(hours(1, "03.2026", 90).splitlines(keepends=True)[1:])
    take(data, write_export(tmp_path / "two", resource_use=more))
    found = amounts(data, "resource_use")
    before, after = found["released"]
    waited, waits = found["waiting"]
    assert (before, waited) == (32.0, 0.0)
    assert after + waits == pytest.approx(32.0 + 36.0 + 4.0, abs=10)
    assert after >= 68.0
    assert rows(data, "select n from changes where table_name = 'resource_use' and n is not null") == []


def test_a_mended_row_is_seen_as_one_refused_less(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one", sessions=WRONG), keep_good=True)
    take(data, write_export(tmp_path / "two"))
    assert amounts(data, "sessions")["refused"] == (1.0, 0.0)
    assert counted(data)[("sessions", "added", None)] == (1, ["S1"])


def test_the_comparison_is_with_the_snapshot_that_was_shown(data: DataFolder, tmp_path: Path) -> None:
    first = take(data, write_export(tmp_path / "one")).manifest
    take(data, write_export(tmp_path / "two", sessions=SESSIONS.replace("S3;", "S4;")))
    assert first is not None
    reopen(data, first.id)
    take(data, write_export(tmp_path / "three", sessions=SESSIONS.replace("S3;", "S5;")))
    assert rows(data, "select distinct former from changes") == [(first.id,)]
    assert counted(data)[("sessions", "added", None)] == (1, ["S5"])


def test_hours_are_kept_to_the_hundredth(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one", resource_use=hours(8).replace("4,0", "4,25")))
    take(data, write_export(tmp_path / "two", resource_use=hours(8).replace("4,0", "4,25"), barriers=BARRIERS + "\n"))
    assert amounts(data, "resource_use")["released"] == (34.0, float(Decimal("34.00")))
