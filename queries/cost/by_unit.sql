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

with
/* include hour_price */,

/* include fte_hours */,

/* include parts_by_activity */,

-- What is pooled over several units may be the unit's or another's, so it counts from nothing.
weighed as (
    select
        part.place,
        part.hours,
        case when part.sure and part.place_level = 'unit' then 1 else 0 end as inside,
        priced.own_least,
        priced.own_most
    from part
    join priced on priced.label = part.role
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
