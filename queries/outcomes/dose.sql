-- question = "Kor mange timar per årsverk la kvar eining ned kvar månad?"
-- why = "Einingane vel sjølve kor mykje dei gjer, og det går an å sjå om meir arbeid går i lag med meir endring."
-- grain = ["unit_id", "month"]
-- values = ["hours", "per_fte"]
-- unit = "hours_per_fte"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true
-- tables = ["units"]

with
/* include rows */,

months as (
    select unnest(generate_series(min(month_from), least(max(month_to), $as_of::DATE), interval 1 month))::DATE as month
    from part
),

months_chosen as (
    select month
    from months
    where
        ($from::DATE is null or month >= $from::DATE)
        and ($to::DATE is null or month <= $to::DATE)
),

-- What is pooled may be the unit's or another's, of this month or another, also where it takes hours back.
placed as (
    select
        place_tree.unit_id,
        months.month,
        sum(
            case
                when part.sure and part.place_level = 'unit' and part.month_from = part.month_to then part.hours
                else least(part.hours, 0)
            end
        ) as hours,
        sum(
            case
                when part.sure and part.place_level = 'unit' and part.month_from = part.month_to then part.hours
                else greatest(part.hours, 0)
            end
        ) as hours_possible
    from part
    join months_chosen as months on months.month between part.month_from and part.month_to
    join place_tree on place_tree.label = part.place
    group by place_tree.unit_id, months.month
),

whole as (
    select
        sum(hours) as hours_all,
        sum(hours) filter (where sure and place_level = 'unit' and month_from = month_to) as hours_kept
    from part
)

select
    placed.unit_id,
    units.name as unit_name,
    placed.month,
    units.fte,
    greatest(placed.hours, 0) as hours,
    placed.hours_possible,
    greatest(placed.hours, 0) / nullif(units.fte, 0) as per_fte,
    placed.hours_possible / nullif(units.fte, 0) as per_fte_possible,
    coalesce(whole.hours_kept, 0) as hours_kept,
    whole.hours_all
from placed
cross join whole
left join units on units.unit_id = placed.unit_id
where (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or placed.unit_id = any($unit::VARCHAR[])
    )
order by placed.unit_id, placed.month
