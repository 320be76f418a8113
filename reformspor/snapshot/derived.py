"""What many questions need and none should work out anew: views of the served tables, kept as tables at admission."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from reformspor.contract import Column, Table
from reformspor.snapshot.narrow import keep_narrow

DERIVED = ("released_part", "barrier_spells", "barrier_states", "column_fill")
# Each part of a released row's margins, with the row's own labels: one row a part, so that no question joins the two.
RELEASED_PART = """
select
    released_margin.margin, released_margin.code, released.role, released.place, released.place_level, released.unit_id,
    released.sector, released.month_from, released.month_to, released.phase, released.band_lo, released_margin.hours
from released
join released_margin on released_margin.source = released.source and released_margin.row_id = released.row_id
order by released_margin.margin, released.month_from, released.place, released.role
"""
# Each stretch a barrier stood open, from its report or a reopening until it closed. `until` is null while it is open;
# `until_known` is false where the export knows only today's status, so nobody knows the day it closed.
BARRIER_SPELLS = """
with step as (
    select barrier_id, reported_date as day, false as is_event, null as event_id, false as closed, false as vague
    from barriers
    union all
    select
        barrier_id, "at", true, event_id, to_status in ('resolved', 'rejected', 'lapsed'),
        status_only is not distinct from 'yes'
    from barrier_events
),
turn as (
    select *, lag(closed) over (partition by barrier_id order by day, is_event, event_id, closed) as was_closed
    from step
),
spell as (
    select
        barrier_id, day as since, closed,
        lead(day) over course as until,
        not coalesce(lead(vague) over course, false) as until_known
    from turn
    where was_closed is distinct from closed
    window course as (partition by barrier_id order by day, is_event, event_id, closed)
)
select
    spell.barrier_id, barriers.reported_date, barriers.reported_by_unit, barriers.sector, barriers.types,
    coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') as level,
    spell.since, spell.until, spell.until_known
from spell
join barriers on barriers.barrier_id = spell.barrier_id
left join barrier_now on barrier_now.barrier_id = spell.barrier_id
where not spell.closed
order by spell.since, spell.barrier_id
"""
# How each barrier stood at the end of every day from its report: one row for each stretch between two days of events,
# `until` the day the next begins and null while it lasts. What an event says of owner and status holds until another
# says otherwise; events of one day come in the order of the file, and one from before the report counts from its day.
# Where the next event only tells today's status, nobody knows how the barrier stood until then: its status is
# not_reported, and whether it was open is null if the two differ. A day of closing nobody knows is null; `status_at` is
# the day of the event that set the status, or of the export that told it.
BARRIER_STATES = """
with step as (
    select
        barrier_id, reported_date as day, false as is_event, null as "at", null as event_id, 'reported' as status,
        coalesce(owner_level, 'not_reported') as to_level, owner_org as to_org, false as vague
    from barriers
    union all
    select
        barrier_id, greatest(barrier_events."at", barriers.reported_date), true, barrier_events."at", event_id,
        to_status, to_level, to_org, status_only is not distinct from 'yes'
    from barrier_events
    join barriers using (barrier_id)
),
owned as (
    select
        *, status in ('resolved', 'rejected', 'lapsed') as closed,
        last_value(to_level ignore nulls) over (course rows between unbounded preceding and current row) as level
    from step
    window course as (partition by barrier_id order by day, is_event, "at", event_id)
),
moved as (
    select
        *,
        -- A barrier that moves to a level takes no body with it; an empty text stands for the body nobody knows.
        case
            when to_org is not null or level is distinct from lag(level) over course then coalesce(to_org, '')
        end as moved_to,
        count(*) filter (where not closed) over (course rows between unbounded preceding and current row) as opened,
        lead(day) over course as until, lead(vague) over course as then_vague, lead(closed) over course as then_closed
    from owned
    window course as (partition by barrier_id order by day, is_event, "at", event_id)
),
stood as (
    select
        *,
        nullif(last_value(moved_to ignore nulls) over (course rows between unbounded preceding and current row), '')
        as org,
        min(case when closed and not vague then day end) over (partition by barrier_id, opened) as closed_on,
        then_vague is distinct from true or then_closed = closed as known
    from moved
    window course as (partition by barrier_id order by day, is_event, "at", event_id)
)
select
    barrier_id, day as since, until, level, org,
    case when then_vague then 'not_reported' else status end as status,
    case when then_vague is distinct from true then day end as status_at,
    case when known then not closed end as is_open,
    case when known and closed then closed_on end as closed_date,
    vague or then_vague is not distinct from true as status_only
from stood
where until is distinct from day
order by barrier_id, since
"""


def create_derived(con: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Make every derived table as a view over the served tables of the current database."""
    column_fill = " union all ".join(_filled(table) for table in tables)
    for name, sql in zip(DERIVED, (RELEASED_PART, BARRIER_SPELLS, BARRIER_STATES, column_fill), strict=True):
        con.execute(f"create view {name} as {sql}")


def keep_derived(con: duckdb.DuckDBPyConnection) -> None:
    """Replace the views by tables of the same rows, once the served tables are filled for good, and make the narrow."""
    for name in DERIVED:
        con.execute(f"create table kept as from {name}")
        con.execute(f"drop view {name}")
        con.execute(f"alter table kept rename to {name}")
    keep_narrow(con)


def _filled(table: Table) -> str:
    """How many rows a table has, and in how many of them each column says something; required keys always do."""
    columns = [
        column
        for column in table.columns.values()
        if column.name != "municipality_id"
        and column.privacy != "personal"
        and not (column.required and column.name in table.key)
    ]
    names, counts = ", ".join(f"'{c.name}'" for c in columns), ", ".join(_count(c) for c in columns)
    return (
        f"select '{table.name}' as table_name, unnest([{names}]) as column_name, count(*) as n, "
        f'unnest([{counts}]) as filled from "{table.name}"'
    )


def _count(column: Column) -> str:
    said = f"nullif(\"{column.name}\", 'not_reported')" if column.type in ("code", "yes_no") else f'"{column.name}"'
    return f"count({said})"
