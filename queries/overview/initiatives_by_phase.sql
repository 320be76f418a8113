-- question = "Kvar i fasane er tiltaka?"
-- why = "Tiltak som aldri går vidare, eller aldri attende, er begge eit varsel."
-- grain = ["phase"]
-- values = ["n", "n_before"]
-- unit = "initiatives"
-- people = "none: tiltak er ikkje personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["initiatives"]

with
/* include recent */,

days as (
    select
        least(($to::DATE + interval 1 month)::DATE, ($as_of::DATE + interval 1 day)::DATE) as now_day,
        first as before_day
    from recent
),

-- Two changes on one day: the later round is the later change.
placed as (
    select
        initiatives.initiative_id,
        initiatives.started,
        arg_max(
            phase_events.to_phase, (phase_events.at, coalesce(phase_events.round, 0), phase_events.to_phase)
        ) filter (where phase_events.at < days.now_day) as now_phase,
        arg_max(
            phase_events.to_phase, (phase_events.at, coalesce(phase_events.round, 0), phase_events.to_phase)
        ) filter (where phase_events.at < days.before_day) as before_phase,
        coalesce(initiatives.started, min(phase_events.at)) as began,
        days.now_day,
        days.before_day
    from initiatives
    cross join days
    left join phase_events on phase_events.initiative_id = initiatives.initiative_id
    where
        (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or initiatives.unit_id = any($unit::VARCHAR[])
        )
    group by initiatives.initiative_id, initiatives.started, days.now_day, days.before_day
),

counted as (
    select coalesce(now_phase, 'not_reported') as phase, 1 as n, 0 as n_before
    from placed
    where began is null or began < now_day
    union all
    select coalesce(before_phase, 'not_reported'), 0, 1
    from placed
    where began is null or began < before_day
)

select phase, sum(n)::BIGINT as n, sum(n_before)::BIGINT as n_before
from counted
where ($phase::VARCHAR[] is null or counted.phase = any($phase::VARCHAR[]))
group by phase
order by phase
