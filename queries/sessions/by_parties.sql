-- question = "Tok partane i arbeidslivet del i øktene?"
-- why = "Partssamarbeidet er grunnmuren i reforma, og skal kunna visast."
-- grain = ["parties_took_part"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select coalesce(sessions.parties_took_part, 'not_reported') as parties_took_part, count(*) as n
from sessions
where sessions.status = 'held'
    and /* include session_chosen_in_period */
group by 1
order by n desc, 1
