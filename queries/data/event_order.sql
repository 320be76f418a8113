-- question = "Kva hendingar på barrierane står i feil rekkjefølgje eller motseier kvarandre?"
-- why = "Det som ikkje heng saman, skal rettast i kjelda og ikkje ryddast bort i stilla."
-- grain = ["barrier_id", "step", "problem"]
-- values = ["step"]
-- unit = "events"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with step as (
    select
        barrier_events.barrier_id,
        barrier_events.event_id,
        barrier_events.at,
        barrier_events.from_status,
        barrier_events.to_status,
        barriers.reported_date,
        row_number() over course as step,
        lag(barrier_events.at) over course as before_at,
        lag(barrier_events.to_status) over course as before_status,
        bool_or(barrier_events.to_status = 'raised') over course as asked
    from barrier_events
    join barriers on barriers.barrier_id = barrier_events.barrier_id
    where
        barrier_events.status_only is distinct from 'yes'
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
    window course as (
        partition by barrier_events.barrier_id
        order by barrier_events.at, barrier_events.event_id
        rows between unbounded preceding and current row
    )
),

judged as (
    select
        *,
        before_status in ('resolved', 'rejected', 'lapsed') as was_closed,
        to_status in ('resolved', 'rejected', 'lapsed') as closes
    from step
),

found as (
    select *, 'before_report' as problem
    from judged
    where "at" < reported_date
    union all
    select *, 'closed_again'
    from judged
    where was_closed and closes
    union all
    select *, 'not_reopened'
    from judged
    where was_closed and not closes and to_status <> 'reopened'
    union all
    select *, 'was_open'
    from judged
    where to_status = 'reopened' and was_closed is not true
    union all
    select *, 'other_start'
    from judged
    where from_status <> before_status
    union all
    select *, 'one_day'
    from judged
    where "at" = before_at
    union all
    select *, 'not_asked'
    from judged
    where to_status = 'answered' and not asked
)

select
    barrier_id,
    step,
    "at",
    before_at,
    before_status,
    from_status,
    to_status,
    problem,
    count(*) over () as n_found
from found
order by barrier_id, step, problem
limit 500
