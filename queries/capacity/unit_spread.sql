-- question = "Kor ulikt tyngjer reforma på einingane?"
-- why = "Ligg einingane langt frå kvarandre, ber nokre meir enn storleiken skulle tilseia."
-- grain = ["month"]
-- values = ["median", "hours"]
-- unit = "hours_per_100_fte"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["units"]

with part as (
    select
        released.month_from as month,
        released.month_from = released.month_to as one_month,
        released.unit_id,
        released.hours,
        /* include surely */ as sure
    from released
    where
        /* include possibly */
),

-- Only hours that kept both their unit and their month can be laid beside others.
rated as (
    select part.month, part.unit_id, sum(part.hours) as hours, 100 * sum(part.hours) / units.fte as rate
    from part
    join units on units.unit_id = part.unit_id
    where part.sure and part.one_month and units.fte > 0
    group by part.month, part.unit_id, units.fte
),

-- What was pooled over months is set against the month it begins in.
whole as (
    select month, sum(greatest(hours, 0)) as hours_possible
    from part
    group by month
)

select
    rated.month,
    count(*) as n_units,
    percentile_cont(0.25) within group (order by rated.rate) as low,
    median(rated.rate) as median,
    percentile_cont(0.75) within group (order by rated.rate) as high,
    sum(rated.hours) as hours,
    whole.hours_possible
from rated
join whole on whole.month = rated.month
group by rated.month, whole.hours_possible
having count(*) >= 5
order by rated.month
