"""What waits is told so coarsely that two ledgers side by side never give away one person's new hours."""

from __future__ import annotations

import duckdb

STEPS = (1, 2, 5)
LOWEST = 10


def round_up(number: float) -> int:
    """The upper end of the step (10, 20, 50, 100, 200, …) that holds `number`; zero stays zero.

    An exact figure would not do: the difference between two admissions could be one person's.
    """
    if number <= 0:
        return 0
    size = LOWEST
    while True:
        for step in STEPS:
            if number <= step * size:
                return step * size
        size *= 10


def state_waiting(con: duckdb.DuckDBPyConnection, source: str, municipality: str) -> tuple[int, int]:
    """Write the one row of `ledger.waiting`: hours and records that wait, each rounded up; returns both."""
    ((hours, records),) = con.execute(
        "select coalesce(sum(abs(h)), 0) / 100, count(*) from ledger.record where row_id is null"
    ).fetchall()
    hours, records = round_up(float(hours)), round_up(int(records))
    con.execute("delete from ledger.waiting")
    con.execute("insert into ledger.waiting values (?, ?, ?, ?)", [source, municipality, hours, records])
    return hours, records
