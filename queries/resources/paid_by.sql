-- question = "Kven betaler timane?"
-- why = "Det som ingen har løyvt pengar til, blir teke av ordinær drift."
-- grain = ["paid_by"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include parts_of_rows */

select
    code as paid_by,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
where margin = 'paid_by'
group by code
order by hours_possible desc, paid_by
