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
with latest as (
    select initiative_id, phase_events.at as day, to_phase as phase, round as said_round
    from phase_events
    where phase_events.at <= $as_of::DATE
    qualify
        row_number() over (
            partition by initiative_id, phase_events.at order by round desc nulls last, to_phase desc
        ) = 1
),

-- An initiative that has begun, and whose first phase is told later or not at all.
untold as (
    select initiatives.initiative_id, initiatives.started as day, 'not_reported' as phase, null as said_round
    from initiatives
    left join latest on latest.initiative_id = initiatives.initiative_id
    where initiatives.started <= $as_of::DATE
    group by all
    having coalesce(min(latest.day) > initiatives.started, true)
),

told as (
    select
        initiative_id,
        day,
        phase,
        said_round,
        lag(phase) over by_day as phase_before,
        -- A pause does not end a round.
        last_value(if(phase in ('paused', 'not_reported'), null, phase) ignore nulls) over (
            partition by initiative_id order by day rows between unbounded preceding and 1 preceding
        ) as work_before
    from (select * from latest union all select * from untold)
    window by_day as (partition by initiative_id order by day)
),

-- To come back to exploration from a later phase is a new round, and the source may know of rounds before these.
counted as (
    select
        initiative_id,
        day,
        phase,
        phase_before,
        said_round,
        1 + count(*) filter (where phase = 'explore' and work_before <> 'explore') over by_day as round
    from told
    window by_day as (partition by initiative_id order by day)
),

rounds as (
    select
        initiative_id,
        day,
        phase,
        phase_before,
        round + greatest(max(said_round - round) over by_day, 0) as round
    from counted
    window by_day as (partition by initiative_id order by day)
),

stretches as (
    select
        initiative_id,
        phase,
        round,
        day as from_date,
        lead(day) over (partition by initiative_id order by day) as to_date
    from rounds
    where phase is distinct from phase_before
)

select
    initiatives.initiative_id,
    initiatives.title,
    stretches.phase,
    stretches.round,
    stretches.from_date,
    stretches.to_date,
    (coalesce(stretches.to_date, $as_of::DATE) - stretches.from_date)::BIGINT as days
from initiatives
inner join stretches on stretches.initiative_id = initiatives.initiative_id
where ($from::DATE is null or coalesce(stretches.to_date, $as_of::DATE) >= $from::DATE)
and ($to::DATE is null or stretches.from_date < $to::DATE + interval 1 month)
and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
and ($phase::VARCHAR[] is null or stretches.phase = any($phase::VARCHAR[]))
order by initiatives.initiative_id, stretches.from_date
