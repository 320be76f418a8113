-- The months that are both asked about and told of, and the hours one årsverk has in them.
extent as (
    select
        greatest(coalesce(min(month_from) filter (where month_from = month_to), min(month_from)), $from::DATE) as first,
        least(coalesce(max(month_to) filter (where month_from = month_to), max(month_to)), $to::DATE) as last
    from released
),

norm as (
    select
        first,
        last,
        case
            when last >= first
                then (
                    (extract(year from last) - extract(year from first)) * 12
                    + extract(month from last) - extract(month from first) + 1
                ) * $norm_hours::DOUBLE / 12
        end as fte_hours
    from extent
)
