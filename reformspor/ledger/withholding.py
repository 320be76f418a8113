"""A margin that would give something away beside the others is withheld for that row, the least asked-for first."""

from __future__ import annotations

import duckdb

from reformspor.ledger.acquittal import harmful
from reformspor.ledger.counting import count
from reformspor.ledger.crossing import cross, unlinked
from reformspor.ledger.labels import MARGINS, WITHHELD
from reformspor.ledger.settings import Settings

LOT = 1_000_000


def withhold_what_crosses(con: duckdb.DuckDBPyConnection, members: str, settings: Settings) -> None:
    """Set `shown` to WITHHELD in `fold` for each margin of a row that is not linked to the ones before it.

    A first look counts people only in whole crosses of codes, which is too few where parts are folded; what it
    cannot clear is counted exactly.
    """
    _people_in_crosses(con, members)
    cross(con, "code_cross", "fold")
    con.execute("create or replace temp table doubtful (row_id bigint)")
    for at in range(1, len(MARGINS)):
        unlinked(con, at, settings)
        con.execute("insert into doubtful select row_id from unlinked")
    for number in range(_deal_out(con)):
        con.execute(
            f"create or replace temp view doubted as select * from {members} "
            f"where row_id in (select row_id from dealt where number = {number})"
        )
        cross(con, "doubted", "fold")
        for at in range(1, len(MARGINS)):
            harmful(con, at, settings)
            refused = "row_id in (select row_id from unlinked)"
            con.execute(f"update fold set shown = {WITHHELD} where margin = '{MARGINS[at]}' and {refused}")
            con.execute(f"update crossed set m{at} = {WITHHELD} where {refused}")


def _deal_out(con: duckdb.DuckDBPyConnection) -> int:
    """Deal the doubtful rows into lots of about LOT people's crosses, in `dealt` (row_id, number); returns the lots."""
    con.execute(
        f"""create or replace temp table dealt as
        select row_id, (sum(heads) over (order by row_id) // {LOT})::integer as number
        from (select row_id, sum(heads) as heads from code_cross semi join doubtful using (row_id) group by row_id)"""
    )
    return count(con, "select coalesce(max(number), -1) + 1 from dealt")


def _people_in_crosses(con: duckdb.DuckDBPyConnection, members: str) -> None:
    """Make `code_cross` (row_id, kinds, pid, heads): the people of each cross of codes, told as a head count."""
    con.execute(
        f"""create or replace temp table code_cross as
        select row_id, kinds, null::integer as pid,
            greatest(count(pid) filter (pid >= 0), coalesce(max(heads), 0)) as heads
        from (
            select row_id, kinds, pid, max(case when pid is null then heads end) as heads from {members} group by all
        ) group by row_id, kinds"""
    )
