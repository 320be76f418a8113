-- question = "Kva byggjer timetala på?"
-- why = "Førte timar og anslag har ulik tyngd, og lesaren skal sjå blandinga."
-- grain = ["basis"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with part as (
    select
        released.role,
        released.place,
        released.month_from,
        released.month_to,
        released.code as basis,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released_part as released
    where
        released.margin = 'basis'
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
)

select
    basis,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
group by basis
order by hours_possible desc, basis
