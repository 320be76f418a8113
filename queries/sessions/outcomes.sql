-- question = "Kva kom det ut av øktene?"
-- why = "Ei økt skal enda i noko: ei avklaring, ein avtale eller eit nytt problem."
-- grain = ["outcome"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select coalesce(sessions.outcome, 'not_reported') as outcome, count(*) as n
from sessions
where sessions.status = 'held'
    and /* include session_chosen_in_period */
group by 1
order by n desc, 1
