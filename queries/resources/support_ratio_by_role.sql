-- question = "Kva roller ber for- og etterarbeidet for kvar time gjennomføring?"
-- why = "Nokre roller ber nesten berre arbeidet rundt øktene."
-- grain = ["role"]
-- values = ["support_hours", "conduct_hours", "unknown_hours", "ratio_least", "ratio_most"]
-- unit = "ratio"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with part as (
    select
        released.role,
        released.place,
        released.month_from,
        released.month_to,
        activity.code as activity,
        activity.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released
    join released_margin as activity
        on activity.source = released.source and activity.row_id = released.row_id and activity.margin = 'activity'
    where
        ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
),

summed as (
    select
        role as role,
        sum(case when sure and activity in ('prepare', 'follow_up') then hours else 0 end) as support_hours,
        sum(case when sure and activity = 'conduct' then hours else 0 end) as conduct_hours,
        sum(case when activity in ('merged', 'withheld') then greatest(hours, 0) else 0 end) as any_hours,
        sum(
            case when not sure and activity in ('prepare', 'follow_up') then greatest(hours, 0) else 0 end
        ) as perhaps_support,
        sum(case when not sure and activity = 'conduct' then greatest(hours, 0) else 0 end) as perhaps_conduct
    from part
    group by 1
)

select
    role,
    support_hours,
    conduct_hours,
    any_hours + perhaps_support + perhaps_conduct as unknown_hours,
    support_hours / nullif(conduct_hours + perhaps_conduct + any_hours, 0) as ratio_least,
    (support_hours + perhaps_support + any_hours) / nullif(conduct_hours, 0) as ratio_most
from summed
order by role
