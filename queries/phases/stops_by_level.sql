-- question = "Kven eig barrierane som har stansa tiltak?"
-- why = "Det seier kven kommunen må ha med seg for at tiltaka skal koma vidare."
-- grain = ["level"]
-- values = ["n", "n_stops"]
-- unit = "initiatives"
-- people = "none: tiltak og barrierar er ikkje personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]
-- n = "n"

with stops as (
    select
        phase_events.initiative_id,
        phase_events.barrier_id,
        coalesce(barrier_now.owner_level, 'not_reported') as level
    from phase_events
    inner join initiatives on initiatives.initiative_id = phase_events.initiative_id
    left join barrier_now on barrier_now.barrier_id = phase_events.barrier_id
    where phase_events.barrier_id is not null
    and phase_events.at <= $as_of::DATE
    and ($from::DATE is null or phase_events.at >= $from::DATE)
    and ($to::DATE is null or phase_events.at < $to::DATE + interval 1 month)
    and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
    and ($level::VARCHAR[] is null or coalesce(barrier_now.owner_level, 'not_reported') = any($level::VARCHAR[]))
)

select
    level,
    count(distinct initiative_id) as n,
    count(*) as n_stops,
    count(distinct barrier_id) as n_barriers,
    (select count(distinct initiative_id) from stops) as n_initiatives
from stops
group by level
order by n desc, level
