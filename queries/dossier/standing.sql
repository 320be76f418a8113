-- question = "Kor står barrierane til den me spør?"
-- why = "Eit møte byrjar best med det begge kan sjå: kor mange, og kor langt dei er komne."
-- grain = ["status"]
-- values = ["n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include owned */

select status, count(*) as n
from owned
where ($owner::VARCHAR[] is null or list_has_any(owners, $owner::VARCHAR[]))
group by status
order by n desc, status
