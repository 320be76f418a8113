-- question = "Kva seier rekneskap og budsjett i alt?"
-- why = "Kostnadene i reforma må kunna haldast opp mot økonomien til kommunen."
-- grain = ["year", "kind"]
-- values = ["n", "amount_nok"]
-- unit = "nok"
-- people = "none: sums of accounts of units and services"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01
-- tables = ["accounts"]
-- n = "n"

select
    year::VARCHAR as year,
    coalesce(kind, 'not_reported') as kind,
    count(*) as n,
    count(distinct unit_id) as n_units,
    sum(amount_nok) as amount_nok
from accounts
group by all
order by year, kind
