"""Capacity and release time are facts about few people: pooled by the same steps, and shown only with k persons."""

from __future__ import annotations

import duckdb

from reformspor.ledger.arrival import has_table
from reformspor.ledger.bands import high_sql, low_sql, name_sql
from reformspor.ledger.labels import NOT_REPORTED
from reformspor.ledger.pooling import name_groups
from reformspor.ledger.settings import Settings
from reformspor.ledger.steps import LENGTH, PATHS, labels_sql, path_sql

MEASURES = ("available_h", "release_h", "planned_h")
LABELS = "role, role_level, place, place_level, unit_id, sector, month_from, month_to"
# The export's rows, with the hours of release where only its share of a post is stated.
STATED = """select * replace (
    coalesce(release_h, round(release_pct * norm_h_per_fte * persons / 1200, 2)) as release_h
) from incoming.staging.capacity"""


def release_capacity(con: duckdb.DuckDBPyConnection, source: str, municipality: str, settings: Settings) -> None:
    """Add to `ledger.released_capacity` the facts of `incoming.staging.capacity` that were never released before.

    A measure nobody in the group has stated is missing, and is no zero. Release stated only as a share of a post is
    that share of a twelfth of the year's hours that stand in the same row, for each of its persons.

    A fact (month, unit, role) is released once; what is unsafe is tried again with the next export. Persons are
    counted side by side in a month, and over months the fullest month stands: the same people come back.
    """
    if not has_table(con, "capacity"):
        return
    _new_facts(con)
    for step in range(LENGTH):
        _release_step(con, step, source, municipality, settings)


def _new_facts(con: duckdb.DuckDBPyConnection) -> None:
    sums = ", ".join(f"round(coalesce(sum({m}), 0) * 100)::bigint as {m}, count({m}) > 0 as {m}_told" for m in MEASURES)
    con.execute(
        f"""create or replace temp table fact as
        select row_number() over () as cell, role, null::varchar as role_group, unit_id,
            coalesce(any_value(place_now.sector), '{NOT_REPORTED}') as sector,
            date_trunc('month', period)::date as month,
            '{NOT_REPORTED}' as phase, sum(persons)::bigint as persons, {sums}
        from ({STATED}) left join place_now using (unit_id)
        where persons > 0
        group by role, unit_id, month
        having (month, unit_id, role) not in (select (period, unit_id, role) from ledger.capacity_seen)"""
    )
    con.execute(
        "create or replace temp table cell as select cell, role, role_group, unit_id, sector, month, phase from fact"
    )
    name_groups(con)


def _release_step(
    con: duckdb.DuckDBPyConnection, step: int, source: str, municipality: str, settings: Settings
) -> None:
    """Release the groups that are safe at one step, and strike their facts from `fact`."""
    by_path = " union all ".join(
        f"""select cell, {labels_sql(steps[step])} from (select *, {path_sql(settings.order)} as path from cell)
        where path = '{path}'"""
        for path, steps in PATHS.items()
    )
    con.execute(
        f"""create or replace temp table widened as
        select fact.*, label.* exclude (cell, phase, role, unit_id, sector), label.role as role_label,
            label.unit_id as unit_label, label.sector as sector_label
        from fact join ({by_path}) label using (cell)"""
    )
    groups = "role_label, role_level, place, place_level, unit_label, sector_label, month_from, month_to"
    con.execute(f"create or replace temp table safe_group as {_safe_sql(groups, settings)}")
    low, high = low_sql("n", settings.k), high_sql("n")
    con.execute(
        f"""insert into ledger.released_capacity by name
        select ? as source, ? as municipality_id, role_label as role, role_level, place, place_level,
            unit_label as unit_id, sector_label as sector, month_from, month_to,
            {name_sql(low, high)} as band, {low} as band_lo, {high} as band_hi,
            {", ".join(f"if({m}_told, {m} / 100::decimal(18,2), null) as {m}" for m in MEASURES)}
        from safe_group order by month_from, place, role_label""",
        [source, municipality],
    )
    con.execute(
        "create or replace temp table told as "
        "select cell from widened semi join safe_group using (role_label, place, month_from, month_to)"
    )
    con.execute("insert into ledger.capacity_seen select month, unit_id, role from fact semi join told using (cell)")
    con.execute("delete from fact where cell in (select cell from told)")
    con.execute("delete from cell where cell in (select cell from told)")


def _safe_sql(groups: str, settings: Settings) -> str:
    """SQL for the safe groups: people a month, and each measure spread evenly over its unit's and role's persons."""
    k, p = settings.k, settings.p
    seats = ", ".join(
        f"sum({m}) as {m}, sum({m}) / max(persons) as {m}_each, bool_or({m}_told) as {m}_told" for m in MEASURES
    )
    held = ", ".join(f"max(n_{m}) as n_{m}" for m in MEASURES)
    month = ", ".join(f"coalesce(sum(persons) filter ({m} <> 0), 0) as n_{m}" for m in MEASURES)
    tops = ", ".join(
        f"sum({m}) as {m}, bool_or({m}_told) as {m}_told, max({m}_each) as {m}_1, "
        f"coalesce(max({m}_each, 2)[2], 0) as {m}_second, coalesce(max({m}_each) filter (persons > 1), 0) as {m}_twin"
        for m in MEASURES
    )
    safe = " and ".join(
        f"({m} = 0 or (n_{m} >= {k} and ({m} - {m}_1 - greatest({m}_second, {m}_twin)) * 100 >= {p} * {m}_1))"
        for m in MEASURES
    )
    return f"""with seat as (
        select {groups}, unit_id, role, max(persons) as persons, {seats} from widened group by all),
    measured as (select {groups}, {tops} from seat group by all),
    monthly as (select {groups}, month, sum(persons) as people, {month} from widened group by all),
    counted as (select {groups}, max(people) as n, {held} from monthly group by all)
    select * from measured join counted using (role_label, role_level, place, place_level, month_from, month_to)
    where n >= {k} and {safe}"""
