-- The released rows that may lie inside the scope, and whether they surely do.
part as (
    select
        released.*,
        /* include surely */ as sure
    from released
    where
        /* include possibly */
)
