"""Smaller tables beside the served ones: what most questions ask, with what they need not tell apart summed up.

Measured on a served file of ten million records (964,241 parts of released rows, milliseconds of processor for one
question, none but a period chosen): hours by role and month over all parts 12, with enums for words 15, sorted by place
16, without place and unit 4. So words stay words, the order stays by month, and what is kept is fewer rows.

A question is answered from here by the narrow form of its pieces, `queries/shared/narrow`. A file without these tables
answers the same from the full ones, so they are no part of the served form.
"""

from __future__ import annotations

import duckdb

# The parts of released rows wherever they are of. What takes hours back stands apart from what gives hours, for a bound
# takes each from its own side.
PART_ANYWHERE = """
select margin, code, role, month_from, month_to, phase, band_lo, sum(hours)::DECIMAL(18,2) as hours
from released_part
group by margin, code, role, month_from, month_to, phase, band_lo, hours < 0
order by margin, month_from, role, code, phase, month_to, band_lo, hours
"""
# How each barrier stood at the end of the export's own day, with what a question chooses barriers by.
BARRIER_STANDING = """
with taken as (select max(value)::DATE as day from meta where key = 'as_of')
select
    barriers.barrier_id, barriers.reported_date, barriers.reported_by_unit, barriers.sector, barriers.types,
    state.level, state.org, state.status, state.status_at, state.is_open, state.closed_date, state.status_only
from barriers
join barrier_states as state on state.barrier_id = barriers.barrier_id
cross join taken
where state.since <= taken.day and (state.until is null or state.until > taken.day)
order by barriers.reported_date, barriers.barrier_id
"""
# Every event of a known history, numbered, with the level and body that owned the barrier once it had happened, and
# what a question chooses barriers by. What an event tells of owners rests on those before it alone, so a past day reads
# the same rows.
BARRIER_HISTORY = """
with placed as (
    select
        barrier_events.barrier_id, barrier_events."at" as day, barrier_events.event_id, barrier_events.to_status,
        barrier_events.answer, barrier_events.to_org, barriers.owner_org, barriers.types, barriers.reported_date,
        barriers.reported_by_unit, barriers.sector, coalesce(barriers.owner_level, 'not_reported') as first_level,
        coalesce(last_value(barrier_events.to_level ignore nulls) over course, first_level) as level
    from barrier_events
    join barriers on barriers.barrier_id = barrier_events.barrier_id
    where barrier_events.status_only is distinct from 'yes'
    window course as (
        partition by barrier_events.barrier_id order by barrier_events."at", barrier_events.event_id
        rows between unbounded preceding and current row
    )
),
moved as (
    select
        *, row_number() over course as step,
        case
            when to_org is not null or level <> lag(level, 1, first_level) over course then coalesce(to_org, '')
        end as moved_to
    from placed
    window course as (partition by barrier_id order by day, event_id)
)
select
    * exclude (owner_org, to_org, moved_to, first_level),
    coalesce(
        nullif(coalesce(last_value(moved_to ignore nulls) over (
            partition by barrier_id order by step rows between unbounded preceding and current row
        ), owner_org), ''), 'not_reported'
    ) as org
from moved
order by reported_date, barrier_id, step
"""
# Each owner that was asked about a barrier, once, with its answer and what came of it, as told on the export's own
# day: by level, and by level and body. `left_day` is when it was no longer the owner's to answer.
BARRIER_ASKING = """
with taken as (select max(value)::DATE as day from meta where key = 'as_of'),
known as (
    select barrier_history.* from barrier_history, taken
    where barrier_history.day <= taken.day and barrier_history.reported_date <= taken.day
),
event as (
    select *, 'level' as kind, level as owner from known
    union all
    select *, 'body', level || '|' || org from known
),
asked as (
    select barrier_id, kind, owner, min(step) as step, min(day) as day
    from event where to_status = 'raised' group by barrier_id, kind, owner
),
asking as (
    select
        asked.barrier_id, asked.kind, asked.owner, asked.day as asked_day,
        any_value(event.level) filter (where event.owner = asked.owner) as level,
        any_value(event.org) filter (where event.owner = asked.owner) as org,
        min(event.day) filter (
            where event.owner = asked.owner and (
                event.answer in ('will_join', 'conditional', 'refuses')
                or (event.to_status = 'answered' and event.answer is null)
            )
        ) as answered_day,
        arg_max(event.answer, event.step) filter (
            where event.owner = asked.owner and event.answer in ('will_join', 'conditional', 'refuses')
        ) as answer,
        max(case when event.owner = asked.owner and event.to_status = 'trying' then 1 else 0 end) as tried,
        max(case when event.owner = asked.owner and event.to_status = 'resolved' then 1 else 0 end) as solved,
        max(event.step) filter (
            where event.owner = asked.owner and event.to_status not in ('resolved', 'rejected', 'lapsed')
        ) as last_step
    from asked
    join event on event.barrier_id = asked.barrier_id and event.kind = asked.kind and event.step >= asked.step
    group by asked.barrier_id, asked.kind, asked.owner, asked.day
),
after_it as (
    select asking.barrier_id, asking.kind, asking.owner, min(known.day) as day
    from asking join known on known.barrier_id = asking.barrier_id and known.step > asking.last_step
    where asking.answered_day is null group by asking.barrier_id, asking.kind, asking.owner
)
select
    asking.* exclude (last_step), after_it.day as left_day, barriers.types, barriers.reported_date,
    barriers.reported_by_unit, barriers.sector
from asking
join barriers on barriers.barrier_id = asking.barrier_id
left join after_it
    on after_it.barrier_id = asking.barrier_id and after_it.kind = asking.kind and after_it.owner = asking.owner
order by asking.kind, barriers.reported_date, asking.barrier_id, asking.owner
"""
# When a barrier came into the register, where that was told on the export's own day, and whether it has a status alone.
BARRIER_REGISTERED = """
with taken as (select max(value)::DATE as day from meta where key = 'as_of')
select
    barrier_id, min("at") filter (where to_status = 'reported' and "at" <= taken.day) as day,
    bool_or(status_only is not distinct from 'yes') as status_only
from barrier_events, taken
where taken.day is not null
group by barrier_id
order by barrier_id
"""
NARROW = {
    "released_part_anywhere": PART_ANYWHERE,
    "barrier_standing": BARRIER_STANDING,
    "barrier_history": BARRIER_HISTORY,
    "barrier_asking": BARRIER_ASKING,
    "barrier_registered": BARRIER_REGISTERED,
}


def keep_narrow(con: duckdb.DuckDBPyConnection) -> None:
    """Make every narrow table of the current database from its served and derived tables, which are filled for good."""
    for name, sql in NARROW.items():
        con.execute(f"create table {name} as {sql}")
