"""Rules that read records of persons are told coarsely: the whole municipality, a whole year, rounded, and only of
enough people on either side.

Why this is safe. A cell says how many records (or sessions) of one year do not keep a rule. Nothing is told by unit or
month, so a cell holds everyone of the year. What does not keep the rule is told only when at least ten people stand
behind it and at least ten behind the rest; else it is told as none, so that "none" also means "too few to say". Numbers
are rounded up to two digits and never finer than ten, so that one record more or less from one snapshot to the next is
not seen but where a step happens to be passed. No hours, role, unit or person is in a cell, and none can be reckoned
from two of them. A rule about sessions reads only whether a session of ten people or more has any record at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import duckdb

from reformspor.snapshot.quality_rules import PERSONS, Rule
from reformspor.snapshot.told import coarse

PEOPLE = 10
# What is read of a record; a column the export lacks is empty. A rule may speak of `session_id` and `year` alone.
READ = {"session_id": "varchar", "period": "date", "person_key": "varchar", "headcount": "bigint"}


def judge_persons(
    con: duckdb.DuckDBPyConnection, rule: Rule, source: str, as_of: dt.date, staged: Collection[str]
) -> None:
    """Write a rule's yearly cells into `served.quality`; nothing when a table it reads was not in the export."""
    if not rule.tables <= set(staged):
        return
    _records(con, as_of)
    for year, n, unmet in _sessions(con, rule, as_of) if rule.table != PERSONS else _of_records(con, rule, as_of):
        whole = coarse(n)
        con.execute(
            "insert into served.quality by name select ? as source, ? as rule, ? as dimension, ? as table_name, "
            '? as column_name, ? as "year", ? as n, ? as n_met',
            [source, rule.id, rule.dimension, rule.table, rule.columns[0], year, whole, max(whole - coarse(unmet), 0)],
        )


def _records(con: duckdb.DuckDBPyConnection, as_of: dt.date) -> None:
    """Make the view `quality_raw` of what is read of the records, without the dear joins of the staged view, and
    `quality_record` (session_id, year, n): their number for each session and year, counted once for every rule."""
    if con.execute("select 1 from duckdb_tables() where table_name = 'quality_record' and temporary").fetchall():
        return
    schema = "taken" if _columns(con, "taken") else "staging"
    there = _columns(con, schema)
    picked = ", ".join(f"{name if name in there else 'null'}::{kind} as {name}" for name, kind in READ.items())
    con.execute(
        f"""create or replace temp view quality_raw as
        select {picked}, year(period) as year from incoming.{schema}.{PERSONS}
        where period <= date '{as_of.isoformat()}'"""
    )
    con.execute(
        """create temp table quality_record as
        select session_id, year, count(*) as n from quality_raw group by session_id, year"""
    )


def _columns(con: duckdb.DuckDBPyConnection, schema: str, table: str = PERSONS) -> set[str]:
    found = con.execute(
        "select column_name from duckdb_columns() where database_name = 'incoming' and schema_name = ? "
        "and table_name = ?",
        [schema, table],
    ).fetchall()
    return {name for (name,) in found}


def _of_records(con: duckdb.DuckDBPyConnection, rule: Rule, as_of: dt.date) -> list[tuple[int, int, int]]:
    """(year, records, records that do not keep the rule) of each year with enough people on either side."""
    judged = f"""select this.*, coalesce(({_over(rule.met, as_of)}), false) as met
        from %s as this where ({_over(rule.of, as_of)})"""
    counted = con.execute(
        f"""select year, sum(n), coalesce(sum(n) filter (not met), 0)
        from ({judged % "quality_record"}) group by year order by year"""
    ).fetchall()
    if not any(unmet for _, _, unmet in counted):
        return _with_people(con, counted)
    # What was read holds persons as they were typed; one person in two spellings is one.
    typed = bool(_columns(con, "taken", "person"))
    one, join = ("pseudonym", "left join incoming.taken.person on person = person_key") if typed else ("person_key", "")
    people = con.execute(
        f"""select year, met, greatest(count(distinct {one}), coalesce(max(headcount), 0))
        from ({judged % "quality_raw"}) {join} group by year, met"""
    ).fetchall()
    behind = {(year, met): int(number) for year, met, number in people}
    enough = {year: all(behind.get((year, met), 0) >= PEOPLE for met in (True, False)) for year, _, _ in counted}
    return _with_people(con, [(year, n, unmet if enough[year] else 0) for year, n, unmet in counted])


def _with_people(con: duckdb.DuckDBPyConnection, counted: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The years that the ledger itself has shown to hold ten people or more."""
    shown = con.execute(f"select distinct year(month_from) from served.released where band_lo >= {PEOPLE}").fetchall()
    years = {year for (year,) in shown}
    return [(int(year), int(n), int(unmet)) for year, n, unmet in counted if year in years]


def _sessions(con: duckdb.DuckDBPyConnection, rule: Rule, as_of: dt.date) -> list[tuple[int, int, int]]:
    """(year, sessions of ten people or more, those of them that do not keep the rule)."""
    found = con.execute(
        f"""select year(this.date), count(*), count(*) filter (not coalesce(({_over(rule.met, as_of)}), false))
        from incoming.staging.sessions as this
        where ({_over(rule.of, as_of)}) and this.n_participants >= {PEOPLE} and this.date <= date '{as_of.isoformat()}'
        group by 1 order by 1"""
    ).fetchall()
    return [(int(year), int(n), int(unmet)) for year, n, unmet in found]


def _over(sql: str, as_of: dt.date) -> str:
    said = sql.replace("{" + PERSONS + "}", "quality_record").replace("{sessions}", "incoming.staging.sessions")
    return said.replace("$as_of", f"date '{as_of.isoformat()}'")
