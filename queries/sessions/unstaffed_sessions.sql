-- question = "Kva økter dei neste åtte vekene manglar hjelparar?"
-- why = "Lista seier kva økter som treng nokon no."
-- grain = ["session_id"]
-- values = ["needed", "staffed", "gap"]
-- unit = "helpers"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with coming as (
    select
        sessions.session_id,
        sessions.date,
        sessions.title,
        sessions.unit_id,
        sessions.kind,
        sessions.helper_needed as needed,
        coalesce(sessions.helper_staffed, 0) as staffed
    from sessions
    where sessions.status = 'planned'
    and sessions.date >= $as_of::DATE
    and sessions.date < date_trunc('week', $as_of::DATE + interval 6 day) + interval 56 day
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
)

select
    coming.session_id,
    coming.date,
    coming.title,
    coming.unit_id,
    coalesce(units.name, nullif(coming.unit_id, 'not_reported')) as unit_name,
    coming.kind,
    coming.needed,
    coming.staffed,
    coming.needed - coming.staffed as gap
from coming
left join units on units.unit_id = coming.unit_id
where coming.needed > coming.staffed
order by coming.date, coming.session_id
