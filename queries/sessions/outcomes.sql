-- question = "Kva kom det ut av øktene?"
-- why = "Ei økt skal enda i noko: ei avklaring, ein avtale eller eit nytt problem."
-- grain = ["outcome"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select coalesce(sessions.outcome, 'not_reported') as outcome, count(*) as n
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
group by 1
order by n desc, 1
