"""A large file is read by DuckDB and a small one a record at a time, and both give the same rows in the same order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from reformspor.intake import from_text, take_in
from reformspor.intake.fields import Frame
from reformspor.intake.native import native
from reformspor.intake.plain import plain

HEAD = "session_id;period;unit_id;role;activity;headcount;hours;basis;on_top;person_key;comment\n"
AS_OF = dt.date(2025, 12, 31)
AWKWARD = {
    3: "S;03.04.2025;E1;Hjelpar;prepare;1;2,5;registered;yes;P-1;vanleg",
    5: "S;2025-04;E1;helper;Førebu;1;1 000;registered;ja;P-2;",
    8: "S;2025-02-30;E1;helper;prepare;1;2;registered;yes;P-3;umogleg dag",
    9: "S;2025-04-03;;helper;prepare;1;2;registered;yes;P-4;utan eining",
    13: "S;2025-04-03; E1;sjef;prepare;1;1.500;registered;yes;P-5;ukjend rolle",
    21: "S;2025-04-03;E1;helper;prepare;0;2;registered;yes;kari@example.invalid;på ein måte",
}


def rows(n: int) -> str:
    """Numbered rows with awkward ones at known places."""
    lines = []
    for at in range(1, n + 1):
        plain_row = f"S;2025-03-{at % 28 + 1:02d};E1;helper;prepare;1;0,5;registered;yes;P-{at};nr {at}"
        lines.append(AWKWARD.get(at, plain_row))
    return HEAD + "\n".join(lines) + "\n"


def staged(file: Path, work: Path) -> tuple[list[tuple[object, ...]], set[tuple[str, int | None, str | None]]]:
    work.mkdir()
    con = duckdb.connect(str(work / "exports.duckdb"))
    intake = take_in(file, profile=None, as_of=AS_OF, con=con, private=work.parent / "private")
    found = {(fault.code, fault.row, fault.column) for fault in intake.faults}
    kept = con.execute('select * from staging.resource_use order by "row"').fetchall()
    con.close()
    return kept, found


def test_both_readers_give_the_same_rows_and_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "resource_use.csv"
    file.write_text(rows(400), "utf-8")
    careful = staged(file, tmp_path / "careful")
    monkeypatch.setattr(from_text, "FAST_FROM", 0)
    fast = staged(file, tmp_path / "fast")
    assert fast == careful
    assert {(row, column) for _, row, column in fast[1]} == {
        (8, "period"),
        (9, "unit_id"),
        (13, "role"),
        (13, "hours"),
        (5, "hours"),
        (21, "headcount"),
        (21, "person_key"),
    }


def test_rows_are_numbered_as_they_lie_in_a_large_file(tmp_path: Path) -> None:
    file = tmp_path / "resource_use.csv"
    file.write_text(rows(150_000), "utf-8")
    assert file.stat().st_size > from_text.FAST_FROM
    kept, _ = staged(file, tmp_path / "work")
    con = duckdb.connect(str(tmp_path / "work" / "exports.duckdb"))
    wrong = con.execute(
        "select count(*) from staging.resource_use where comment like 'nr %' and comment <> 'nr ' || \"row\""
    ).fetchone()
    assert wrong == (0,)
    assert len(kept) == 150_000 - 5


def test_no_plain_reading_becomes_a_join_that_would_lose_the_order() -> None:
    con = duckdb.connect()
    con.execute("create table given (c0 varchar)")
    frame = Frame("Europe/Oslo", AS_OF, dt.date(2010, 1, 1), False)
    for table in native().tables.values():
        for field in table.fields.values():
            way = plain(field, "c0", "first_0", frame)
            parts = ", ".join((way.value, way.holds, *(worn for _, worn in way.dress)))
            steps = con.execute(
                f"explain select {parts} from (select c0, {way.first} as first_0 from given)"
            ).fetchall()[0][1]
            assert "column data scan" not in steps.lower(), f"{table.name}.{field.name}"


def test_a_large_file_with_a_quote_that_never_ends_is_read_carefully_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", 0)
    file = tmp_path / "resource_use.csv"
    file.write_text(rows(20).replace(";nr 20", ';"nr 20'), "utf-8")
    _, found = staged(file, tmp_path / "work")
    assert ("structure", 20, None) in found
