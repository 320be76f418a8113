-- piece = "barriers_chosen"
-- table = "barrier_standing"
-- unset = []
-- lacks = []
-- own_day = true

standing as (
    select barrier_standing.* exclude (reported_by_unit, sector)
    from barrier_standing
    where
        (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barrier_standing.reported_by_unit = any($unit::VARCHAR[])
            or barrier_standing.sector = any($sector::VARCHAR[])
        )
        and ($level::VARCHAR[] is null or barrier_standing.level = any($level::VARCHAR[]))
        and ($type::VARCHAR[] is null or list_has_any(barrier_standing.types, $type::VARCHAR[]))
),

chosen as (
    select *
    from standing
    where
        ($from::DATE is null or reported_date >= $from::DATE)
        and ($to::DATE is null or reported_date < $to::DATE + interval 1 month)
)
