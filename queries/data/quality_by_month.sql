-- question = "I kva tabellar og månader manglar det noko?"
-- why = "Eit hol i éin månad er lett å retta medan folk hugsar; det må berre sjåast."
-- grain = ["table_name", "month_from", "month_to"]
-- values = ["n", "met_share"]
-- unit = "rows"
-- people = "none: tal på rader; timar til personar er summar frå protokollen for heile år"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with cell as (
    select
        table_name,
        coalesce(month, make_date(year, 1, 1)) as month_from,
        coalesce(month, make_date(year, 12, 1)) as month_to,
        n,
        n_met
    from quality
    where
        n > 0
        and (dimension = 'completeness' or (dimension in ('consistency', 'correctness') and month is not null))
        and ($unit::VARCHAR[] is null or quality.unit_id = any($unit::VARCHAR[]))
)

select
    table_name,
    month_from,
    month_to,
    sum(n) as n,
    sum(n) - sum(n_met) as n_unmet,
    sum(n_met) / sum(n) as met_share
from cell
where
    month_from is not null
    and ($from::DATE is null or month_to >= $from::DATE)
    and ($to::DATE is null or month_from <= $to::DATE)
group by table_name, month_from, month_to
order by table_name, month_from, month_to
