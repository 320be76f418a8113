-- question = "Kvar er kvart tiltak no, i kva runde, og kor lenge har det vore der?"
-- why = "Den som leier arbeidet, må sjå kva tiltak som går rundt, og kva som har stått still."
-- grain = ["initiative_id"]
-- values = ["rounds", "days", "n_stops"]
-- unit = "initiatives"
-- people = "none: tiltak er ikkje personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]

with ends as (
    select
        least(($to::DATE + interval 1 month)::DATE, ($as_of::DATE + interval 1 day)::DATE) as now_day
),

-- Of two changes on one day the later round is the later change, and the one before it has lasted no time.
latest as (
    select phase_events.initiative_id, phase_events.at as day, phase_events.to_phase as phase, phase_events.round
    from phase_events
    inner join ends on phase_events.at < ends.now_day
    qualify
        row_number() over (
            partition by initiative_id, phase_events.at order by round desc nulls last, to_phase desc
        ) = 1
),

told as (
    select
        initiative_id,
        day,
        phase,
        round,
        lag(phase) over (partition by initiative_id order by day) as phase_before,
        -- A pause does not end a round.
        last_value(if(phase in ('paused', 'not_reported'), null, phase) ignore nulls) over (
            partition by initiative_id order by day rows between unbounded preceding and 1 preceding
        ) as work_before
    from latest
),

-- To come back to exploration from a later phase is a new round, and the source may know of rounds before these.
counted as (
    select
        initiative_id,
        day,
        phase,
        phase_before,
        round as said_round,
        1 + count(*) filter (where phase = 'explore' and work_before <> 'explore') over (
            partition by initiative_id order by day
        ) as round
    from told
),

gone as (
    select
        initiative_id,
        arg_max(phase, day) as phase,
        max(day) filter (where phase is distinct from phase_before) as from_date,
        max(round) + greatest(max(said_round - round), 0) as rounds
    from counted
    group by initiative_id
),

phased as (
    select distinct initiative_id from phase_events
),

stops as (
    select phase_events.initiative_id, count(*) as n_stops
    from phase_events
    inner join ends on phase_events.at < ends.now_day
    where phase_events.barrier_id is not null
    group by phase_events.initiative_id
)

select
    initiatives.initiative_id,
    initiatives.title,
    units.name as unit_name,
    coalesce(gone.phase, 'not_reported') as phase,
    coalesce(gone.from_date, initiatives.started) as from_date,
    (ends.now_day - coalesce(gone.from_date, initiatives.started))::BIGINT - 1 as days,
    gone.rounds,
    coalesce(stops.n_stops, 0) as n_stops
from initiatives
cross join ends
left join phased on phased.initiative_id = initiatives.initiative_id
left join gone on gone.initiative_id = initiatives.initiative_id
left join stops on stops.initiative_id = initiatives.initiative_id
left join units on units.unit_id = initiatives.unit_id
-- One that has begun by then, and one of which nothing at all is known.
where (gone.phase is not null or coalesce(initiatives.started < ends.now_day, phased.initiative_id is null))
and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
and ($phase::VARCHAR[] is null or coalesce(gone.phase, 'not_reported') = any($phase::VARCHAR[]))
order by gone.rounds desc nulls last, days desc nulls last, initiatives.initiative_id
