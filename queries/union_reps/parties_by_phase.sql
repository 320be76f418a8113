-- question = "I kva fasar var partane med?"
-- why = "Partane skal vera med frå utforskinga, ikkje først når noko skal innførast."
-- grain = ["phase", "parties_took_part"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    coalesce(sessions.phase, 'not_reported') as phase,
    coalesce(sessions.parties_took_part, 'not_reported') as parties_took_part,
    count(*) as n
from sessions
where sessions.status = 'held'
    and /* include session_chosen_in_period */
group by 1, 2
order by 1, 2
