-- question = "Kor mykje seier timane framleis etter vernet av små grupper?"
-- why = "Vernet av få personar gjer tala grovare; kommunen skal sjå kor mykje."
-- grain = ["loss_people", "loss_measure"]
-- values = ["share"]
-- unit = "share"
-- people = "ledger"
-- owner = "Personvernombod"
-- review_by = 2027-11-01

select loss_people, loss_measure, share
from ledger_loss
where share is not null
order by loss_people, loss_measure
