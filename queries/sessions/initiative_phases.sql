-- question = "Kva fasar har kvart tiltak vore gjennom?"
-- why = "Reforma går i runder; her ser ein kven som er attende i utforsking, og kven som har stått still."
-- grain = ["initiative_id", "from_date"]
-- values = ["days"]
-- unit = "days"
-- people = "none: tiltak er ikkje personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]

-- Of two changes on one day the later round is the later change, and the one before it has lasted no time.
with changes as (
    select
        initiatives.initiative_id,
        initiatives.title,
        initiatives.unit_id,
        phase_events.to_phase as phase,
        phase_events.at as from_date,
        lead(phase_events.at) over (
            partition by phase_events.initiative_id
            order by phase_events.at, coalesce(phase_events.round, 0), phase_events.to_phase
        ) as to_date
    from phase_events
    inner join initiatives on initiatives.initiative_id = phase_events.initiative_id
)

select
    changes.initiative_id,
    changes.title,
    changes.phase,
    changes.from_date,
    changes.to_date,
    (coalesce(changes.to_date, $as_of::DATE) - changes.from_date)::BIGINT as days
from changes
where ($from::DATE is null or coalesce(changes.to_date, $as_of::DATE) >= $from::DATE)
and ($to::DATE is null or changes.from_date < $to::DATE + interval 1 month)
and ($unit::VARCHAR[] is null or changes.unit_id = any($unit::VARCHAR[]))
and ($phase::VARCHAR[] is null or changes.phase = any($phase::VARCHAR[]))
and (changes.to_date is null or changes.to_date > changes.from_date)
order by changes.initiative_id, changes.from_date
