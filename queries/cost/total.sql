-- question = "Kva kostar reforma i timar, årsverk og kroner, som overslag?"
-- why = "Éi linje med summane er det leiinga må ha i hovudet når ho prioriterer."
-- grain = ["month_from", "month_to"]
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
    first as month_from,
    last as month_to,
    fte_hours,
    /* include cost_sums */,
    sum(least(hours * inside * uncounted_least, hours * uncounted_most)) as uncounted_h,
    sum(greatest(hours * inside * uncounted_least, hours * uncounted_most)) as uncounted_h_possible
from weighed
group by first, last, fte_hours
