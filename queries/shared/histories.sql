-- Every event of a known history up to the day that is read, with who owned the barrier once it had happened. A
-- barrier that moves to a level takes no body with it; an empty text stands for the body nobody knows.
placed as (
    select
        barrier_events.barrier_id,
        barrier_events.at as day,
        barrier_events.event_id,
        barrier_events.to_status,
        barrier_events.answer,
        barrier_events.to_org,
        barriers.owner_org,
        barriers.types,
        coalesce(barriers.owner_level, 'not_reported') as first_level,
        coalesce(last_value(barrier_events.to_level ignore nulls) over course, first_level) as level
    from barrier_events
    join barriers on barriers.barrier_id = barrier_events.barrier_id
    where
        barrier_events.status_only is distinct from 'yes'
        and barrier_events.at <= $as_of::DATE
        and barriers.reported_date <= $as_of::DATE
        and ($from::DATE is null or barriers.reported_date >= $from::DATE)
        and ($to::DATE is null or barriers.reported_date < $to::DATE + interval 1 month)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
    window course as (
        partition by barrier_events.barrier_id
        order by barrier_events.at, barrier_events.event_id
        rows between unbounded preceding and current row
    )
),

moved as (
    select
        *,
        row_number() over course as step,
        case
            when to_org is not null or level <> lag(level, 1, first_level) over course then coalesce(to_org, '')
        end as moved_to
    from placed
    window course as (partition by barrier_id order by day, event_id)
),

history as (
    select
        *,
        coalesce(
            nullif(coalesce(last_value(moved_to ignore nulls) over course, owner_org), ''), 'not_reported'
        ) as org
    from moved
    window course as (
        partition by barrier_id order by step rows between unbounded preceding and current row
    )
)
