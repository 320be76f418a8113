-- The parts by activity that may lie inside the scope, and whether they surely do.
part as (
    select
        released.*,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER)
            and ($activity::VARCHAR[] is null or released.code = any($activity::VARCHAR[])) as sure
    from released_part as released
    where
        released.margin = 'activity'
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
        and (
            $activity::VARCHAR[] is null
            or released.code = any($activity::VARCHAR[])
            or released.code in ('merged', 'withheld')
        )
)
