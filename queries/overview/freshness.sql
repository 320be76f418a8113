-- question = "Kor ferske er tala?"
-- why = "Gamle tal ser like sikre ut som nye."
-- grain = ["table_name"]
-- values = ["days", "late_days"]
-- unit = "days"
-- people = "none: berre datoar for siste rad i kvar tabell"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with dated as (
    select 'sessions' as table_name, date as day, false as whole_month from sessions
    union all
    select 'resource_use', month_to, true from released
    union all
    select 'barriers', reported_date, false from barriers
    union all
    select 'barrier_events', barrier_events.at, false from barrier_events
    union all
    select 'phase_events', phase_events.at, false from phase_events
    union all
    select 'actions', done, false from actions
    union all
    select 'milestones', date, false from milestones
    union all
    select 'outcomes', period, true from outcomes
),

newest as (
    select table_name, whole_month, max(day) as day
    from dated
    where day <= $as_of::DATE
    group by table_name, whole_month
),

-- A month is known to its last day, or as far as the snapshot goes.
told as (
    select
        table_name,
        least(
            case when whole_month then (day + interval 1 month - interval 1 day)::DATE else day end, $as_of::DATE
        ) as latest
    from newest
),

-- A table is not behind before more days have gone than from one export to the next, by the source's rhythm, and than
-- from one day with rows to the next, nine times of ten.
paced as (
    select
        table_name,
        greatest(quantile_disc(gap, 0.9), (select value::BIGINT from meta where key = 'turn_days')) as usual_days
    from (
        select table_name, day - lag(day) over (partition by table_name order by day) as gap
        from dated
        where day <= $as_of::DATE
        group by table_name, day
    )
    group by table_name
)

select
    told.table_name,
    told.latest,
    date_diff('day', told.latest, $as_of::DATE) as days,
    paced.usual_days,
    greatest(date_diff('day', told.latest, $as_of::DATE) - paced.usual_days, 0) as late_days
from told
join paced on paced.table_name = told.table_name
order by days desc, told.table_name
