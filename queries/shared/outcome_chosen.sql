($indicator::VARCHAR[] is null or told.indicator = any($indicator::VARCHAR[]))
and ($from::DATE is null or told.period >= $from::DATE)
and ($to::DATE is null or told.period <= $to::DATE)
and (
    ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
    or told.unit_id = any($unit::VARCHAR[])
)
