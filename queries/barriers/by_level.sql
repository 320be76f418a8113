-- question = "På kva nivå står barrierane?"
-- why = "Nivået seier kven me må snakka med."
-- grain = ["level"]
-- values = ["n", "n_open"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */

select level, count(*) as n, count(*) filter (where is_open) as n_open
from chosen
group by level
order by n desc, level
