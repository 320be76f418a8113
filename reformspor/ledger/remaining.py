"""What is left of a row after its corrections must be as safe as the row was."""

from __future__ import annotations

import duckdb

from reformspor.ledger.acquittal import TAKEN_BACK, search
from reformspor.ledger.crossing import cross
from reformspor.ledger.labels import MARGINS, WITHHELD, code_sql
from reformspor.ledger.safety import contributions, judge
from reformspor.ledger.settings import Settings


def bad_remains(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make `bad_row` (row_id): rows that the corrections in `trial` (id, row_id) would leave unsafe."""
    con.execute(
        """create or replace temp table link as
        select taken.corrects, old.row_id as old_row, coalesce(trial.row_id, taken.row_id) as new_row, taken.pid,
            abs(case when taken.pid is null then taken.each_h else taken.h end) as peak,
            case when taken.pid is null then ceil(abs(taken.c) / taken.heads) else abs(taken.c) end as peak_c
        from ledger.record taken join ledger.record old on old.id = taken.corrects
        left join trial on trial.id = taken.id
        where coalesce(trial.row_id, taken.row_id) is not null"""
    )
    con.execute(
        """create or replace temp table remains as
        select row_id, kinds, pid, heads, each_h, h, c from ledger.record
        where sign = 1 and row_id in (
            select old_row from link join trial on trial.row_id = link.new_row)
        and id not in (select corrects from link)"""
    )
    contributions(con, "remains", "row_id", "remain")
    judge(con, "remain", settings)
    con.execute(
        f"""create or replace temp table bad_row as
        with touched as (select distinct old_row, new_row from link join trial on trial.row_id = link.new_row),
        peaks as (
            select new_row, max(peak) as peak, max(peak_c) filter (wide) as peak_c
            from (select new_row, pid, sum(peak) as peak, sum(peak_c) as peak_c from link group by all)
            join (select new_row, count(distinct old_row) > 1 as wide from link group by all) using (new_row)
            group by all
        ),
        on_top as (
            select old_row, sum(peak) as peak, sum(peak_c) as peak_c
            from (select distinct old_row, new_row from link) join peaks using (new_row) group by all
        )
        select distinct touched.old_row as row_id
        from touched left join remain_verdict verdict on verdict.g = touched.old_row
        left join on_top using (old_row)
        where verdict.g is null or not verdict.safe
            or verdict.slack * 100 < {settings.p} * (verdict.h1 + coalesce(on_top.peak, 0))
            or verdict.slack_c * 100 < {settings.p} * (verdict.c1 + coalesce(on_top.peak_c, 0))"""
    )
    _bad_margins(con, settings)


def _bad_margins(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Add the rows whose shown margins would no longer be linked, or have a part of too few people."""
    con.execute(
        "create or replace temp table remains_fold as select * from ledger.fold semi join remains using (row_id)"
    )
    con.execute(
        f"""create or replace temp view whole as
        select row_id, kinds, pid, heads from remains union all
        select row_id, kinds, {TAKEN_BACK}, null from ledger.record
        where id in (select corrects from link) and row_id in (select row_id from remains)"""
    )
    cross(con, "whole", "remains_fold")
    for at in range(1, len(MARGINS)):
        guilty = sorted(search(con, at, settings, f"m{at} <> {WITHHELD}"))
        con.execute("insert into bad_row select unnest(?::bigint[])", [guilty])
    for margin in MARGINS:
        con.execute(
            f"""insert into bad_row
            select row_id from (
                select fold.row_id, shown, count(distinct pid) as known,
                    coalesce(max(case when pid is null then heads end), 0) as counted
                from remains_fold fold left join remains
                    on remains.row_id = fold.row_id and {code_sql(margin)} = fold.code
                where margin = '{margin}' and shown <> {WITHHELD} group by all
            ) where greatest(known, counted) < {settings.k}"""
        )
