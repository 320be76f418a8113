"""A released record is kept for a set time, so that it can be corrected; then only a keyed hash of it is left."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.ledger.news import alike_sql, entry_sql, mark_sql
from reformspor.ledger.private import ledger_key, prepare
from reformspor.ledger.settings import Settings


def forget(con: duckdb.DuckDBPyConnection, key: str, settings: Settings, as_of: dt.date) -> None:
    """Delete the records whose time is out, and the people no record is left of.

    A correction that still waits for a record which is now deleted goes with it: it can never be made safe.
    """
    last_kept = as_of - dt.timedelta(days=settings.retention_days)
    con.execute(
        """create or replace temp table outdated as
        select id from ledger.record join ledger.batch on batch.batch = record.released where as_of <= ?""",
        [last_kept],
    )
    con.execute(
        """create or replace temp table undone as
        select id, corrects from ledger.record
        where row_id is null and sign = -1 and corrects in (select id from outdated)"""
    )
    if settings.last_date is not None and as_of > settings.last_date:
        con.execute("insert into undone select id, corrects from ledger.record where row_id is null and sign = -1")
        con.execute("insert into outdated select id from ledger.record where row_id is null and sign = 1")
    # What a record was to be corrected to goes with the correction, else the entry would be told twice.
    con.execute(
        """delete from ledger.record where row_id is null and sign = 1 and entry_id in (
            select entry_id from ledger.record where id in (select corrects from undone))"""
    )
    con.execute("update ledger.record set gone = false where id in (select corrects from undone)")
    con.execute("delete from ledger.record where id in (select id from undone)")
    con.execute(
        f"""insert into ledger.forgotten by name
        select {mark_sql()} as mark, {entry_sql()} as entry, row_id, {alike_sql()} as alike
        from ledger.record left join ledger.person using (pid)
        where sign = 1 and not gone and id in (select id from outdated)""",
        [key, key, key],
    )
    con.execute(
        "delete from ledger.fold where row_id in "
        "(select row_id from ledger.record where id in (select id from outdated))"
    )
    con.execute("delete from ledger.bundle_row where row_id not in (select row_id from ledger.fold)")
    for told in ("effort_fold", "effort_split"):
        con.execute(f"delete from ledger.{told} where bundle not in (select bundle from ledger.bundle_row)")
    con.execute("delete from ledger.record where id in (select id from outdated)")
    con.execute("delete from ledger.person where pid not in (select pid from ledger.record where pid is not null)")
    con.execute("delete from ledger.shaken where pid not in (select pid from ledger.person)")


def forget_outdated(con: duckdb.DuckDBPyConnection, settings: Settings, as_of: dt.date) -> None:
    """As `forget`, on a ledger where nothing new is released; all of it or nothing."""
    prepare(con)
    key = ledger_key(con)
    con.execute("begin")
    try:
        forget(con, key, settings, as_of)
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")
