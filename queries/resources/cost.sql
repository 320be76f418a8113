-- question = "Kva har reforma kosta i timar og kroner?"
-- why = "Kostnaden er den kommunen sjølv har ført, ikkje eit påslag me har rekna ut."
-- grain = ["month_from", "month_to"]
-- values = ["cost_nok", "hours"]
-- unit = "nok"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

with
/* include rows */

select
    month_from,
    month_to,
    sum(case when sure then hours else least(hours, 0) end) as hours,
    sum(case when sure then hours else greatest(hours, 0) end) as hours_possible,
    sum(case when sure then cost_nok when cost_nok is not null then least(cost_nok, 0) end) as cost_nok,
    sum(case when sure then cost_nok when cost_nok is not null then greatest(cost_nok, 0) end) as cost_nok_possible,
    sum(case when sure and cost_nok is not null then hours else 0 end) as costed_hours
from part
group by month_from, month_to
order by month_from, month_to
