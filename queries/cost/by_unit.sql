-- question = "Kor mykje kostar reforma i året for kvar 100 årsverk i einingane, som overslag?"
-- why = "Einingane er ulikt store; først når kostnaden er delt på årsverka, kan ein sjå spreiinga."
-- grain = ["unit_id"]
-- values = ["rate_nok", "cost", "hours"]
-- unit = "nok_year_per_100_fte"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01
-- shared = true
-- tables = ["units"]

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

-- The months that are both asked about and told of, and the hours one årsverk has in them.
extent as (
    select
        greatest(coalesce(min(month_from) filter (where month_from = month_to), min(month_from)), $from::DATE) as first,
        least(coalesce(max(month_to) filter (where month_from = month_to), max(month_to)), $to::DATE) as last
    from released
),

norm as (
    select
        case
            when last >= first
                then (
                    (extract(year from last) - extract(year from first)) * 12
                    + extract(month from last) - extract(month from first) + 1
                ) * $norm_hours::DOUBLE / 12
        end as fte_hours
    from extent
),

part as (
    select
        released.role,
        released.place,
        released.place_level,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER)
            and ($activity::VARCHAR[] is null or released.code = any($activity::VARCHAR[])) as sure
    from released_part as released
    where
        released.margin = 'activity'
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
        and (
            $activity::VARCHAR[] is null
            or released.code = any($activity::VARCHAR[])
            or released.code in ('merged', 'withheld')
        )
),

-- What is pooled over several units may be the unit's or another's, so it counts from nothing.
weighed as (
    select
        part.place,
        part.hours,
        case when part.sure and part.place_level = 'unit' then 1 else 0 end as inside,
        priced.own_least,
        priced.own_most
    from part
    join priced on priced.role = part.role
),

placed as (
    select
        place,
        sum(least(hours * inside, hours)) as hours,
        sum(greatest(hours * inside, hours)) as hours_possible,
        sum(least(hours * inside * own_least, hours * own_most)) as cost,
        sum(greatest(hours * inside * own_least, hours * own_most)) as cost_possible
    from weighed
    group by place
),

loaded as (
    select
        place_tree.unit_id,
        greatest(sum(placed.hours), 0) as hours,
        sum(placed.hours_possible) as hours_possible,
        greatest(sum(placed.cost), 0) as cost,
        sum(placed.cost_possible) as cost_possible
    from placed
    join place_tree on place_tree.label = placed.place
    group by place_tree.unit_id
),

-- A year of one årsverk is the norm, so hours of a norm's length are a year.
sized as (
    select
        loaded.*,
        units.name as unit_name,
        coalesce(units.sector, 'not_reported') as sector,
        nullif(units.fte, 0) as fte,
        nullif(units.fte, 0) / 100 * norm.fte_hours / $norm_hours::DOUBLE as hundreds
    from loaded
    left join units on units.unit_id = loaded.unit_id
    cross join norm
)

select
    unit_id,
    unit_name,
    sector,
    fte,
    hours,
    hours_possible,
    cost,
    cost_possible,
    cost / hundreds as rate_nok,
    cost_possible / hundreds as rate_nok_possible
from sized
where (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or sized.unit_id = any($unit::VARCHAR[])
    )
order by sector, unit_name, unit_id
