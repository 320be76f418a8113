-- question = "Kva byggjer timetala på?"
-- why = "Førte timar og anslag har ulik tyngd, og lesaren skal sjå blandinga."
-- grain = ["basis"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with
/* include parts_of_rows */

select
    code as basis,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
from part
where margin = 'basis'
group by code
order by hours_possible desc, basis
