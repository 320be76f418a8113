-- question = "Kva er ført som kostnad, og kva er overslaget for dei same timane?"
-- why = "Kommunen har ført kostnad for noko av arbeidet; ved sida av overslaget syner det om satsane er nær."
-- grain = ["year"]
-- values = ["recorded_nok", "cost", "hours"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

-- What an hour of each role costs the municipality.
with rate as (
    select
        leaf,
        coalesce(hourly, salary / $norm_hours::DOUBLE) as own
    from (
        select
            unnest($rate_roles::VARCHAR[]) as leaf,
            unnest($rate_hourly::DOUBLE[]) as hourly,
            unnest($rate_salary::DOUBLE[]) as salary
    )
),

-- A pooled label costs between its cheapest and its dearest role, or from nothing where one of them has no rate.
priced as (
    select
        role_tree.label as role,
        case when count(rate.own) = count(*) then min(rate.own) else 0 end as own_least,
        max(rate.own) as own_most
    from role_tree
    left join rate on rate.leaf = role_tree.leaf
    group by role_tree.label
),

part as (
    select
        released.role,
        released.month_from,
        released.cost_nok,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released
    where
        released.cost_nok is not null
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
),

-- What is not surely inside counts from nothing.
weighed as (
    select
        extract(year from part.month_from) as year,
        part.hours,
        part.cost_nok,
        case when part.sure then 1 else 0 end as inside,
        priced.*
    from part
    join priced on priced.role = part.role
)

select
    year,
    sum(least(hours * inside, hours)) as hours,
    sum(greatest(hours * inside, hours)) as hours_possible,
    sum(least(cost_nok * inside, cost_nok)) as recorded_nok,
    sum(greatest(cost_nok * inside, cost_nok)) as recorded_nok_possible,
    sum(least(hours * inside * own_least, hours * own_most)) as cost,
    sum(greatest(hours * inside * own_least, hours * own_most)) as cost_possible
from weighed
group by year
order by year
