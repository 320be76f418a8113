-- question = "Kor hardt er kvar eining belasta over heile perioden?"
-- why = "Same timetal veg tyngre i ei lita eining enn i ei stor."
-- grain = ["unit_id"]
-- values = ["hours", "rate"]
-- unit = "hours_per_100_fte"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true
-- tables = ["units"]

with
/* include parts_by_activity */,

-- What is pooled may be the unit's or another's, also where it takes hours back.
placed as (
    select
        place,
        sum(case when sure and place_level = 'unit' then hours else least(hours, 0) end) as hours,
        sum(case when sure and place_level = 'unit' then hours else greatest(hours, 0) end) as hours_possible
    from part
    group by place
),

loaded as (
    select
        place_tree.unit_id,
        greatest(sum(placed.hours), 0) as hours,
        sum(placed.hours_possible) as hours_possible
    from placed
    join place_tree on place_tree.label = placed.place
    group by place_tree.unit_id
)

select
    loaded.unit_id,
    units.name as unit_name,
    coalesce(units.sector, 'not_reported') as sector,
    units.fte,
    loaded.hours,
    loaded.hours_possible,
    100 * loaded.hours / nullif(units.fte, 0) as rate,
    100 * loaded.hours_possible / nullif(units.fte, 0) as rate_possible
from loaded
left join units on units.unit_id = loaded.unit_id
where (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or loaded.unit_id = any($unit::VARCHAR[])
    )
-- By sector and name, for a list by load would rank small units.
order by units.sector nulls last, units.name, loaded.unit_id
