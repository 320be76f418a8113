-- question = "Kor mange hjelpartimar var det rom for dei siste tolv månadene?"
-- why = "Gapet er det øktene krev, mindre det hjelparane har fri til."
-- grain = ["month_from", "month_to"]
-- values = ["available_h"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["capacity"]

with span as (
    select date_trunc('month', $as_of::DATE + interval 1 day)::DATE as until
),

cell as (
    select
        released_capacity.month_from,
        released_capacity.month_to,
        released_capacity.available_h,
        released_capacity.band_lo,
        released_capacity.band_hi,
        released_capacity.role = 'helper'
            and released_capacity.month_from >= span.until - interval 12 month
            and released_capacity.month_to < span.until
            and ($place_sure::VARCHAR[] is null or released_capacity.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_capacity.band_lo >= $sure_band::INTEGER) as sure
    from released_capacity
    cross join span
    where
        released_capacity.role in (select label from role_tree where leaf = 'helper')
        and released_capacity.month_to >= span.until - interval 12 month
        and released_capacity.month_from < span.until
        and ($place_possible::VARCHAR[] is null or released_capacity.place = any($place_possible::VARCHAR[]))
)

select
    month_from,
    month_to,
    sum(case when sure then available_h else 0 end) as available_h,
    sum(available_h) as available_h_possible,
    max(band_lo) as people_low,
    case when count(*) = count(band_hi) then sum(band_hi) end as people_high
from cell
where available_h is not null
group by month_from, month_to
order by month_from, month_to
