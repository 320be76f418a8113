-- question = "Kor mange arbeidsøkter blei gjennomførte kvar månad?"
-- why = "Talet på økter viser om arbeidet held fram, og kviler ikkje på at nokon hugsar."
-- grain = ["month"]
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
    select date_trunc('month', sessions.date)::DATE as month
    from sessions
    where sessions.status = 'held'
    and /* include session_chosen_in_period */
)

select calendar.month, count(held.month) as n
from calendar
left join held on held.month = calendar.month
group by calendar.month
order by calendar.month
