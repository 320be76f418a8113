-- question = "Kor mange timar har kvar rolle lagt ned i alt?"
-- why = "Summen viser kven reforma kviler på."
-- grain = ["role"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_by_activity */

select
    role,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
group by role
order by hours_possible desc, role
