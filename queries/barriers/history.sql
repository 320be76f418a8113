-- question = "Kva har hendt med kvar barriere?"
-- why = "Ei rekkje hendingar viser kvar det stogga."
-- grain = ["barrier_id", "step"]
-- values = ["step", "days_since_last"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

newest as (
    select chosen.barrier_id, chosen.reported_date, barriers.reported_by_org, barriers.public
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
    where ($barrier::VARCHAR[] is null or chosen.barrier_id = any($barrier::VARCHAR[]))
    order by chosen.reported_date desc, chosen.barrier_id
    limit 2000
),

event as (
    select barrier_events.*, barrier_events.at as day, newest.public
    from barrier_events
    join newest on newest.barrier_id = barrier_events.barrier_id
    where barrier_events.at <= $as_of::DATE
),

-- The report itself is the first step, unless the export has it as an event.
step as (
    select
        barrier_id, day, true as is_event, event_id, from_status, to_status, actor_level, actor_org, answer,
        to_level, to_org, note, doc_ref, coalesce(status_only, 'no') as status_only, public
    from event
    union all
    select
        newest.barrier_id, newest.reported_date, false, null, null, 'reported', null, newest.reported_by_org, null,
        null, null, null, null, 'no', newest.public
    from newest
    where newest.barrier_id not in (select barrier_id from event where to_status = 'reported')
)

select
    barrier_id,
    row_number() over (partition by barrier_id order by day, is_event, event_id) as step,
    day as "at",
    from_status,
    to_status,
    actor_level,
    actor_org,
    answer,
    to_level,
    to_org,
    note,
    doc_ref,
    status_only,
    case
        when status_only = 'no'
            then date_diff('day', lag(day) over (partition by barrier_id order by day, is_event, event_id), day)
    end as days_since_last,
    public
from step
order by barrier_id, step
