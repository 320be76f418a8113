-- piece = "histories"
-- table = "barrier_history"
-- unset = []
-- lacks = []
-- own_day = false

history as (
    select barrier_history.* exclude (reported_date, reported_by_unit, sector)
    from barrier_history
    where
        barrier_history.day <= $as_of::DATE
        and barrier_history.reported_date <= $as_of::DATE
        and ($from::DATE is null or barrier_history.reported_date >= $from::DATE)
        and ($to::DATE is null or barrier_history.reported_date < $to::DATE + interval 1 month)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barrier_history.reported_by_unit = any($unit::VARCHAR[])
            or barrier_history.sector = any($sector::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barrier_history.types, $type::VARCHAR[]))
)
