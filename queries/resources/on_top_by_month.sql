-- question = "Veks arbeidet som kjem på toppen av ordinære oppgåver?"
-- why = "Ei bør som veks månad for månad, må møtast før ho blir varig."
-- grain = ["month_from", "month_to", "on_top"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_of_rows */

select
    month_from,
    month_to,
    code as on_top,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
where margin = 'on_top'
group by month_from, month_to, code
order by month_from, month_to, on_top
