-- question = "Kor fullstendige er kolonnane?"
-- why = "Den som les tala, skal sjå kva kjelda ikkje har svara på."
-- grain = ["table_name", "column_name"]
-- values = ["missing"]
-- unit = "rows"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select
    table_name,
    column_name,
    n,
    n - filled as missing,
    (n - filled) / n as missing_share
from column_fill
where n > 0
order by table_name, column_name
