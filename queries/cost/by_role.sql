-- question = "Kva kostar kvar rolle, og kva kan reknast som eigeninnsats, som overslag?"
-- why = "Satsane skil seg mykje mellom roller, og ei rolle utan sats skal synast."
-- grain = ["role"]
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
    role,
    -- Where only some of the roles have a rate, what the cheapest hour costs is not known, which is no nothing.
    nullif(own_least, 0) as own_rate,
    own_most as own_rate_most,
    nullif(counted_least, 0) as counted_rate,
    counted_most as counted_rate_most,
    /* include cost_sums */
from weighed
group by role, own_least, own_most, counted_least, counted_most, fte_hours
order by role
