-- question = "Kva barriere stansa kva tiltak, og går det att?"
-- why = "Når eit tiltak stansar av ein barriere, er det barrieren som må løysast, og eigaren som må svara."
-- grain = ["initiative_id", "at", "to_phase"]
-- values = ["days"]
-- unit = "days"
-- people = "none: tiltak og barrierar er ikkje personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]

with steps as (
    select
        initiative_id,
        phase_events.at as day,
        from_phase,
        to_phase,
        barrier_id,
        reason,
        lead(phase_events.at) over (partition by initiative_id order by phase_events.at, round nulls first, to_phase) as next_at
    from phase_events
    where phase_events.at <= $as_of::DATE
)

select
    steps.initiative_id,
    initiatives.title,
    steps.day as at,
    coalesce(steps.from_phase, 'not_reported') as from_phase,
    steps.to_phase,
    steps.barrier_id,
    barriers.title as barrier_title,
    coalesce(barrier_now.owner_level, 'not_reported') as level,
    coalesce(barrier_now.status, 'not_reported') as status,
    (coalesce(steps.next_at, $as_of::DATE) - steps.day)::BIGINT as days,
    if(steps.next_at is null, 'yes', 'no') as goes_on,
    steps.reason
from steps
inner join initiatives on initiatives.initiative_id = steps.initiative_id
left join barriers on barriers.barrier_id = steps.barrier_id
left join barrier_now on barrier_now.barrier_id = steps.barrier_id
where steps.barrier_id is not null
and ($from::DATE is null or steps.day >= $from::DATE)
and ($to::DATE is null or steps.day < $to::DATE + interval 1 month)
and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
and ($level::VARCHAR[] is null or coalesce(barrier_now.owner_level, 'not_reported') = any($level::VARCHAR[]))
order by steps.day desc, steps.initiative_id, steps.to_phase
