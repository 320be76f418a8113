-- question = "Kvar står barrierane no?"
-- why = "Status er utleidd av hendingane, aldri skriven inn."
-- grain = ["status"]
-- values = ["n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

-- On a day before its newest event, a barrier stood as the event before told it, which a source that only tells
-- today's status does not say.
with earlier as (
    select
        barrier_events.barrier_id,
        arg_max(barrier_events.to_status, (barrier_events.at, barrier_events.event_id)) as status
    from barrier_events
    where barrier_events.at <= $as_of::DATE
    group by barrier_events.barrier_id
),

chosen as (
    select
        case
            when barrier_now.status_at <= $as_of::DATE then barrier_now.status
            when barrier_now.status_only = 'yes' then 'not_reported'
            else coalesce(earlier.status, 'reported')
        end as status
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    left join earlier on earlier.barrier_id = barriers.barrier_id
    where
        barriers.reported_date <= $as_of::DATE
        and ($from::DATE is null or barriers.reported_date >= $from::DATE)
        and ($to::DATE is null or barriers.reported_date < $to::DATE + interval 1 month)
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
)

select status, count(*) as n
from chosen
group by status
order by n desc, status
