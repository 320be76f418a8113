-- question = "Kva kostar det kvar månad å førebu, gjennomføra og følgja opp, som overslag?"
-- why = "Det som kostar mest, er ofte det ingen ser: arbeidet før og etter økta."
-- grain = ["month_from", "month_to", "activity"]
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
    code as activity,
    /* include cost_sums */
from weighed
group by month_from, month_to, code, fte_hours
order by month_from, month_to, activity
