-- The parts by activity that may lie inside the scope, and whether they surely do.
part as (
    select
        released.*,
        /* include surely */
        and ($activity::VARCHAR[] is null or released.code = any($activity::VARCHAR[])) as sure
    from released_part as released
    where
        released.margin = 'activity'
        and /* include possibly */
        and /* include possibly_of_activity */
)
