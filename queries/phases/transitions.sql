-- question = "Kor ofte går tiltaka fram, rundt att, attende og ut av rundgangen?"
-- why = "Arbeidet skal gå rundt: pilene viser kor mange som gjekk kvar veg, og kor mange som stansa."
-- grain = ["from_phase", "to_phase"]
-- values = ["n", "part"]
-- unit = "changes"
-- people = "none: tiltak er ikkje personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]
-- n = "n"

-- Of two changes on one day the later round is the later change, and the one before it has lasted no time.
with latest as (
    select initiative_id, phase_events.at as day, to_phase as phase
    from phase_events
    where phase_events.at <= $as_of::DATE
    qualify
        row_number() over (
            partition by initiative_id, phase_events.at order by round desc nulls last, to_phase desc
        ) = 1
),

told as (
    select initiative_id, day, phase, lag(phase) over (partition by initiative_id order by day) as phase_before
    from latest
),

counted as (
    select coalesce(told.phase_before, 'start') as from_phase, told.phase as to_phase, count(*) as n
    from told
    inner join initiatives on initiatives.initiative_id = told.initiative_id
    where told.phase is distinct from told.phase_before
    and ($from::DATE is null or told.day >= $from::DATE)
    and ($to::DATE is null or told.day < $to::DATE + interval 1 month)
    and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
    group by all
)

select from_phase, to_phase, n, n / sum(n) over (partition by from_phase) as part
from counted
order by from_phase, to_phase
