-- question = "Kor lenge er tiltaka i kvar fase?"
-- why = "Eit tiltak som blir ståande i ein fase, treng hjelp eller ei avgjerd."
-- grain = ["phase", "initiative_id", "from_date"]
-- values = ["days", "median_days"]
-- unit = "days"
-- people = "none: tiltak er ikkje personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["initiatives", "phase_events"]

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

stretches as (
    select
        initiative_id, phase, day as from_date, lead(day) over (partition by initiative_id order by day) as to_date
    from told
    where phase is distinct from phase_before
),

-- Operation and the end are where an initiative was going, and a phase nobody knows is no stay.
spells as (
    select
        stretches.phase,
        initiatives.initiative_id,
        initiatives.title,
        stretches.from_date,
        coalesce(stretches.to_date, $as_of::DATE) - stretches.from_date as days,
        if(stretches.to_date is null, 'yes', 'no') as goes_on
    from stretches
    inner join initiatives on initiatives.initiative_id = stretches.initiative_id
    where stretches.phase in ('explore', 'try_out', 'develop', 'paused')
    and ($from::DATE is null or stretches.from_date >= $from::DATE)
    and ($to::DATE is null or stretches.from_date < $to::DATE + interval 1 month)
    and ($unit::VARCHAR[] is null or initiatives.unit_id = any($unit::VARCHAR[]))
    and ($phase::VARCHAR[] is null or stretches.phase = any($phase::VARCHAR[]))
),

-- Kaplan and Meier: a stay that goes on counts among those at risk for as long as it has been seen.
risks as (
    select
        phase,
        days,
        count(*) filter (where goes_on = 'no') as n_left,
        sum(count(*)) over (partition by phase order by days desc) as n_at_risk
    from spells
    group by phase, days
),

remaining as (
    select phase, days, round(product(1 - n_left / n_at_risk) over (partition by phase order by days), 9) as share
    from risks
),

middles as (
    select phase, min(days) as median_days
    from remaining
    where share <= 0.5
    group by phase
)

select
    spells.phase,
    spells.initiative_id,
    spells.title,
    spells.from_date,
    spells.days::BIGINT as days,
    spells.goes_on,
    middles.median_days::BIGINT as median_days
from spells
left join middles on middles.phase = spells.phase
order by spells.phase, spells.initiative_id, spells.from_date
