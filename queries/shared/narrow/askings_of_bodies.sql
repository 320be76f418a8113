-- piece = "askings"
-- beside = "select *, level || '|' || org as owner from history"
-- table = "barrier_asking"
-- unset = []
-- lacks = []
-- own_day = true

told as (
    select barrier_asking.* exclude (kind, reported_date, reported_by_unit, sector)
    from barrier_asking
    where
        barrier_asking.kind = 'body'
        and ($level::VARCHAR[] is null or barrier_asking.level = any($level::VARCHAR[]))
        and ($from::DATE is null or barrier_asking.reported_date >= $from::DATE)
        and ($to::DATE is null or barrier_asking.reported_date < $to::DATE + interval 1 month)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barrier_asking.reported_by_unit = any($unit::VARCHAR[])
            or barrier_asking.sector = any($sector::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barrier_asking.types, $type::VARCHAR[]))
)
