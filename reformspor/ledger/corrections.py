"""A correction takes back released records in company, so that neither it nor what is left of a row is unsafe.

Think of every record as a line from the row it was released in to the row that takes it back, or to nowhere. Any sum
or difference of rows is then a cut, and holds the records whose line it crosses. Three rules make each cut safe:
a row that takes back is safe as a whole, and what it adds is safe by itself; what is left of each row it takes from is
safe, also with the largest person taken back on top (so p% holds for mixed cuts); and the margins of what is left are
still linked. A row that is withdrawn whole, never having been corrected before, is mirrored as it stands.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.effort import bad_bundles
from reformspor.ledger.labels import unpack_cells
from reformspor.ledger.pooling import LABELS, name_groups, pool
from reformspor.ledger.remaining import bad_remains
from reformspor.ledger.safety import contributions, judge
from reformspor.ledger.settings import Settings
from reformspor.ledger.shaken import SHIFT
from reformspor.ledger.steps import LENGTH, PATHS, labels_sql, path_sql

ROW = f"row_id, {LABELS}, n, n_high, h, c, has_cost"


def release_corrections(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Place the waiting corrections that may be released, after `pool` has placed the new records.

    Adds their rows to `new_row`, or their hours to the rows they ride with; makes `correction_placed` (id, row_id),
    `mirrored` (old_row, row_id; the rows that take an old one back whole) and the view `member` (row_id, kinds,
    session_kind, pid, heads, each_h, h) of all that this batch's rows consist of.
    """
    con.execute("create or replace temp table correction_placed (id bigint, row_id bigint)")
    con.execute(
        """create or replace temp table asking as
        select taken.id, record.row_id as old_row, taken.cell, taken.kinds, taken.pid, taken.heads, taken.each_h,
            taken.h, taken.c
        from ledger.record taken join ledger.record on record.id = taken.corrects
        where taken.sign = -1 and taken.row_id is null and (record.entry_id in (
            select entry_id from (select entry_id, cell from fresh union all
                select entry_id, cell from ledger.record where row_id is null and sign = 1)
            where entry_id is not null and cell not in (select cell from placed)
            )) is not true"""
    )
    con.execute("create or replace temp table new_positive as select * from new_row")
    con.execute("create or replace temp table placed_positive as select * from placed")
    asked = count(con, "select count(*) from asking")
    _mirror(con, settings)
    if asked:
        while not _try(con, settings):
            pass
    con.execute("create or replace temp table placed as select * from placed_positive")
    riding = "correction_placed.row_id in (select row_id from placed_positive)"
    con.execute(
        f"""create or replace temp view member as
        select row_id, kinds, session_kind, pid, heads, each_h, h
        from positive join placed on placed.cell = positive.cell
        union all
        select correction_placed.row_id, kinds, session_kind,
            case when {riding} then {SHIFT} - pid else pid end, heads, each_h, h
        from ledger.record join correction_placed on correction_placed.id = record.id"""
    )


def _mirror(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Rows withdrawn whole, and never corrected before, get a row with the same labels and the opposite sums."""
    con.execute(
        """create or replace temp table mirrored as
        select old_row, row_number() over (order by old_row) + (select coalesce(max(row_id), 0) from (
                select row_id from new_positive union all select row_id from ledger.released)) as row_id
        from asking group by old_row
        having count(*) = (select count(*) from ledger.record where record.row_id = old_row and sign = 1)
            and not exists (select 1 from ledger.record where record.row_id = old_row and sign = -1)"""
    )
    bad_bundles(con, "select id from asking semi join mirrored using (old_row)", settings)
    con.execute("delete from mirrored where old_row in (select row_id from bad_bundle_row)")
    con.execute(
        f"""create or replace temp table mirror_row as
        select mirrored.row_id, {LABELS}, band_lo as n, band_hi as n_high, -(hours * 100)::bigint as h,
            -(coalesce(cost_nok, 0) * 100)::bigint as c, cost_nok is not null as has_cost
        from ledger.released released join mirrored on mirrored.old_row = released.row_id"""
    )
    con.execute("update mirror_row set n_high = 50 where n_high is null")
    con.execute("insert into correction_placed select id, mirrored.row_id from asking join mirrored using (old_row)")
    con.execute("delete from asking where old_row in (select old_row from mirrored)")
    con.execute(f"insert into new_positive by name select {ROW} from mirror_row")


def _try(con: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Place what is asked for; strike the corrections of rows that would be left unsafe and say whether none was."""
    con.execute("create or replace temp table new_row as select * from new_positive")
    con.execute("create or replace temp table trial (id bigint, row_id bigint)")
    if count(con, "select count(*) from asking"):
        _ride(con, settings)
        _go_alone(con, settings)
    bad_remains(con, settings)
    bad_bundles(con, "select id from trial union all select id from correction_placed", settings)
    con.execute("insert into bad_row select row_id from bad_bundle_row where row_id in (select old_row from asking)")
    if not count(con, "select count(*) from bad_row"):
        con.execute("insert into correction_placed select * from trial")
        return True
    con.execute("delete from asking where old_row in (select row_id from bad_row)")
    return False


def _ride(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Let corrections ride with the finest new row that covers their labels, where the whole is still safe.

    Those of unknown people go alone, since they may be the very people of the row.
    """
    unpack_cells(con, "select distinct cell from asking")
    name_groups(con)
    covers = " union all ".join(
        f"""select cell, {step} as step, row_id from (select cell, {labels_sql(steps[step])} from
            (select *, {path_sql(settings.order)} as path from cell) where path = '{path}') wider
        join new_positive using (role, place, month_from, month_to, phase)
        where row_id in (select row_id from placed_positive)"""
        for path, steps in PATHS.items()
        for step in range(LENGTH)
    )
    con.execute(
        f"""create or replace temp table lift as
        select cell, arg_min(row_id, step) as row_id from ({covers}) group by cell"""
    )
    con.execute(
        f"""create or replace temp view riding as
        select row_id, {SHIFT} - pid as pid, heads, each_h, h, c from asking join lift using (cell)
        where pid is not null
        union all
        select row_id, pid, heads, each_h, h, c
        from positive join placed_positive on placed_positive.cell = positive.cell
        where row_id in (select row_id from lift)"""
    )
    contributions(con, "riding", "row_id", "ride")
    judge(con, "ride", settings)
    con.execute(
        "insert into trial select id, row_id from asking join lift using (cell) "
        "where pid is not null and row_id in (select g from ride_verdict where safe)"
    )
    con.execute(
        """update new_row set n = verdict.n, n_high = verdict.n_high, h = verdict.h, c = verdict.c,
            has_cost = verdict.has_cost
        from ride_verdict verdict where verdict.g = new_row.row_id and safe"""
    )


def _go_alone(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Pool the corrections that found no ride among themselves."""
    con.execute("create or replace temp table kept_rows as select * from new_row")
    con.execute("create or replace temp table alone as select * from asking where id not in (select id from trial)")
    first_row = count(
        con,
        "select coalesce(max(row_id), 0) + 1 "
        "from (select row_id from kept_rows union all select row_id from ledger.released)",
    )
    pool(con, "alone", settings, first_row)
    con.execute("insert into trial select id, placed.row_id from alone join placed using (cell)")
    con.execute("insert into new_row select * from kept_rows")
