"""How good the data are is judged at admission by rules that are data, and served as counts a unit, table and month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from reformspor.contract import Column, load_contract
from reformspor.errors import Fault
from reformspor.intake import FileRead
from reformspor.snapshot.former import identity_of
from reformspor.snapshot.quality_history import write_history
from reformspor.snapshot.quality_persons import judge_persons
from reformspor.snapshot.quality_rules import EVERY, PERSONS, Place, Rule, Rules, load_rules
from reformspor.snapshot.rhythm import TRUNC, Rhythm

NOWHERE = "not_reported"
CELL = "insert into served.quality by name select $source as source, $rule as rule, $dimension as dimension, "


@dataclass(frozen=True)
class Judged:
    """What is judged: the source, the day of its export, its rhythm, and whether the database `former` is attached."""

    snapshot_id: str
    source: str
    as_of: dt.date
    rhythm: Rhythm
    former: bool


def write_quality(
    con: duckdb.DuckDBPyConnection, judged: Judged, files: Collection[FileRead], notices: Collection[Fault]
) -> None:
    """Fill the tables of quality in `served` from `incoming.staging`, the released ledger and what was read.

    `served` is otherwise filled. Open tables are told by unit and month; records of persons never are.
    """
    known = load_rules()
    staged = _staged(con)
    for place, rule in enumerate(known.rules):
        con.execute(
            "insert into served.quality_rule values (?, ?, ?, ?, ?, ?, ?)",
            [rule.id, rule.dimension, rule.good, rule.watch, rule.mender, rule.measure, place],
        )
        if rule.table == EVERY:
            _of_files(con, judged, rule, files, {n.file for n in notices if n.code in rule.notices})
            if rule.measure == "accepted":
                _part_refused(con, judged, rule, known)
        elif rule.of_persons:
            judge_persons(con, rule, judged.source, judged.as_of, staged)
        elif rule.table == PERSONS:
            _of_hours(con, judged, rule)
        elif rule.tables <= set(staged) and rule.columns:
            _of_rows(con, judged, rule, known.place(rule.table))
    write_history(con, judged.snapshot_id, judged.as_of, former=judged.former)


def closed(sql: str, as_of: dt.date) -> str:
    """A rule's SQL with its tables and its day put in."""
    return re.sub(r"\{(\w+)\}", r'incoming.staging."\1"', sql).replace("$as_of", f"date '{as_of.isoformat()}'")


def _of_rows(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, place: Place) -> None:
    match rule.measure:
        case "filled":
            _filled(con, judged, rule, place)
        case "holds":
            _holds(con, judged, rule, place)
        case "current" | "present":
            days = f'select "{rule.columns[0]}"::date as day from incoming.staging."{rule.table}"'
            _in_time(con, judged, rule, days)
        case "arrived" if judged.former:
            _arrived(con, judged, rule, place)


def _chosen(judged: Judged, rule: Rule, place: Place) -> str:
    """The rows a rule concerns, with their unit and month."""
    unit, month = closed(place.unit, judged.as_of), closed(place.month, judged.as_of)
    return closed(
        f"""select this.*, coalesce(({unit})::varchar, '{NOWHERE}') as unit_here,
            date_trunc('month', ({month})::date)::date as month_here
        from {{{rule.table}}} as this
        where ({rule.of}) and (({month})::date is null or ({month})::date <= $as_of)""",
        judged.as_of,
    )


def _filled(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, place: Place) -> None:
    columns = load_contract().tables[rule.table].columns
    names = ", ".join(f"'{name}'" for name in rule.columns)
    counts = ", ".join(f"count(*) filter ({_says(columns[name])})" for name in rule.columns)
    con.execute(
        f"""{CELL} '{rule.table}' as table_name, unnest([{names}]) as column_name, unit_here as unit_id,
            month_here as month, count(*) as n, unnest([{counts}]) as n_met
        from ({_chosen(judged, rule, place)}) group by unit_here, month_here""",
        _named(judged, rule),
    )


def _says(column: Column) -> str:
    name = f'"{column.name}"'
    if column.is_list:
        return f"len({name}) > 0 and {name} <> ['{NOWHERE}']"
    if column.type in ("code", "yes_no"):
        return f"{name} <> '{NOWHERE}'"
    return f"trim({name}) <> ''" if column.type in ("id", "text", "free_text") else f"{name} is not null"


def _holds(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, place: Place) -> None:
    met = closed(rule.met, judged.as_of)
    con.execute(
        f"""{CELL} '{rule.table}' as table_name, '{rule.columns[0]}' as column_name, unit_here as unit_id,
            month_here as month, count(*) as n, count(*) filter (coalesce(met, false)) as n_met
        from (select unit_here, month_here, ({met}) as met from ({_chosen(judged, rule, place)}) as this)
        group by unit_here, month_here""",
        _named(judged, rule),
    )


def _arrived(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, place: Place) -> None:
    """Rows are new when their key was not in the former snapshot; they are late a set time after their month's end."""
    key = identity_of(load_contract().tables[rule.table])
    same = " and ".join(f'before."{name}" is not distinct from this."{name}"' for name in key)
    con.execute(
        f"""{CELL} '{rule.table}' as table_name, '{rule.columns[0]}' as column_name, unit_here as unit_id,
            month_here as month, count(*) as n,
            count(*) filter (last_day(month_here) + {rule.days} >= date '{judged.as_of.isoformat()}') as n_met
        from ({_chosen(judged, rule, place)}) as this
        where month_here is not null and not exists (select 1 from former."{rule.table}" before where {same})
        group by unit_here, month_here""",
        _named(judged, rule),
    )


def _of_hours(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule) -> None:
    """Hours are judged by what the ledger has released of them: every number is a sum of whole ledger rows."""
    if rule.measure == "known":
        _known(con, judged, rule)
    elif rule.measure in ("current", "present"):
        covered = "unnest(generate_series(month_from, month_to, interval 1 month))::date"
        _in_time(con, judged, rule, f"select {covered} as day from served.released")


def _known(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule) -> None:
    """Parts folded together or withheld are neither known nor unknown; a year must stand on ten people at least."""
    margins = ", ".join(f"'{name}'" for name in rule.columns)
    con.execute(
        f"""{CELL} '{rule.table}' as table_name, part.margin as column_name, year(row.month_from) as year,
            sum(part.hours)::double as n,
            greatest(0, least(sum(part.hours), sum(part.hours) filter (part.code <> '{NOWHERE}')))::double as n_met
        from served.released_margin part join served.released row using (source, row_id)
        where part.margin in ({margins}) and part.code not in ('merged', 'withheld')
        group by part.margin, year(row.month_from) having sum(part.hours) > 0 and max(row.band_lo) >= 10""",
        _named(judged, rule),
    )


def _in_time(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, days: str) -> None:
    """Whether the last whole period of the rhythm has rows, or how many of all periods since the first row have."""
    if judged.rhythm not in TRUNC:
        return
    turn = TRUNC[judged.rhythm]
    last = f"date_trunc('{turn}', date '{judged.as_of.isoformat()}' + 1) - interval 1 {turn}"
    first = "min(turn)" if rule.measure == "present" else f"max({last})"
    cell = ("null::date", "year(due)") if rule.table == PERSONS else ("date_trunc('month', due)::date", "null::integer")
    con.execute(
        f"""{CELL} '{rule.table}' as table_name, '{rule.columns[0]}' as column_name, month, year, count(*) as n,
            count(*) filter (had) as n_met
        from (
            with had as (select distinct date_trunc('{turn}', day) as turn from ({days}) where day is not null),
            ends as (select {first} as first, max({last}) as last from had),
            due as (select unnest(generate_series(first, last, interval 1 {turn})) as due from ends)
            select {cell[0]} as month, {cell[1]} as year, due in (select turn from had) as had from due
        ) group by month, year""",
        _named(judged, rule),
    )


def _of_files(
    con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, files: Collection[FileRead], noticed: Collection[str]
) -> None:
    """Rows taken in of rows read, or files that left nothing out of all files, for each table of the export."""
    for file in files:
        n, met = (file.rows_read, file.rows_admitted) if rule.measure == "accepted" else (1, file.file not in noticed)
        con.execute(
            f"{CELL} $table as table_name, $n as n, $met as n_met",
            _named(judged, rule) | {"table": file.table, "n": float(n), "met": float(met)},
        )


def _part_refused(con: duckdb.DuckDBPyConnection, judged: Judged, rule: Rule, rules: Rules) -> None:
    """Part the file's rows taken in and refused by unit and month, as far as a refused row says where it belongs."""
    found = con.execute(
        "select table_name, list(column_name) from duckdb_columns() where database_name = 'incoming' "
        "and schema_name = 'taken' and starts_with(table_name, 'refused_') group by table_name"
    ).fetchall()
    for name, columns in found:
        table = name.removeprefix("refused_")
        place = rules.place(table)
        unit, month = place.column("unit", columns), place.column("month", columns)
        if month is None:
            continue
        where = f"coalesce(\"{unit}\", '{NOWHERE}')" if unit else "null::varchar"
        picked = f"""{where} as unit_id, date_trunc('month', "{month}"::date)::date as month"""
        con.execute(
            f"""{CELL} '{table}' as table_name, unit_id, month, count(*) as n, count(*) filter (met) as n_met
            from (select {picked}, true as met from incoming.staging."{table}"
                union all select {picked}, false from incoming.taken."{name}")
            where month <= date '{judged.as_of.isoformat()}' group by unit_id, month""",
            _named(judged, rule),
        )
        con.execute(
            """update served.quality set n = n - parts.all_n, n_met = n_met - parts.all_met
            from (select sum(n) as all_n, sum(n_met) as all_met from served.quality
                where rule = $rule and table_name = $table and month is not null) parts
            where rule = $rule and table_name = $table and month is null and parts.all_n is not null""",
            {"rule": rule.id, "table": table},
        )


def _named(judged: Judged, rule: Rule) -> dict[str, object]:
    return {"source": judged.source, "rule": rule.id, "dimension": rule.dimension}


def _staged(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    found = con.execute(
        "select distinct table_name from duckdb_columns() where database_name = 'incoming' and schema_name = 'staging'"
    ).fetchall()
    return frozenset(name for (name,) in found)
