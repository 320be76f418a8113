-- question = "I kva fasar var partane med?"
-- why = "Partane skal vera med frå utforskinga, ikkje først når noko skal innførast."
-- grain = ["phase", "parties_took_part"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    coalesce(sessions.phase, 'not_reported') as phase,
    coalesce(sessions.parties_took_part, 'not_reported') as parties_took_part,
    count(*) as n
from sessions
where sessions.status = 'held'
    and ($from::DATE is null or sessions.date >= $from::DATE)
    and ($to::DATE is null or sessions.date < $to::DATE + interval 1 month)
    and (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or sessions.unit_id = any($unit::VARCHAR[])
        or sessions.sector = any($sector::VARCHAR[])
    )
    and ($phase::VARCHAR[] is null or coalesce(sessions.phase, 'not_reported') = any($phase::VARCHAR[]))
    and (
        $level::VARCHAR[] is null
        or list_has_any(coalesce(sessions.levels_present, ['not_reported']), $level::VARCHAR[])
    )
group by 1, 2
order by 1, 2
