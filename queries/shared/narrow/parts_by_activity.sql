-- piece = "parts_by_activity"
-- table = "released_part_anywhere"
-- unset = ["place_sure", "place_possible"]
-- lacks = ["place", "place_level", "unit_id", "sector"]
-- own_day = false

part as (
    select
        released.*,
        /* include surely */
        and ($activity::VARCHAR[] is null or released.code = any($activity::VARCHAR[])) as sure
    from released_part_anywhere as released
    where
        released.margin = 'activity'
        and /* include possibly */
        and /* include possibly_of_activity */
)
