-- question = "Kva filer er tekne inn, og kor mange rader blei avviste?"
-- why = "Kvart tal skal kunna førast attende til ei fil."
-- grain = ["file", "table_name"]
-- values = ["rows_read", "rows_admitted", "rows_refused", "notices"]
-- unit = "rows"
-- people = "none: tal på rader og filer; for rader om personar er dei runda opp alt ved inntaket"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select
    file,
    table_name,
    sha256,
    rows_read,
    rows_admitted,
    rows_refused,
    notices,
    rows_refused / nullif(rows_read, 0) as refused_share
from files
order by file, table_name
