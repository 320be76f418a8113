-- question = "Kor mange timar brukte dei tillitsvalde kvar månad, mot frikjøpet?"
-- why = "Eit frikjøp som held eit år, kan vera for lite det neste; utviklinga syner når det sprakk."
-- grain = ["role", "month_from", "month_to"]
-- values = ["hours", "release_h"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["capacity"]

with
/* include release_cells */,

given as (
    select
        role,
        month_from,
        month_to,
        sum(case when sure then release_h else 0 end) as release_h,
        sum(release_h) as release_h_possible
    from cell
    group by role, month_from, month_to
),

/* include rows_of_all_phases */,

used as (
    select
        role,
        month_from,
        month_to,
        sum(case when sure then hours else least(hours, 0) end) as hours,
        sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
    from part
    group by role, month_from, month_to
)

select
    role,
    month_from,
    month_to,
    used.hours,
    used.hours_possible,
    given.release_h,
    given.release_h_possible
from used
full join given using (role, month_from, month_to)
order by role, month_from, month_to
