"""What is new since the last release: records added, records taken away, and the few that came too late."""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count

FRESH = "mark, entry_id, cell, kinds, pid, heads, each_h, h, c"


def find_news(con: duckdb.DuckDBPyConnection, key: str) -> int:
    """Compare `arrived` with what the ledger knows; returns how many corrections came too late.

    The comparison is the multiset difference of whole records, which gives the same sums as comparing entry by
    entry: a changed entry is its old record taken away and its new one added. Makes `fresh` (the records to add, numbered `nr`)
    and settles what is gone: a record that waited is deleted, a released one gets a signed record that takes it
    back. A correction is too late when all that is left of the old record is its hash: its values are not known
    any more, so neither the old one is taken back nor the new one added; entry ids are what makes that seen.
    """
    known = count(con, "select (select count(*) from ledger.record) + (select count(*) from ledger.forgotten)")
    if not known:
        con.execute("create or replace temp view fresh as select rowid as nr, * from arrived")
        return 0
    _compare(con)
    _put_back(con)
    con.execute(
        f"""create or replace temp table fresh_table as
        select {FRESH} from (
            select arrived.*, more, row_number() over (partition by mark order by entry_id) as nth
            from arrived join difference using (mark) where more > 0
        ) where nth <= more"""
    )
    con.execute("create or replace temp view fresh as select rowid as nr, * from fresh_table")
    late = _late(con, key)
    _take_back(con)
    return late


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """create or replace temp table difference as
        with now as (select mark, count(*) as n from arrived group by mark),
        before as (
            select mark, count(*) as n from (
                select mark from ledger.record where sign = 1 and not gone
                union all select mark from ledger.forgotten
            ) group by mark
        )
        select mark, coalesce(now.n, 0) - coalesce(before.n, 0) as more
        from now full join before using (mark) where coalesce(now.n, 0) <> coalesce(before.n, 0)"""
    )


def _put_back(con: duckdb.DuckDBPyConnection) -> None:
    """A record that is there again before it was taken back: the two cancel, and nobody ever sees either."""
    con.execute(
        """create or replace temp table back as
        select id, mark, corrects from (
            select id, mark, corrects, more, row_number() over (partition by mark order by id) as nth
            from ledger.record join difference using (mark) where sign = -1 and row_id is null and more > 0
        ) where nth <= more"""
    )
    con.execute("update ledger.record set gone = false where id in (select corrects from back)")
    con.execute("delete from ledger.record where id in (select id from back)")
    con.execute(
        """update difference set more = more - n
        from (select mark, count(*) as n from back group by mark) counted where counted.mark = difference.mark"""
    )


def _late(con: duckdb.DuckDBPyConnection, key: str) -> int:
    """Drop from `fresh_table` the new versions of entries whose old version is only a hash; count all such losses."""
    con.execute(
        """create or replace temp table lost as
        select entry from (
            select entry, more, coalesce(kept, 0) as kept, row_number() over (partition by mark) as nth
            from ledger.forgotten join difference using (mark) left join (
                select mark, count(*) as kept from ledger.record where sign = 1 and not gone group by mark
            ) using (mark)
        ) where nth <= -more - kept"""
    )
    con.execute(
        "delete from fresh_table where sha256(? || ' entry ' || entry_id)[:32]::uuid in (select entry from lost)", [key]
    )
    return count(con, "select count(*) from lost")


def _take_back(con: duckdb.DuckDBPyConnection) -> None:
    """Choose which records are gone, those that wait first, and settle each."""
    con.execute(
        """create or replace temp table gone as
        select id, waits from (
            select id, row_id is null as waits, more,
                row_number() over (partition by mark order by row_id is not null, id) as nth
            from ledger.record join difference using (mark) where more < 0 and sign = 1 and not gone
        ) where nth <= -more"""
    )
    con.execute("delete from ledger.record where id in (select id from gone where waits)")
    con.execute(
        """insert into ledger.record
        select (select coalesce(max(id), 0) from ledger.record) + row_number() over (order by id), mark, null, -1, id, false, cell, kinds,
            pid, heads, each_h, -h, -c, null, null, null
        from ledger.record where id in (select id from gone where not waits)"""
    )
    con.execute("update ledger.record set gone = true where id in (select id from gone where not waits)")
