"""Fill the served file: admitted tables without persons, status derived from events, files and meta."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from reformspor.contract import Table
from reformspor.errors import Fault
from reformspor.intake import FileRead
from reformspor.ledger import loss_table
from reformspor.snapshot.derived import keep_derived
from reformspor.snapshot.former import has_table
from reformspor.snapshot.outcomes import choose_outcomes
from reformspor.snapshot.schema import create_served, served_tables
from reformspor.snapshot.told_figures import remember_figures

# Events of one day keep the order of the file, whatever ids (or none) the source gave them.
NUMBERED = frozenset({("barrier_events", "event_id")})
# An aggregate of few persons, or of an unknown number, may not be shown; it is not served at all.
SERVED_ONLY = {
    "outcomes": 'where "row" in (select "row" from shown_outcomes)',
    "surveys": 'where "row" in (select "row" from shown_surveys)',
}
FROZEN = {
    "outcomes": """
        insert into served.outcomes by name
        select shown.* from former.outcomes shown semi join frozen_outcomes using (indicator, period, unit_id)
    """,
    "surveys": """
        insert into served.surveys by name
        select shown.* from former.surveys shown semi join frozen_surveys using (indicator, wave, unit_id)
    """,
}
HELD = """
insert into served.outcomes_held
select $source, table_name, indicator, unit_id, period, nullif(wave, ''), reason from held order by all
"""
BARRIER_NOW = """
insert into served.barrier_now
with ordered as (
    select
        barrier_id, "at", to_status, to_level, to_org, status_only,
        row_number() over (partition by barrier_id order by "at", "row") as step,
        to_status in ('resolved', 'rejected', 'lapsed') as closes
    from incoming.staging.barrier_events
),
last_open as (select barrier_id, max(step) filter (where not closes) as step from ordered group by barrier_id),
derived as (
    select
        o.barrier_id,
        arg_max(o.to_status, o.step) as status,
        max(o."at") as status_at,
        min(o."at") filter (where o.closes and o.step > coalesce(l.step, 0)) as closed_date,
        arg_max(o.to_level, o.step) filter (where o.to_level is not null) as owner_level,
        arg_max(o.to_org, o.step) filter (where o.to_org is not null) as owner_org,
        bool_or(coalesce(o.status_only, 'no') = 'yes') as status_only
    from ordered as o left join last_open as l using (barrier_id)
    group by o.barrier_id
)
select
    $source, b.barrier_id, b.reported_date, d.closed_date, coalesce(d.status, 'reported'),
    coalesce(d.status_at, b.reported_date), coalesce(d.owner_level, b.owner_level),
    coalesce(d.owner_org, b.owner_org), case when d.status_only then 'yes' else 'no' end
from incoming.staging.barriers as b
left join derived as d using (barrier_id)
"""


def fill_served(
    con: duckdb.DuckDBPyConnection,
    files: Sequence[FileRead],
    notices: Sequence[Fault],
    meta: Mapping[str, str],
    *,
    text_reviewed: bool,
) -> None:
    """Write every table but the ledger's into the attached database `served` from `incoming.staging`.

    Text that nobody has reviewed is left out here, so no bug above can show it.
    """
    con.execute("use served")
    create_served(con)
    con.execute("use " + _main_database(con))
    staged = _staged(con)
    choose_outcomes(con, staged, int(meta["k"]))
    for table in served_tables():
        if table.name in staged:
            con.execute(_copy_sql(table, staged[table.name], text_reviewed), {"source": meta["source"]})
    for name, sql in FROZEN.items():
        # What no former snapshot shows cannot stand.
        if con.execute(f"select 1 from frozen_{name}").fetchone() and has_table(con, name):
            con.execute(sql)
    con.execute(HELD, {"source": meta["source"]})
    con.execute("insert into served.outcomes_over select distinct ?, * from holding order by all", [meta["source"]])
    remember_figures(con)
    if "barriers" in staged:
        _barrier_now(con, staged, meta["source"])
    rows = [(meta["source"], f.file, f.table, f.sha256, f.rows_read, f.rows_admitted, f.rows_refused) for f in files]
    for row in rows:
        said = sum(1 for notice in notices if notice.file == row[1])
        con.execute("insert into served.files values (?, ?, ?, ?, ?, ?, ?, ?)", [*row, said])
    con.executemany("insert into served.meta values (?, ?)", list(meta.items()))


def write_loss(con: duckdb.DuckDBPyConnection) -> None:
    """Write what protection costs in labels, reckoned from the released rows, into `served`."""
    home = _main_database(con)
    con.execute("use served")
    losses = [[loss.people, loss.measure, loss.share] for loss in loss_table(con)]
    con.execute(f"use {home}")
    con.executemany("insert into served.ledger_loss values (?, ?, ?)", losses)


def write_derived(con: duckdb.DuckDBPyConnection) -> None:
    """Work out the derived tables of `served` once; nothing may be written to it afterwards."""
    home = _main_database(con)
    con.execute("use served")
    keep_derived(con)
    con.execute(f"use {home}")


def _barrier_now(con: duckdb.DuckDBPyConnection, staged: Mapping[str, frozenset[str]], source: str) -> None:
    sql = BARRIER_NOW
    if "barrier_events" not in staged:
        con.execute(
            """create temp table no_events (barrier_id VARCHAR, "at" DATE, to_status VARCHAR, to_level VARCHAR,
               to_org VARCHAR, status_only VARCHAR, "row" BIGINT)"""
        )
        sql = sql.replace("incoming.staging.barrier_events", "no_events")
    con.execute(sql, {"source": source})


def _copy_sql(table: Table, staged: frozenset[str], text_reviewed: bool) -> str:
    names = [c for c in table.columns.values() if c.name != "municipality_id" and c.privacy != "personal"]
    picked = ["$source", "municipality_id" if "municipality_id" in staged else "null"]
    for column in names:
        shown = column.name in staged and (text_reviewed or column.privacy != "free_text")
        picked.append(_value(table, column.name) if shown or (table.name, column.name) in NUMBERED else "null")
    order = "date, " if "date" in staged else ""
    return (
        f'insert into served."{table.name}" select {", ".join(picked)} '
        f'from incoming.staging."{table.name}" {SERVED_ONLY.get(table.name, "")} order by {order}"row"'
    )


def _value(table: Table, column: str) -> str:
    return """lpad("row"::varchar, 9, '0')""" if (table.name, column) in NUMBERED else f'"{column}"'


def _staged(con: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    rows = con.execute(
        "select table_name, list(column_name) from duckdb_columns() "
        "where database_name = 'incoming' and schema_name = 'staging' group by table_name"
    ).fetchall()
    return {name: frozenset(columns) for name, columns in rows}


def _main_database(con: duckdb.DuckDBPyConnection) -> str:
    row = con.execute(
        "select database_name from duckdb_databases() "
        "where not internal and database_name not in ('incoming', 'served', 'former')"
    ).fetchone()
    assert row is not None
    return f'"{row[0]}"'
