-- question = "Kva er ført som kostnad, og kva er overslaget for dei same timane?"
-- why = "Kommunen har ført kostnad for noko av arbeidet; ved sida av overslaget syner det om satsane er nær."
-- grain = ["year"]
-- values = ["recorded_nok", "cost", "hours"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include hour_price */,

/* include rows */,

-- What is not surely inside counts from nothing.
weighed as (
    select
        extract(year from part.month_from) as year,
        part.hours,
        part.cost_nok,
        case when part.sure then 1 else 0 end as inside,
        priced.*
    from part
    join priced on priced.label = part.role
    where part.cost_nok is not null
)

select
    year,
    sum(least(hours * inside, hours)) as hours,
    sum(greatest(hours * inside, hours)) as hours_possible,
    sum(least(cost_nok * inside, cost_nok)) as recorded_nok,
    sum(greatest(cost_nok * inside, cost_nok)) as recorded_nok_possible,
    sum(least(hours * inside * own_least, hours * own_most)) as cost,
    sum(greatest(hours * inside * own_least, hours * own_most)) as cost_possible
from weighed
group by year
order by year
