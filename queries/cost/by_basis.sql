-- question = "Kor mykje av overslaget kviler på førte timar, og kor mykje på anslag?"
-- why = "Førte timar og anslag har ulik tyngd, og skal ikkje sjå like sikre ut."
-- grain = ["basis"]
-- values = ["cost", "in_kind", "hours", "fte_spent", "uncosted_h"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include hour_price */,

/* include fte_hours */,

/* include parts_of_rows */,

/* include weighed */

select
    code as basis,
    /* include cost_sums */
from weighed
where margin = 'basis'
group by code, fte_hours
order by basis
