-- question = "Kva står fast, kor lenge, og kven har ballen?"
-- why = "Det som har stått lengst, er det ingen har teke tak i."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

oldest as (
    select *
    from standing
    where is_open
    order by reported_date, barrier_id
    limit 10
),

heard as (
    select barrier_id, max(barrier_events.at) as last_event_at
    from barrier_events
    where
        status_only is distinct from 'yes'
        and barrier_events.at <= $as_of::DATE
        and barrier_id in (select barrier_id from oldest)
    group by barrier_id
)

select
    oldest.barrier_id,
    barriers.title,
    date_diff('day', oldest.reported_date, $as_of::DATE) as days,
    oldest.level,
    oldest.org,
    oldest.status,
    coalesce(oldest.status_at, oldest.reported_date) as status_at,
    case when not oldest.status_only then date_diff('day', oldest.status_at, $as_of::DATE) end as days_in_status,
    heard.last_event_at,
    barriers.next_step,
    barriers.answer_by,
    case
        when barriers.answer_by is not null then greatest(date_diff('day', barriers.answer_by, $as_of::DATE), 0)
    end as days_over,
    barriers.public
from oldest
join barriers on barriers.barrier_id = oldest.barrier_id
left join heard on heard.barrier_id = oldest.barrier_id
order by days desc, oldest.barrier_id
