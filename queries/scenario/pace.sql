-- question = "Kor mange økter blir haldne i månaden, og i kor mange einingar?"
-- why = "Scenarioet går ut frå det som er målt; her står takten det byrjar med."
-- grain = ["month"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: counts of sessions and units"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with held as (
    select
        date_trunc('month', sessions.date)::DATE as month,
        sessions.unit_id,
        date_trunc('month', $as_of::DATE + interval 1 day)::DATE as until
    from sessions
    where sessions.status = 'held'
    and /* include session_placed */
),

calendar as (
    select unnest(range(min(month), until, interval 1 month))::DATE as month
    from held
    group by until
),

lately as (
    select count(distinct unit_id) as units
    from held
    where month >= until - interval 12 month and month < until
)

select calendar.month, count(held.month) as n, lately.units
from calendar
left join held on held.month = calendar.month
cross join lately
group by calendar.month, lately.units
order by calendar.month
