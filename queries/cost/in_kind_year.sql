-- question = "Kan nokon ha fleire timar i året enn Forskingsrådet lèt rekna med?"
-- why = "Regelen gjeld kvar person, og tala er av grupper; difor blir svaret grenser."
-- grain = ["year"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

-- The roles that have a salary; of the others the Research Council counts nothing.
with rate as (
    select
        unnest($rate_roles::VARCHAR[]) as leaf,
        unnest($rate_salary::DOUBLE[]) as counted
),

-- Whether all roles of a pooled label may be counted, and whether any may.
priced as (
    select
        role_tree.label as role,
        count(rate.counted) = count(*) as counted_all,
        count(rate.counted) > 0 as some_counted
    from role_tree
    left join rate on rate.leaf = role_tree.leaf
    group by role_tree.label
),

/* include rows */,

-- Hours that may be counted are those of roles with a salary; what is not surely inside counts from nothing.
weighed as (
    select
        extract(year from part.month_from) as year,
        part.hours,
        part.band_lo,
        part.band_hi,
        case when part.sure then 1 else 0 end as inside,
        case when priced.counted_all then 1 else 0 end as all_counted
    from part
    join priced on priced.role = part.role
    where priced.some_counted
),

-- People of different rows may be the same: at least as many as in the largest row, at most as many as in all of them.
yearly as (
    select
        year,
        sum(least(hours * inside * all_counted, hours)) as hours,
        sum(greatest(hours * inside * all_counted, hours)) as hours_possible,
        max(case when inside = 1 and all_counted = 1 then band_lo end) as people_least,
        case when count(*) = count(band_hi) then sum(band_hi) end as people_most,
        $in_kind_hours::DOUBLE as hours_cap
    from weighed
    group by year
)

select
    year,
    hours,
    hours_possible,
    people_least,
    people_most,
    hours / people_most as each_least,
    hours_possible / people_least as each_most,
    hours_cap,
    greatest(hours - people_most * hours_cap, 0) as over_h,
    greatest(hours_possible - hours_cap, 0) as over_h_possible
from yearly
order by year
