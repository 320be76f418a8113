-- question = "Kva uttak er dette?"
-- why = "Opphavet til uttaket skal stå saman med tala."
-- grain = ["key"]
-- values = ["value"]
-- unit = "text"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select key, value
from meta
order by key
