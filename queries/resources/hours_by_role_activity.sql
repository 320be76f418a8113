-- question = "Kva brukar kvar rolle timane til?"
-- why = "Ei rolle som mest førebur, treng anna avlasting enn ei som mest gjennomfører."
-- grain = ["role", "activity"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include parts_by_activity */

select
    role,
    code as activity,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
group by role, code
order by role, activity
