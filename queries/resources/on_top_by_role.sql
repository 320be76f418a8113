-- question = "Kor mykje av arbeidet til kvar rolle kjem på toppen av ordinære oppgåver?"
-- why = "Arbeid på toppen av ordinære oppgåver er det som slit ut folk."
-- grain = ["role", "on_top"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_of_rows */

select
    role,
    code as on_top,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
where margin = 'on_top'
group by role, code
order by role, on_top
