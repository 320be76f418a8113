"""Every snapshot keeps the summary of its own quality and of those before it, so that quality is seen over time."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.snapshot.former import FORMER, has_table


def write_history(con: duckdb.DuckDBPyConnection, snapshot_id: str, as_of: dt.date, *, former: bool) -> None:
    """Carry the former snapshots' summaries into `served.quality_history` and add this one's, a row a dimension and
    table."""
    if former and has_table(con, "quality_history"):
        con.execute(
            f"insert into served.quality_history by name select * from {FORMER}.quality_history where snapshot_id <> ?",
            [snapshot_id],
        )
    con.execute(
        """insert into served.quality_history by name
        select ? as snapshot_id, ?::date as as_of, dimension, table_name, sum(n) as n, sum(n_met) as n_met
        from served.quality group by dimension, table_name order by dimension, table_name""",
        [snapshot_id, as_of],
    )
