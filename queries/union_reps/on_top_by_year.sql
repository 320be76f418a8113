-- question = "Kor stor del av timane til dei tillitsvalde kom på toppen av det dei hadde?"
-- why = "Arbeid på toppen av vervet må før eller sidan takast frå noko anna, eller bli betalt."
-- grain = ["year"]
-- values = ["on_top", "other", "share_least", "share_most"]
-- unit = "share"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with part as (
    select
        extract(year from released.month_from) as year,
        released.code,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released_part as released
    where
        released.margin = 'on_top'
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
),

-- What is not shown by part may be on either side, and so may what is perhaps outside the scope.
judged as (
    select
        year,
        hours,
        sure and code = 'yes' as is_top,
        sure and code in ('no', 'not_reported') as is_other,
        code in ('yes', 'merged', 'withheld') as may_top,
        code <> 'yes' as may_other
    from part
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
