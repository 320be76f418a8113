-- question = "Kor mange timar har gått med medan me ventar på svar?"
-- why = "Ventinga kostar, òg når ingen seier nei."
-- grain = ["barrier_id"]
-- values = ["hours_waited"]
-- unit = "hours"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

raised as (
    select barrier_events.barrier_id, min(barrier_events.at) as raised_at
    from barrier_events
    where
        barrier_events.to_status = 'raised'
        and barrier_events.status_only is distinct from 'yes'
        and barrier_events.at <= $as_of::DATE
    group by barrier_events.barrier_id
),

-- Days it has stood open since it was first raised, which begins a stretch; what was closed is not waited for.
waited as (
    select
        raised.barrier_id,
        raised.raised_at,
        sum(date_diff('day', state.since, least(state.until, $as_of::DATE)))::BIGINT as days_waited
    from raised
    join barrier_states as state on state.barrier_id = raised.barrier_id
    where
        state.is_open
        and state.since >= raised.raised_at
        and state.since <= $as_of::DATE
    group by raised.barrier_id, raised.raised_at
),

product as (
    select
        chosen.barrier_id,
        barriers.title,
        chosen.level,
        chosen.org,
        waited.raised_at,
        waited.days_waited,
        barriers.burden_hours::DOUBLE as burden_hours,
        barriers.burden_per_year::DOUBLE as burden_per_year,
        barriers.burden_affected::DOUBLE as burden_affected,
        (barriers.burden_hours * barriers.burden_per_year * barriers.burden_affected)::DOUBLE as hours_per_year,
        barriers.public
    from chosen
    join waited on waited.barrier_id = chosen.barrier_id
    join barriers on barriers.barrier_id = chosen.barrier_id
    where chosen.is_open
)

select
    barrier_id,
    title,
    level,
    org,
    raised_at,
    days_waited,
    burden_hours,
    burden_per_year,
    burden_affected,
    hours_per_year,
    hours_per_year * days_waited / 365.25 as hours_waited,
    (select count(*) from product) as n_raised,
    (select count(hours_per_year) from product) as n_with_hours,
    (select sum(hours_per_year * days_waited / 365.25) from product) as hours_total,
    public
from product
order by hours_waited desc nulls last, days_waited desc, barrier_id
limit 20
