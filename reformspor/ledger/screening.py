"""Rows whose parts are surely safe are told by bounds, so that only the others are summed person by person.

What a person has in a part of a row is no more than what the row's largest contributor has in the whole row. With that
for its two largest, and with no more people than sums of records can tell apart, a part that is safe is safe whoever
gave it. The bounds hold where every record of a row adds hours of a known person who is not shaken.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.labels import MARGINS, code_sql
from reformspor.ledger.settings import Settings

# People are told apart by their numbers' rest by this prime: as many bits as a whole number has room for.
BITS = 61


def sum_members(con: duckdb.DuckDBPyConnection, members: str) -> None:
    """Make `member_sum` (row_id, kinds, session_kind, h, seen, heads, records, adds): the records of `members` that are
    alike in kind.

    `seen` has a bit for each rest of the people who have hours, so no more bits than there are people; `heads` is the
    largest count of unknown people, and `adds` says that all is of known people who are not shaken, and nothing is
    taken back.
    """
    con.execute(
        f"""create or replace temp table member_sum as
        select row_id, kinds, session_kind, sum(h)::bigint as h,
            bit_or(case when pid >= 0 and h > 0 then 1::bigint << (pid % {BITS}) else 0 end) as seen,
            max(case when pid is null then heads end) as heads, count(*) as records,
            bool_and(coalesce(pid >= 0 and h >= 0, false)) as adds
        from {members} group by row_id, kinds, session_kind"""
    )


def screen(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make `clear` (row_id, margin): the margins of rows all of whose parts are surely safe; of `member_sum`, and the
    largest contributor h1 to each row of `new_row`.

    Makes `part_sum` (row_id, margin, code, h) too. A row that also takes back, or is nothing else, is never clear.
    """
    each = " union all ".join(
        f"select row_id, '{margin}' as margin, {code_sql(margin)} as code, h, seen, adds from member_sum"
        for margin in MARGINS
    )
    con.execute(
        f"""create or replace temp table part_sum as
        select row_id, margin, code::integer as code, sum(h)::bigint as h, bit_count(bit_or(seen)) as people,
            bool_and(adds) as adds
        from ({each}) group by all"""
    )
    con.execute(
        f"""create or replace temp table clear as
        select row_id, margin from part_sum join new_row using (row_id) group by row_id, margin
        having bool_and(coalesce(adds and people >= {settings.k}
            and (part_sum.h - 2 * h1) * 100 >= {settings.p} * h1, false))"""
    )


def left_to_sum(con: duckdb.DuckDBPyConnection, members: str) -> str:
    """The table of the records of `members` in rows that have a margin which is not clear."""
    con.execute(
        f"""create or replace temp table unclear_member as
        select member.* from {members} member semi join (
            select row_id from part_sum anti join clear using (row_id, margin)) unclear using (row_id)"""
    )
    return "unclear_member"
