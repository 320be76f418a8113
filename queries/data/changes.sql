-- question = "Kva er endra sidan det førre uttaket frå same kjelda?"
-- why = "Den som tek inn nye tal, skal sjå kva dei endra før nokon annan spør."
-- grain = ["table_name", "change", "column_name"]
-- values = ["n", "amount_before", "amount_after"]
-- unit = "rows"
-- people = "none: rader i opne tabellar, og timar berre som summar som alt er frigjevne"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select
    table_name,
    change,
    column_name,
    n,
    amount_before,
    amount_after,
    amount_after - amount_before as amount_more,
    examples
from changes
order by
    table_name = 'files', table_name,
    list_position(['added', 'removed', 'changed', 'column', 'refused', 'released'], change),
    n desc, column_name
