-- question = "Kva mål er sette, og kva gjeld no?"
-- why = "Eit tal seier meir når det står ved sida av det kommunen ville nå."
-- grain = ["target_of", "unit_id"]
-- values = ["value"]
-- unit = "targets"
-- people = "none: mål er vedtak, ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["targets"]

-- A target holds from its month until a newer one of the same measure and unit.
select
    measure as target_of,
    unit_id,
    arg_max(value, month)::DOUBLE as value,
    max(month) as month,
    arg_max_null(source, month) as source
from targets
where
    month <= coalesce($to::DATE, date_trunc('month', $as_of::DATE)::DATE)
    and ($unit::VARCHAR[] is null or unit_id is null or unit_id = any($unit::VARCHAR[]))
group by measure, unit_id
order by measure, unit_id nulls first
