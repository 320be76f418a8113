-- question = "Har partane vore med i øktene heile vegen?"
-- why = "Partssamarbeidet er grunnmuren i reforma; blir det tynnare, skal det synast i tide."
-- grain = ["quarter", "parties_took_part"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    date_trunc('quarter', sessions.date)::DATE as quarter,
    coalesce(sessions.parties_took_part, 'not_reported') as parties_took_part,
    count(*) as n
from sessions
where sessions.status = 'held'
    and /* include session_chosen_in_period */
group by 1, 2
order by 1, 2
