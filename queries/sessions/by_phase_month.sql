-- question = "Kva fase høyrde dei gjennomførte øktene til kvar månad?"
-- why = "Arbeidet skal gå frå utforsking til utprøving og utvikling, og attende når det trengst."
-- grain = ["month", "phase"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with reach as (
    select
        greatest(date_trunc('month', min(date))::DATE, $from::DATE) as first,
        least($as_of::DATE, $to::DATE) as last
    from sessions
),

calendar as (
    select unnest(generate_series(first, last, interval 1 month))::DATE as month
    from reach
),

held as (
    select date_trunc('month', sessions.date)::DATE as month, sessions.phase
    from sessions
    where sessions.status = 'held'
    and /* include session_chosen_in_period */
),

phases as (
    select distinct phase from held
)

select calendar.month, phases.phase, count(held.month) as n
from calendar
cross join phases
left join held on held.month = calendar.month and held.phase = phases.phase
group by calendar.month, phases.phase
order by calendar.month, phases.phase
