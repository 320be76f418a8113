-- question = "Kvar står barrierane no?"
-- why = "Status er utleidd av hendingane, aldri skriven inn."
-- grain = ["status"]
-- values = ["n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */

select status, count(*) as n
from chosen
group by status
order by n desc, status
