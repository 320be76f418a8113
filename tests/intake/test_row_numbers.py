"""A row's number is its place in the file, whether it was written beside the row or is known from where it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from reformspor.intake import from_text, take_in

HEAD = "session_id;period;unit_id;role;activity;headcount;hours;basis;on_top;person_key;comment"
AS_OF = dt.date(2025, 12, 31)
LATER = "2026-02-03"
ROWS = 300_000


def taken(folder: Path, days: Mapping[int, str | None], rows: int) -> tuple[Path, set[tuple[str, int | None]]]:
    """The file an export was taken into, and its faults by row; `days` are those of some rows, none that of an empty
    row."""
    lines = [HEAD]
    for at in range(1, rows + 1):
        day = days.get(at, f"2025-03-{at % 28 + 1:02d}")
        filled = f"S;{day};E1;helper;prepare;1;0,5;registered;yes;P-{at};nr {at}"
        lines.append(filled if day else ";" * HEAD.count(";"))
    export = folder / "resource_use.csv"
    export.write_text("\n".join(lines) + "\n", "utf-8")
    file = folder / "exports.duckdb"
    with duckdb.connect(str(file)) as con:
        intake = take_in(export, profile=None, as_of=AS_OF, con=con, private=folder / "private")
        return file, {(fault.code, fault.row) for fault in intake.faults}


def numbered(file: Path) -> tuple[int, int]:
    """How many rows are staged in a file that is opened anew, and how many of them have another number than theirs."""
    with duckdb.connect(str(file), read_only=True) as con:
        found = con.execute(
            """select count(*), count(*) filter (comment <> 'nr ' || "row") from staging.resource_use"""
        ).fetchall()
    return int(found[0][0]), int(found[0][1])


def test_rows_of_a_large_clean_file_have_the_numbers_of_their_places(tmp_path: Path) -> None:
    file, faults = taken(tmp_path, {}, ROWS)
    assert (tmp_path / "resource_use.csv").stat().st_size > from_text.FAST_FROM
    assert faults == set()
    assert numbered(file) == (ROWS, 0)


def test_rows_keep_their_numbers_when_a_whole_stretch_before_them_is_refused(tmp_path: Path) -> None:
    late = range(1, 140_001)
    file, faults = taken(tmp_path, dict.fromkeys(late, LATER), ROWS)
    assert {("outside_time", 1), ("outside_time", 50_000)} <= faults
    assert numbered(file) == (ROWS - len(late), 0)


@pytest.mark.parametrize("refused", [{1}, {400}, {7, 8, 9}])
def test_rows_keep_their_numbers_when_a_few_among_them_are_refused(
    refused: set[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", 0)
    file, faults = taken(tmp_path, dict.fromkeys(refused, LATER), 400)
    assert faults == {("outside_time", row) for row in refused}
    assert numbered(file) == (400 - len(refused), 0)


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", 0)
    file, faults = taken(tmp_path, {5: None, 6: None}, 40)
    assert faults == set()
    assert numbered(file) == (38, 0)
