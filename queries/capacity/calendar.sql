-- question = "Kor tett ligg øktene, dag for dag?"
-- why = "Travle veker og tomme veker syner kvar det er rom for ei økt til."
-- grain = ["day"]
-- values = ["n_held", "n_coming"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    sessions.date as day,
    count(*) filter (where sessions.status = 'held') as n_held,
    count(*) filter (where sessions.status = 'planned') as n_coming
from sessions
where
    sessions.status in ('held', 'planned')
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
group by sessions.date
order by sessions.date
