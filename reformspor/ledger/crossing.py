"""Two margins of a row must not give away together what each of them hides.

Hours on top minus hours paid by release can be one person's, though both are safe. So a margin is shown beside others
only when no difference of shown parts can single out fewer than k people. Write a difference as g + w, g a sum of
parts of the margins already shown and w of the new one, and call a cell (parts of the shown margins x a part of the
new) wide when it has k people. If the difference is nothing on every wide cell, then w is equal for two parts that
are wide with the same shown parts. So when all parts of the new margin are linked in this way, w is a constant and the
difference is one of the margins already shown. Otherwise it is something on a wide cell, and has k people.
A margin that follows from one already shown (its parts are unions of the other's) adds no difference at all.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.labels import MARGINS, WITHHELD, code_sql
from reformspor.ledger.settings import Settings

PASSES = 4
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
            unlinked(con, at, settings)
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
        select row_id, kinds, null::integer as pid, greatest(count(pid), coalesce(max(heads), 0)) as heads
        from (
            select row_id, kinds, pid, max(case when pid is null then heads end) as heads from {members} group by all
        ) group by row_id, kinds"""
    )


def cross(con: duckdb.DuckDBPyConnection, members: str, fold: str) -> None:
    """Make `crossed`: the people (or head counts) in each cross of shown parts, columns m0 to m3 in margin order."""
    joins = " ".join(
        f"join {fold} f{at} on f{at}.row_id = member.row_id "
        f"and f{at}.margin = '{margin}' and f{at}.code = {code_sql(margin)}"
        for at, margin in enumerate(MARGINS)
    )
    shown = ", ".join(f"f{at}.shown as m{at}" for at in range(len(MARGINS)))
    con.execute(
        f"""create or replace temp table crossed as
        select member.row_id, {shown}, pid, max(case when pid is null then heads end) as heads
        from {members} member {joins} group by all"""
    )


def unlinked(con: duckdb.DuckDBPyConnection, at: int, settings: Settings) -> None:
    """Make `unlinked`: the rows of `crossed` where margin number `at` may not be shown beside those before it.

    A margin before it that follows from the new one adds nothing beside it, and does not part its codes.
    """
    before = [f"m{i}" for i in range(at)]
    follows = " or ".join(f"count(distinct {m} * 64 + m{at}) = count(distinct {m})" for m in before)
    implied = ", ".join(f"count(distinct {m} * 64 + m{at}) = count(distinct m{at}) as {m}_implied" for m in before)
    beside = ", ".join(f"case when {m}_implied then -1 else {m} end" for m in before)
    reach = "masks[1]"
    for _ in range(PASSES):
        reach = (
            f"list_reduce(list_prepend({reach}, masks), "
            "lambda seen, m: case when seen & m <> 0 then seen | m else seen end)"
        )
    con.execute(
        f"""create or replace temp table unlinked as
        with wide as (
            select row_id, {", ".join(before)}, m{at}, 1::bigint << m{at} as bit,
                greatest(count(distinct pid), coalesce(max(heads), 0)) >= {settings.k} as wide
            from crossed group by all
        ),
        ties as (select row_id, {follows} as follows, {implied} from wide group by row_id),
        sides as (
            select row_id, bit_or(bit) as side, bit_or(bit) filter (wide) as linked
            from wide join ties using (row_id) where not follows group by row_id, {beside}
        ),
        rows as (
            select row_id, bit_or(side) as every, list(linked) filter (linked is not null) as masks
            from sides group by row_id
        )
        select row_id from rows where masks is null or {reach} <> every"""
    )
