-- The released cells of release time, of months that are over, that may lie inside the scope; phases have none.
cell as (
    select
        released_capacity.role,
        released_capacity.month_from,
        released_capacity.month_to,
        released_capacity.release_h,
        ($from::DATE is null or released_capacity.month_from >= $from::DATE)
            and ($to::DATE is null or released_capacity.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released_capacity.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released_capacity.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_capacity.band_lo >= $sure_band::INTEGER) as sure
    from released_capacity
    where
        released_capacity.release_h is not null
        and released_capacity.month_to < date_trunc('month', $as_of::DATE + interval 1 day)
        and ($from::DATE is null or released_capacity.month_to >= $from::DATE)
        and ($to::DATE is null or released_capacity.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released_capacity.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released_capacity.place = any($place_possible::VARCHAR[]))
)
