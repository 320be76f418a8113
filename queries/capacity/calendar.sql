-- question = "Kor tett ligg øktene, dag for dag?"
-- why = "Travle veker og tomme veker syner kvar det er rom for ei økt til."
-- grain = ["day"]
-- values = ["n_held", "n_coming"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    sessions.date as day,
    count(*) filter (where sessions.status = 'held') as n_held,
    count(*) filter (where sessions.status = 'planned') as n_coming
from sessions
where
    sessions.status in ('held', 'planned')
    and /* include session_chosen_in_period */
group by sessions.date
order by sessions.date
