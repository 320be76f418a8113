-- question = "Har me nok hjelparar til øktene dei neste åtte vekene?"
-- why = "Utan hjelparar blir økta avlyst; då lyt ein vita det åtte veker før."
-- grain = ["week_from"]
-- values = ["needed", "staffed", "gap"]
-- unit = "helpers"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

-- Weeks begin on Mondays: what is left of this one, and the eight whole ones after it.
with weeks as (
    select greatest(monday, $as_of::DATE) as week_from, (monday + interval 6 day)::DATE as week_to
    from (
        select (date_trunc('week', $as_of::DATE + interval 6 day) + week * interval 7 day)::DATE as monday
        from (select unnest(generate_series(-1, 7)) as week)
    )
    where monday + interval 6 day >= $as_of::DATE
),

coming as (
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
    weeks.week_from,
    weeks.week_to,
    count(coming.session_id) as n_sessions,
    count(*) filter (where coming.needed > coming.staffed) as n_unstaffed,
    coalesce(sum(coming.needed), 0)::BIGINT as needed,
    coalesce(sum(coming.staffed), 0)::BIGINT as staffed,
    sum(greatest(coming.needed - coming.staffed, 0))::BIGINT as gap
from weeks
left join coming on coming.date >= weeks.week_from and coming.date <= weeks.week_to
group by weeks.week_from, weeks.week_to
order by weeks.week_from
