-- All that is chosen, the recent months, the equally long time before them, and each month of the two.
lengths as (
    select
        first,
        last,
        (extract(year from last) - extract(year from first)) * 12
        + extract(month from last) - extract(month from first) + 1 as months
    from recent
),

span as (
    select 'scope' as span, $from::DATE as month_from, $to::DATE as month_to
    union all
    select 'recent', first, last from lengths
    union all
    select 'before', (first - months * interval 1 month)::DATE, (first - interval 1 month)::DATE from lengths
    union all
    select 'month', month, month
    from (
        select unnest(generate_series(first - months * interval 1 month, last, interval 1 month))::DATE as month
        from lengths
    )
)
