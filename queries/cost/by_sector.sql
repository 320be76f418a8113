-- question = "Kva kostar reforma i kvar sektor, som overslag?"
-- why = "Kostnaden ligg der folk arbeider, og budsjettet blir lagt sektor for sektor."
-- grain = ["sector"]
-- values = ["cost", "in_kind", "hours", "fte_spent", "uncosted_h"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include hour_price */,

/* include fte_hours */,

located as (
    select
        label,
        case when count(distinct sector) = 1 then min(sector) else 'several' end as sector
    from place_tree
    group by label
),

/* include parts_by_activity */,

/* include weighed */

select
    coalesce(located.sector, 'not_reported') as sector,
    /* include cost_sums */
from weighed
left join located on located.label = weighed.place
group by 1, fte_hours
order by 1
