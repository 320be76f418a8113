"""What a source's export says now: its resource records as packed numbers, each with a keyed hash of its content."""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.labels import NOT_REPORTED, cell_sql, kinds_sql, learn
from reformspor.ledger.session_kinds import session_kind_sql

RECORDS = "incoming.staging.resource_use"


def has_table(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the intake has left the table in `incoming.staging`."""
    found = count(
        con,
        "select count(*) from information_schema.tables where table_catalog = 'incoming' "
        "and table_schema = 'staging' and table_name = ?",
        [table],
    )
    return found > 0


def arrive(con: duckdb.DuckDBPyConnection, key: str) -> None:
    """Make the temporary table `arrived`: entry_id, cell, kinds, session_kind, pid, heads, each_h, h, c.

    `each_h` is hours per head, `h` hours times heads, `c` kroner, all in hundredths; `pid` is null where the
    source knows only how many took part. What the ledger does not use of a record (a comment, the session's
    number) is left behind: it can change without being a correction.
    """
    if not has_table(con, "resource_use"):
        con.execute(
            "create or replace temp table arrived (entry_id varchar, cell bigint, kinds integer, "
            "session_kind tinyint, pid integer, heads integer, each_h bigint, h bigint, c bigint)"
        )
        return
    learn(con, RECORDS)
    _meet_people(con, key)
    session_kind, kind_join = session_kind_sql(con, has_sessions=has_table(con, "sessions"))
    con.execute(
        f"""create or replace temp table arrived as
        with packed as (
            select entry_id::varchar as entry_id, {cell_sql()} as cell, {kinds_sql()} as kinds,
                {session_kind} as session_kind, person_key,
                coalesce(headcount, 1)::integer as heads, round(hours * 100)::bigint as each_h,
                coalesce(round(cost_nok * 100), 0)::bigint as c
            from {RECORDS} record {kind_join}
        )
        select entry_id, cell, kinds, session_kind, pid, heads, each_h, each_h * heads as h, c
        from packed left join ledger.person using (person_key)"""
    )


def learn_places(con: duckdb.DuckDBPyConnection) -> None:
    """Make `place_now` (unit_id, sector): the sector of each unit today; the ledger remembers former ones too."""
    if has_table(con, "units"):
        sector = f"any_value(coalesce(sector, '{NOT_REPORTED}'))"
        now = f"select unit_id, {sector} as sector from incoming.staging.units group by 1"
    else:
        now = "select unit_id, max(sector) as sector from ledger.place group by 1"
    con.execute(f"create or replace temp table place_now as {now}")


def remember_places(con: duckdb.DuckDBPyConnection) -> None:
    """Keep each pair of unit and sector that a label can ever have covered."""
    con.execute(
        f"""insert into ledger.place
        select unit.code, coalesce(place.sector, '{NOT_REPORTED}') from ledger.label unit
        left join place_now place on place.unit_id = unit.code where unit.kind = 'unit_id'
        union select unit_id, sector from place_now
        except select unit_id, sector from ledger.place"""
    )


def _meet_people(con: duckdb.DuckDBPyConnection, key: str) -> None:
    con.execute(
        f"""insert into ledger.person
        select row_number() over (order by person_key) + (select coalesce(max(pid), 0) from ledger.person),
            person_key, sha256(? || person_key)[:16]
        from (select distinct person_key from {RECORDS} where person_key is not null)
        where person_key not in (select person_key from ledger.person)""",
        [key],
    )
