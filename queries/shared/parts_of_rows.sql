-- The parts of released rows, by any margin, that may lie inside the scope, and whether they surely do.
part as (
    select
        released.*,
        /* include surely */ as sure
    from released_part as released
    where
        /* include possibly */
)
