(
    ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
    or sessions.unit_id = any($unit::VARCHAR[])
    or sessions.sector = any($sector::VARCHAR[])
)
