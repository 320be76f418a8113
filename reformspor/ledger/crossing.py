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

from reformspor.ledger.labels import MARGINS, code_sql
from reformspor.ledger.settings import Settings

PASSES = 4


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
                greatest(count(distinct pid) filter (pid >= 0), coalesce(max(heads), 0)) >= {settings.k} as wide
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
