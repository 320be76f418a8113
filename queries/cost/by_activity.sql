-- question = "Kva kostar kvart slag arbeid, som overslag?"
-- why = "Planen for neste år må rekna med heile arbeidet, ikkje berre øktene."
-- grain = ["activity"]
-- values = ["cost", "in_kind", "hours", "fte_spent", "uncosted_h"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include hour_price */,

/* include fte_hours */,

/* include parts_by_activity */,

/* include weighed */

select
    code as activity,
    /* include cost_sums */
from weighed
group by code, fte_hours
order by activity
