/* include rates */,

-- What an hour of each role costs the municipality and what of it the Research Council lets count.
rate as (
    select
        leaf,
        coalesce(hourly, salary / $norm_hours::DOUBLE) as own,
        case when salary is not null then least(hourly, $in_kind_share::DOUBLE * salary, $in_kind_most::DOUBLE) end
            as counted
    from rates
),

-- A pooled label costs between its cheapest and its dearest role, or from nothing where one of them has no rate.
priced as (
    select
        role_tree.label,
        case when count(rate.own) = count(*) then min(rate.own) else 0 end as own_least,
        max(rate.own) as own_most,
        case when count(rate.counted) = count(*) then min(rate.counted) else 0 end as counted_least,
        max(rate.counted) as counted_most,
        case when count(rate.own) = 0 then 1 else 0 end as unrated_least,
        case when count(rate.own) < count(*) then 1 else 0 end as unrated_most,
        case when count(rate.counted) = 0 then 1 else 0 end as uncounted_least,
        case when count(rate.counted) < count(*) then 1 else 0 end as uncounted_most
    from role_tree
    left join rate on rate.leaf = role_tree.leaf
    group by role_tree.label
)
