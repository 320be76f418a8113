-- question = "Blir dataa betre frå uttak til uttak?"
-- why = "Retting skal synast; går det andre vegen, må nokon ta tak."
-- grain = ["as_of", "snapshot_id", "dimension", "table_name"]
-- values = ["n", "met_share"]
-- unit = "rows"
-- people = "none: tal på rader; det som gjeld personar, er grovt sagt alt ved inntaket"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select as_of, snapshot_id, dimension, table_name, n, n - n_met as n_unmet, n_met / n as met_share
from quality_history
where n > 0
order by as_of, snapshot_id, dimension, table_name
