-- question = "Kva kostar reforma kvar månad etter rolle, som overslag?"
-- why = "Leiinga må vita kva omlegginga kostar medan ho går, og kven sine timar det er."
-- grain = ["month_from", "month_to", "role"]
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
    month_from,
    month_to,
    role,
    /* include cost_sums */
from weighed
group by month_from, month_to, role, fte_hours
order by month_from, month_to, role
