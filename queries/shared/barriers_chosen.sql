-- Every barrier reported by the day that is read, as it stood at the end of it: `standing` within the place, level and
-- type that are chosen, `chosen` also reported within the period.
standing as (
    select
        barriers.barrier_id,
        barriers.reported_date,
        barriers.types,
        state.level,
        state.org,
        state.status,
        state.status_at,
        state.is_open,
        state.closed_date,
        state.status_only
    from barriers
    join barrier_states as state on state.barrier_id = barriers.barrier_id
    where
        state.since <= $as_of::DATE
        and (state.until is null or state.until > $as_of::DATE)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and ($level::VARCHAR[] is null or state.level = any($level::VARCHAR[]))
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
),

chosen as (
    select *
    from standing
    where
        ($from::DATE is null or reported_date >= $from::DATE)
        and ($to::DATE is null or reported_date < $to::DATE + interval 1 month)
)
