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

    A first look counts people only in whole crosses of codes, and only those `member_sum` tells apart, which is too
    few; what it cannot clear is counted exactly.
    """
    _people_in_crosses(con)
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
    """Deal the doubtful rows into lots of about LOT records, in `dealt` (row_id, number); returns the lots."""
    con.execute(
        f"""create or replace temp table dealt as
        select row_id, (sum(records) over (order by row_id) // {LOT})::integer as number
        from (
            select row_id, sum(records) as records from code_cross semi join doubtful using (row_id) group by row_id
        )"""
    )
    return count(con, "select coalesce(max(number), -1) + 1 from dealt")


def _people_in_crosses(con: duckdb.DuckDBPyConnection) -> None:
    """Make `code_cross` (row_id, kinds, pid, heads, records): the people of each cross of codes, told as a head count
    that is never too high."""
    con.execute(
        """create or replace temp table code_cross as
        select row_id, kinds, null::integer as pid,
            greatest(bit_count(bit_or(seen)), coalesce(max(heads), 0))::integer as heads, sum(records) as records
        from member_sum group by row_id, kinds"""
    )
