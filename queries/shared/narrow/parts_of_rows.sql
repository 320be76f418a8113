-- piece = "parts_of_rows"
-- table = "released_part_anywhere"
-- unset = ["place_sure", "place_possible"]
-- lacks = ["place", "place_level", "unit_id", "sector"]
-- own_day = false

part as (
    select
        released.*,
        /* include surely */ as sure
    from released_part_anywhere as released
    where
        /* include possibly */
)
