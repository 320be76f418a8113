-- question = "Kor mange tekstar ventar på gjennomgang?"
-- why = "Fritekst kan nemna nokon, så ingen tekst blir vist før nokon har lese han; her ser ein kva som står att."
-- grain = ["table_name", "column_name"]
-- values = ["n_given"]
-- unit = "texts"
-- people = "none: tal på tekstar, ikkje tekstane sjølve"
-- owner = "Personvernombod"
-- review_by = 2027-11-01

select
    table_name,
    column_name,
    given as n_given,
    waiting as n_waiting,
    approved as n_approved,
    edited as n_edited,
    withheld as n_withheld
from texts
order by n_waiting desc, table_name, column_name
