-- question = "Kva har endra seg i månader som var låste?"
-- why = "Ein låst månad er sitert; den som gjorde det, skal kunna sjå kva som er annleis no."
-- grain = ["snapshot_id", "month", "table_name", "key", "change", "column_name"]
-- values = ["change"]
-- unit = "rows"
-- people = "none: rader om økter og barrierar; om timar blir det berre sagt at dei er endra"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select
    month,
    table_name,
    locked_changes.key,
    change,
    column_name,
    locked_changes.before,
    locked_changes.after,
    as_of,
    snapshot_id
from locked_changes
where
    ($from::DATE is null or locked_changes.month >= $from::DATE)
    and ($to::DATE is null or locked_changes.month <= $to::DATE)
order by month, table_name, locked_changes.key, column_name, as_of, snapshot_id
