-- question = "Kor mange timar ventar på å bli viste?"
-- why = "Timar som ventar, er gjorde; dei er berre for få saman til å visast."
-- grain = ["source"]
-- values = ["hours", "records"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select source, sum(hours) as hours, sum(records)::BIGINT as records
from waiting
group by source
order by source
