-- question = "Kor mange timar legg kvar rolle ned kvar månad?"
-- why = "Omlegginga krev meir kapasitet; her ser leiinga kven som ber auken."
-- grain = ["month_from", "month_to", "role"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_by_activity */

select
    month_from,
    month_to,
    role,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
group by month_from, month_to, role
order by month_from, month_to, role
