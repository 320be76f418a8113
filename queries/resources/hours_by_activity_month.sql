-- question = "Kor mange timar går til å førebu, gjennomføra og følgja opp kvar månad?"
-- why = "Førebuing og oppfølging er den delen ingen ser når berre øktene blir talde."
-- grain = ["month_from", "month_to", "activity"]
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
    code as activity,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
group by month_from, month_to, code
order by month_from, month_to, activity
