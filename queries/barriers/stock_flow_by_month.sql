-- question = "Kor mange barrierar kjem til, blir lukka og står opne kvar månad?"
-- why = "Lagar me fleire barrierar enn me løyser?"
-- grain = ["month"]
-- values = ["in_n", "out_n", "open_n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select barriers.barrier_id, barriers.reported_date
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    where (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and (
            $level::VARCHAR[] is null
            or coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') = any($level::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
),

step as (
    select barrier_id, reported_date as day, false as is_event, null as event_id, false as closed, false as status_only
    from chosen
    union all
    select
        chosen.barrier_id,
        barrier_events.at as day,
        true as is_event,
        barrier_events.event_id,
        barrier_events.to_status in ('resolved', 'rejected', 'lapsed') as closed,
        barrier_events.status_only is not distinct from 'yes' as status_only
    from chosen
    join barrier_events on barrier_events.barrier_id = chosen.barrier_id
    where
        barrier_events.at <= $as_of::DATE
        and barrier_events.barrier_id in (
            select barrier_id from barrier_events where to_status in ('resolved', 'rejected', 'lapsed')
        )
),

turned as (
    select
        barrier_id,
        date_trunc('month', day)::DATE as month,
        closed,
        status_only,
        lag(closed) over (partition by barrier_id order by day, is_event, event_id, closed) as was_closed
    from step
),

-- A barrier known only by its status today closed on a day nobody knows: since its report it is perhaps open.
flow as (
    select
        month,
        count(*) filter (where was_closed is null or (was_closed and not closed)) as in_n,
        count(*) filter (where closed and not was_closed and not status_only) as out_n,
        count(*) filter (where closed and not was_closed and status_only) as out_unknown_n
    from turned
    group by month
),

vague as (
    select date_trunc('month', chosen.reported_date)::DATE as month, count(*) as n
    from chosen
    where chosen.barrier_id in (
        select barrier_id from turned where closed and not was_closed and status_only
    )
    group by 1
),

calendar as (
    select
        unnest(
            generate_series(
                date_trunc('month', min(reported_date))::DATE,
                $as_of::DATE,
                interval 1 month
            )
        )::DATE as month
    from chosen
),

counted as (
    select
        calendar.month,
        coalesce(flow.in_n, 0) as in_n,
        coalesce(flow.out_n, 0) as out_n,
        coalesce(flow.out_unknown_n, 0) as out_unknown_n,
        coalesce(vague.n, 0) as vague_n
    from calendar
    left join flow on flow.month = calendar.month
    left join vague on vague.month = calendar.month
),

summed as (
    select
        month,
        in_n,
        out_n,
        out_unknown_n,
        sum(in_n - out_n - vague_n) over (order by month)::BIGINT as open_n,
        sum(in_n - out_n - out_unknown_n) over (order by month)::BIGINT as open_at_most
    from counted
)

select month, in_n, out_n, out_unknown_n, open_n, open_at_most
from summed
where
    ($from::DATE is null or month >= $from::DATE)
    and ($to::DATE is null or month <= $to::DATE)
order by month
