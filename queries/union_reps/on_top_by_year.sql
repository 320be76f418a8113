-- question = "Kor stor del av timane til dei tillitsvalde kom på toppen av det dei hadde?"
-- why = "Arbeid på toppen av vervet må før eller sidan takast frå noko anna, eller bli betalt."
-- grain = ["year"]
-- values = ["on_top", "other", "share_least", "share_most"]
-- unit = "share"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_of_rows */,

-- What is not shown by part may be on either side, and so may what is perhaps outside the scope.
judged as (
    select
        extract(year from month_from) as year,
        hours,
        sure and code = 'yes' as is_top,
        sure and code in ('no', 'not_reported') as is_other,
        code in ('yes', 'merged', 'withheld') as may_top,
        code <> 'yes' as may_other
    from part
    where margin = 'on_top'
),

summed as (
    select
        year,
        sum(case when is_top then hours when may_top then least(hours, 0) else 0 end) as on_top,
        sum(case when is_top then hours when may_top then greatest(hours, 0) else 0 end) as on_top_possible,
        sum(case when is_other then hours when may_other then least(hours, 0) else 0 end) as other,
        sum(case when is_other then hours when may_other then greatest(hours, 0) else 0 end) as other_possible
    from judged
    group by year
)

select
    year,
    on_top,
    on_top_possible,
    other,
    other_possible,
    greatest(on_top, 0) / nullif(greatest(on_top, 0) + greatest(other_possible, 0), 0) as share_least,
    greatest(on_top_possible, 0) / nullif(greatest(on_top_possible, 0) + greatest(other, 0), 0) as share_most,
    greatest(on_top, 0) / $norm_hours::DOUBLE as on_top_fte,
    greatest(on_top_possible, 0) / $norm_hours::DOUBLE as on_top_fte_possible
from summed
order by year
