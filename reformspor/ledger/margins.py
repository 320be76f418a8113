"""Each row's hours by activity, on top, payer and basis: parts that are safe are shown, the rest folded together."""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.labels import MARGINS, MERGED, WITHHELD, code_sql
from reformspor.ledger.safety import contributions, judge
from reformspor.ledger.screening import left_to_sum, screen, sum_members
from reformspor.ledger.settings import Settings
from reformspor.ledger.withholding import withhold_what_crosses

PARTS = 32


def show_margins(con: duckdb.DuckDBPyConnection, members: str, settings: Settings) -> None:
    """Decide what is shown of the margins of each row.

    `members` is a table of row_id, kinds, pid, heads, each_h, h. A row of `mirrored` (old_row, row_id) is shown as the
    row it takes back was: two ways of folding the same records would give away their difference. Makes the temporary
    tables `fold` (row_id, margin, code, shown), where `shown` is the code itself, MERGED or WITHHELD, and `part`
    (row_id, margin, shown, h in hundredths); the parts of a margin add up to the row.
    """
    con.execute("create or replace temp table fold (row_id bigint, margin varchar, code integer, shown integer)")
    sum_members(con, members)
    screen(con, settings)
    unclear = left_to_sum(con, members)
    for margin in MARGINS:
        _fold(con, unclear, margin, settings)
    withhold_what_crosses(con, members, settings)
    con.execute("delete from fold where row_id in (select row_id from mirrored)")
    con.execute(
        """insert into fold select mirrored.row_id, margin, code, shown
        from ledger.fold old join mirrored on mirrored.old_row = old.row_id"""
    )
    con.execute(
        """create or replace temp table part as
        select row_id, margin, shown, sum(part_sum.h)::bigint as h
        from fold join part_sum using (row_id, margin, code) group by all"""
    )


def _fold(con: duckdb.DuckDBPyConnection, members: str, margin: str, settings: Settings) -> None:
    """Add a margin to `fold`: judged for `members`, and as it is where it is clear."""
    clear = f"(select row_id from clear where margin = '{margin}') clear"
    judge_parts(con, f"(select * from {members} anti join {clear} using (row_id))", code_sql(margin), settings)
    con.execute(
        f"""insert into fold select row_id, '{margin}', code, shown from margin_fold union all
        select row_id, margin, code, code from part_sum semi join {clear} using (row_id) where margin = '{margin}'"""
    )


def judge_parts(con: duckdb.DuckDBPyConnection, members: str, code: str, settings: Settings) -> None:
    """Make `margin_fold` (row_id, code, h, shown): the parts of `members` by the SQL `code`, folded where too small."""
    group = f"row_id * {PARTS} + {code}"
    contributions(con, f"(select {group} as code, pid, heads, each_h, h, 0 as c from {members})", "code", "part")
    judge(con, "part", settings)
    con.execute(
        f"""create or replace temp table margin_fold as
        select g, g // {PARTS} as row_id, (g % {PARTS})::integer as code, h,
            case when safe then g % {PARTS} else {MERGED} end::integer as shown from part_verdict"""
    )
    if count(con, f"select count(*) from margin_fold where shown = {MERGED}"):
        _settle_merged(con, settings)


def _settle_merged(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Give folded parts that are too small alone the row's smallest part for company, or give the margin up."""
    judge_merged(con, settings)
    con.execute(
        f"""update margin_fold set shown = {MERGED} where g in (
            select arg_min(g, abs(h) * {PARTS} + code) from margin_fold semi join merged_unsafe using (row_id)
            where shown <> {MERGED} group by row_id)"""
    )
    if count(con, "select count(*) from merged_unsafe"):
        judge_merged(con, settings)
    give_up_unsafe(con)


def give_up_unsafe(con: duckdb.DuckDBPyConnection) -> None:
    """Withhold in `margin_fold` what is folded unsafely, and what is folded into one part only."""
    con.execute(
        f"""update margin_fold set shown = {WITHHELD} where row_id in (
            select row_id from merged_unsafe
            union select row_id from margin_fold group by row_id having min(shown) = {MERGED})"""
    )


def judge_merged(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make `merged_unsafe`: the rows whose folded part is not safe."""
    for kind in ("keyed", "heads"):
        columns = "pid, sum(part_keyed.h)::bigint as h, 0::bigint as c" if kind == "keyed" else _HEADS
        con.execute(
            f"""create or replace temp table merged_{kind} as select row_id as g, {columns}
            from part_{kind} join margin_fold using (g) where shown = {MERGED} group by all"""
        )
    judge(con, "merged", settings)
    con.execute("create or replace temp table merged_unsafe as select g as row_id from merged_verdict where not safe")


_HEADS = """max(n)::bigint as n, sum(n_high)::bigint as n_high, sum(part_heads.h)::bigint as h, 0::bigint as c,
    sum(h1)::bigint as h1, sum(h2)::bigint as h2, 0::bigint as cn, 0::bigint as c1, 0::bigint as c2"""
