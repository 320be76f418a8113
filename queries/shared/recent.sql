-- The chosen period, else the twelve last whole months.
ends as (
    select
        coalesce(
            $to::DATE,
            greatest((date_trunc('month', $as_of::DATE + interval 1 day) - interval 1 month)::DATE, $from::DATE)
        ) as last
),

recent as (
    select coalesce($from::DATE, (last - interval 11 month)::DATE) as first, last
    from ends
)
