-- question = "Kor lenge har kvar barriere stått, og korleis enda han?"
-- why = "Dei som enno står, har stått lengst; tel ein berre dei løyste, ser alt raskare ut enn det er."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

/* include registered */,

-- The last event that told of anything but a part solved: a barrier solved in part has stood so since the next.
other as (
    select barrier_id, max(row(barrier_events.at, event_id)) as last
    from barrier_events
    where to_status <> 'partly' and barrier_events.at <= $as_of::DATE
    group by barrier_id
),

partly as (
    select barrier_events.barrier_id, min(barrier_events.at) as day
    from barrier_events
    left join other on other.barrier_id = barrier_events.barrier_id
    where
        to_status = 'partly'
        and barrier_events.at <= $as_of::DATE
        and (other.last is null or row(barrier_events.at, event_id) > other.last)
    group by barrier_events.barrier_id
),

ended as (
    select
        chosen.*,
        registered.day as registered_day,
        coalesce(registered.status_only, false) as untold,
        case
            when not chosen.is_open then chosen.status
            when partly.day is not null then 'partly'
            else 'open'
        end as outcome,
        coalesce(chosen.closed_date, partly.day) as outcome_day
    from chosen
    left join registered on registered.barrier_id = chosen.barrier_id
    left join partly on partly.barrier_id = chosen.barrier_id
)

select
    barrier_id,
    level,
    types,
    if(closed_date is null, 'no', 'yes') as closed,
    case when not untold then date_diff('day', reported_date, coalesce(closed_date, $as_of::DATE)) end as days,
    outcome,
    case when not untold then date_diff('day', reported_date, coalesce(outcome_day, $as_of::DATE)) end as outcome_days,
    greatest(date_diff('day', reported_date, registered_day), 0) as days_before
from ended
order by barrier_id
