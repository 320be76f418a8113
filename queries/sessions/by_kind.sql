-- question = "Kva slags økter er gjennomførte, og kor mange står att eller fall bort?"
-- why = "Leiinga vil sjå om tida går til verkstader eller til møte."
-- grain = ["kind"]
-- values = ["n", "n_other"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    sessions.kind,
    count(*) filter (where sessions.status = 'held') as n,
    count(*) filter (where sessions.status <> 'held') as n_other
from sessions
where ($from::DATE is null or sessions.date >= $from::DATE)
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
group by sessions.kind
order by n desc, sessions.kind
