-- question = "Kva har reforma kosta i timar og kroner?"
-- why = "Kostnaden er den kommunen sjølv har ført, ikkje eit påslag me har rekna ut."
-- grain = ["month_from", "month_to"]
-- values = ["cost_nok", "hours"]
-- unit = "nok"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with part as (
    select
        released.role,
        released.place,
        released.month_from,
        released.month_to,
        released.cost_nok,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released
    where
        ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
)

select
    month_from,
    month_to,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible,
    sum(case when sure then cost_nok when cost_nok is not null then least(cost_nok, 0) end) as cost_nok,
    sum(case when sure then cost_nok when cost_nok is not null then greatest(cost_nok, 0) end) as cost_nok_possible,
    sum(case when sure and cost_nok is not null then hours else 0 end) as costed_hours
from part
group by month_from, month_to
order by month_from, month_to
