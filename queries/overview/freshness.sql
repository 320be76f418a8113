-- question = "Kor ferske er tala?"
-- why = "Gamle tal ser like sikre ut som nye."
-- grain = ["table_name"]
-- values = ["days"]
-- unit = "days"
-- people = "none: berre datoar for siste rad i kvar tabell"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with newest as (
    select 'sessions' as table_name, max(date) as latest from sessions where date <= $as_of::DATE
    union all
    select 'resource_use', (max(month_to) + interval 1 month - interval 1 day)::DATE from released
    union all
    select 'barriers', max(reported_date) from barriers where reported_date <= $as_of::DATE
    union all
    select 'barrier_events', max(barrier_events.at) from barrier_events where barrier_events.at <= $as_of::DATE
    union all
    select 'phase_events', max(phase_events.at) from phase_events where phase_events.at <= $as_of::DATE
    union all
    select 'actions', max(done) from actions where done <= $as_of::DATE
    union all
    select 'milestones', max(date) from milestones where date <= $as_of::DATE
    union all
    select 'outcomes', (max(period) + interval 1 month - interval 1 day)::DATE from outcomes where period <= $as_of::DATE
)

select
    table_name,
    least(latest, $as_of::DATE) as latest,
    greatest(date_diff('day', latest, $as_of::DATE), 0) as days
from newest
where latest is not null
order by days desc, table_name
