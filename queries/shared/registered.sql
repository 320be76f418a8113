-- When a barrier came into the register, where that is told, and whether any of its events only tells today's status:
-- then nobody knows when what it tells of happened.
registered as (
    select
        barrier_id,
        min(barrier_events.at) filter (where to_status = 'reported' and barrier_events.at <= $as_of::DATE) as day,
        bool_or(status_only is not distinct from 'yes') as status_only
    from barrier_events
    group by barrier_id
)
