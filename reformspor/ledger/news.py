"""What is new since the last release: records added, records taken away, and the few that came too late."""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count

CONTENT = ("cell", "kinds", "pid", "heads", "each_h", "c")
FEW = 5
HELD = "(from ledger.record where sign = 1 and not gone)"
FRESH = "entry_id, cell, kinds, session_kind, pid, heads, each_h, h, c"


def find_news(con: duckdb.DuckDBPyConnection, key: str) -> int:
    """Compare `arrived` with what the ledger knows; returns how many corrections came too late.

    The comparison is the multiset difference of whole records, which gives the same sums as comparing entry by
    entry: a changed entry is its old record taken away and its new one added. Of records that are alike, those of a
    kind of session there are more of now are new, and fewer of, gone. Makes `fresh` (the records to add,
    numbered `nr`) and settles what is gone: a record that waited is deleted, a released one gets a signed record
    that takes it back. A correction is too late when all that is left of the old record is its hash: its values
    are not known any more, so neither the old one is taken back nor the new one added; entry ids are what makes
    that seen, or that the two are alike in all but the person.
    """
    forgotten = count(con, "select count(*) from ledger.forgotten")
    if not forgotten and not count(con, "select count(*) from ledger.record"):
        con.execute("create or replace temp view fresh as select rowid as nr, * from arrived")
        return 0
    _compare(con)
    _put_back(con)
    if forgotten:
        _know_again(con, key)
    con.execute(
        f"""create or replace temp table fresh_table as
        select {FRESH} from (
            select *, row_number() over (partition by {", ".join(CONTENT)} order by of_kind <= held, entry_id) as nth
            from ({_of_kind("arrived", "arrived", HELD)}) where more > 0
        ) where nth <= more"""
    )
    con.execute("create or replace temp view fresh as select rowid as nr, * from fresh_table")
    late = _drop_late(con, key) if forgotten else 0
    _take_back(con)
    return late


def mark_sql(person_mark: str = "person_mark") -> str:
    """SQL for the keyed hash of a record's content; the key is the statement's parameter."""
    return f"sha256(concat_ws(' ', ?, coalesce({person_mark}, ''), cell, kinds, heads, each_h, c))[:32]::uuid"


def alike_sql() -> str:
    """SQL for the keyed hash of a record's content without the person; the key is the statement's parameter."""
    return "sha256(concat_ws(' ', ? || ' alike', cell, kinds, heads, each_h, c))[:32]::uuid"


def entry_sql() -> str:
    """SQL for the keyed hash of a record's entry id; the key is the statement's parameter."""
    return "sha256(? || ' entry ' || entry_id)[:32]::uuid"


def _of(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in CONTENT)


def _same(one: str, other: str) -> str:
    return " and ".join(f"{one}.{column} is not distinct from {other}.{column}" for column in CONTENT)


def _of_kind(records: str, name: str, others: str) -> str:
    """SQL for the `records` that `difference` is about, each with its number among its like of one kind of session.

    That is `of_kind`, and `held` is how many such the `others` have: what is over is what is new, or gone.
    """
    return f"""select {name}.*, more, coalesce(held, 0) as held, row_number() over (
            partition by {_of(name)}, {name}.session_kind order by {name}.entry_id) as of_kind
        from {records} {name} join difference on {_same(name, "difference")}
        left join (
            select {", ".join(CONTENT)}, session_kind, count(*) as held
            from {others} other semi join difference on {_same("other", "difference")} group by all
        ) alike on {_same(name, "alike")} and alike.session_kind = {name}.session_kind"""


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    """Make `difference`: each content, and how many more (or fewer) of it there are now than the ledger holds."""
    content = ", ".join(CONTENT)
    con.execute(
        f"""create or replace temp table difference as
        select {content}, sum(n)::bigint as more from (
            select {content}, 1 as n from arrived
            union all select {content}, -1 from {HELD}
        ) group by all having sum(n) <> 0"""
    )


def _put_back(con: duckdb.DuckDBPyConnection) -> None:
    """A record that is there again before it was taken back: the two cancel, and nobody ever sees either."""
    con.execute(
        f"""create or replace temp table back as
        select * from (
            select record.id, record.corrects, {_of("difference")}, more,
                row_number() over (partition by {_of("difference")} order by record.id) as nth
            from (select * replace (-c as c) from ledger.record where sign = -1 and row_id is null) record
            join difference on {_same("record", "difference")} where more > 0
        ) where nth <= more"""
    )
    con.execute("update ledger.record set gone = false where id in (select corrects from back)")
    con.execute("delete from ledger.record where id in (select id from back)")
    con.execute(
        f"""update difference set more = more - n
        from (select {", ".join(CONTENT)}, count(*) as n from back group by all) counted
        where {_same("counted", "difference")}"""
    )


def _know_again(con: duckdb.DuckDBPyConnection, key: str) -> None:
    """Match what seems new with the hashes of forgotten records; makes `lost` (entry, mark, nth, alike): in none."""
    con.execute(
        f"""create or replace temp table known_again as
        select difference.rowid as nr, {mark_sql()} as mark, more from difference left join ledger.person using (pid)
        where more > 0""",
        [key],
    )
    con.execute(
        """update difference set more = more - least(more, kept)
        from (select nr, kept from known_again
            join (select mark, count(*) as kept from ledger.forgotten group by mark) using (mark)) found
        where found.nr = difference.rowid"""
    )
    con.execute(
        """create or replace temp table lost as
        select entry, mark, nth, alike from (
            select entry, mark, alike, coalesce(more, 0) as found, row_number() over (partition by mark) as nth
            from ledger.forgotten left join known_again using (mark)
        ) where nth > found"""
    )


def _drop_late(con: duckdb.DuckDBPyConnection, key: str) -> int:
    """Drop from `fresh_table` new versions of entries whose old version is only a hash; count each such loss once.

    What is alike in all but the person is one too: where the source has changed its ids, the same hours would be
    released a second time. Where entries have ids, a few of them are rather those who came after those who left.
    """
    con.execute(f"delete from fresh_table where {entry_sql()} in (select entry from lost)", [key])
    con.execute(
        f"""delete from fresh_table where rowid in (
            select nr from (
                select rowid as nr, entry_id, {alike_sql()} as alike, row_number() over (partition by alike) as nth
                from fresh_table)
            join (select alike, count(*) as gone, bool_or(entry is null) as unnamed from lost group by alike)
                using (alike)
            where nth <= gone and (unnamed or entry_id is null or (select count(*) from lost) >= {FEW}))""",
        [key],
    )
    late = count(con, "select count(*) from lost anti join ledger.told_late using (mark, nth)")
    con.execute("insert into ledger.told_late select mark, nth from lost except from ledger.told_late")
    return late


def _take_back(con: duckdb.DuckDBPyConnection) -> None:
    """Choose which records are gone, those that wait first, and settle each."""
    con.execute(
        f"""create or replace temp table gone as
        select id, waits from (
            select id, row_id is null as waits, more, row_number() over (
                partition by {", ".join(CONTENT)} order by row_id is not null, of_kind <= held, id) as nth
            from ({_of_kind(HELD, "record", "arrived")})
            where more < 0
        ) where nth <= -more"""
    )
    con.execute("delete from ledger.record where id in (select id from gone where waits)")
    last = count(con, "select coalesce(max(id), 0) from ledger.record")
    con.execute(
        f"""insert into ledger.record
        select {last} + row_number() over (order by id), null, -1, id, false, cell, kinds,
            pid, heads, each_h, -h, -c, null, null, null, session_kind
        from ledger.record where id in (select id from gone where not waits)"""
    )
    con.execute("update ledger.record set gone = true where id in (select id from gone where not waits)")
