-- question = "Kor mange økter var planlagde, gjennomførte, avlyste og flytte kvar månad?"
-- why = "Avlyste og flytte økter fortel om kapasiteten før timane gjer det."
-- grain = ["month", "status"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with reach as (
    select
        greatest(date_trunc('month', min(date))::DATE, $from::DATE) as first,
        least(greatest($as_of::DATE, max(date)), $to::DATE) as last
    from sessions
),

calendar as (
    select unnest(generate_series(first, last, interval 1 month))::DATE as month
    from reach
),

chosen as (
    select date_trunc('month', sessions.date)::DATE as month, sessions.status
    from sessions
    where
        /* include session_chosen_in_period */
),

kinds as (
    select distinct status from chosen
)

select calendar.month, kinds.status, count(chosen.month) as n
from calendar
cross join kinds
left join chosen on chosen.month = calendar.month and chosen.status = kinds.status
group by calendar.month, kinds.status
order by calendar.month, kinds.status
