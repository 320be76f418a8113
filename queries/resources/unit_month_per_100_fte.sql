-- question = "Kor hardt er kvar eining belasta månad for månad?"
-- why = "Ei lita eining kan bera mest, sjølv om ho har få timar."
-- grain = ["place", "month_from", "month_to"]
-- values = ["hours", "rate"]
-- unit = "hours_per_100_fte"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["units"]

with
/* include parts_by_activity */,

cell as (
    select
        place,
        month_from,
        month_to,
        place_level,
        unit_id,
        sector,
        sum(case when sure then hours else least(hours, 0) end) as hours,
        sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
    from part
    group by place, month_from, month_to, place_level, unit_id, sector
),

staff as (
    select
        place_tree.label as place,
        case when count(*) = count(units.fte) then nullif(sum(units.fte), 0) end as fte
    from place_tree
    left join units on units.unit_id = place_tree.unit_id
    group by place_tree.label
),

sized as (
    select
        cell.*,
        (extract(year from month_to) - extract(year from month_from)) * 12
        + extract(month from month_to) - extract(month from month_from) + 1 as months
    from cell
)

select
    sized.place,
    sized.month_from,
    sized.month_to,
    sized.place_level,
    sized.unit_id,
    units.name as unit_name,
    sized.sector,
    sized.months,
    sized.hours,
    sized.hours_possible,
    staff.fte,
    100 * sized.hours / sized.months / staff.fte as rate,
    100 * sized.hours_possible / sized.months / staff.fte as rate_possible
from sized
left join staff on staff.place = sized.place
left join units on units.unit_id = sized.unit_id
order by sized.place, sized.month_from, sized.month_to
