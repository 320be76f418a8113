-- Weeks begin on Mondays: what is left of this one, and the eight whole ones after it.
weeks as (
    select greatest(monday, $as_of::DATE) as week_from, (monday + interval 6 day)::DATE as week_to
    from (
        select (date_trunc('week', $as_of::DATE + interval 6 day) + week * interval 7 day)::DATE as monday
        from (select unnest(generate_series(-1, 7)) as week)
    )
    where monday + interval 6 day >= $as_of::DATE
)
