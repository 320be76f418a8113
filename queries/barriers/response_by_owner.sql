-- question = "Kva eigarar svarar når me løftar ein barriere til dei?"
-- why = "Eit nivå svarar ikkje; det gjer ein eigar, og det er med han samtalen må takast."
-- grain = ["level", "org"]
-- values = ["asked", "answered", "joined", "conditional", "refused", "unsaid", "unanswered", "awaited", "tried", "solved", "median_days"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include histories */,

event as (select *, level || '|' || org as owner from history),

/* include askings */

select
    level,
    org,
    /* include response_counts */
from told
group by level, org
order by asked desc, level, org
