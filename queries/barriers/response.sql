-- question = "Kven svarar når me løftar ein barriere?"
-- why = "Reforma ber andre om å vera med; her ser ein kven som svarar."
-- grain = ["level"]
-- values = ["asked", "answered", "joined", "conditional", "refused", "unsaid", "unanswered", "awaited", "tried", "solved", "median_days"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include histories */,

event as (select *, level as owner from history),

/* include askings */

select
    level,
    /* include response_counts */
from told
group by level
order by asked desc, level
