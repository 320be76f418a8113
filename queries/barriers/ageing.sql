-- question = "Kva står fast, kor lenge, og kven har ballen?"
-- why = "Det som har stått lengst, er det ingen har teke tak i."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with kept as (
    select barriers.barrier_id
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    where
        barrier_now.closed_date is null
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and (
            $level::VARCHAR[] is null
            or coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') = any($level::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
    order by barriers.reported_date, barriers.barrier_id
    limit 10
),

oldest as (
    select
        barriers.*,
        coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') as level,
        coalesce(barrier_now.owner_org, barriers.owner_org) as org,
        coalesce(barrier_now.status, 'reported') as status,
        barrier_now.status_at,
        barrier_now.status_only is not distinct from 'yes' as status_only
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    where barriers.barrier_id in (select barrier_id from kept)
),

heard as (
    select barrier_id, max(barrier_events.at) as last_event_at
    from barrier_events
    where status_only is distinct from 'yes' and barrier_id in (select barrier_id from oldest)
    group by barrier_id
)

select
    oldest.barrier_id,
    oldest.title,
    date_diff('day', oldest.reported_date, $as_of::DATE) as days,
    oldest.level,
    oldest.org,
    oldest.status,
    oldest.status_at,
    case when not oldest.status_only then date_diff('day', oldest.status_at, $as_of::DATE) end as days_in_status,
    heard.last_event_at,
    oldest.next_step,
    oldest.answer_by,
    case
        when oldest.answer_by is not null then greatest(date_diff('day', oldest.answer_by, $as_of::DATE), 0)
    end as days_over,
    oldest.public
from oldest
left join heard on heard.barrier_id = oldest.barrier_id
order by days desc, oldest.barrier_id
