-- question = "Kor gode er dataa, regel for regel?"
-- why = "Den som kan retta, må vita kva som er gale, kor mykje det er, og kvar grensa går."
-- grain = ["table_name", "rule", "column_name"]
-- values = ["n", "met_share"]
-- unit = "rows"
-- people = "none: tal på rader; det som gjeld personar, er grovt sagt alt ved inntaket"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with cell as (
    select
        *,
        coalesce(month, make_date(year, 1, 1)) as month_from,
        coalesce(month, make_date(year, 12, 1)) as month_to
    from quality
),
judged as (
    select table_name, rule, column_name, sum(n) as n, sum(n_met) as n_met
    from cell
    where
        n > 0
        and ($from::DATE is null or coalesce(cell.month_to, $from::DATE) >= $from::DATE)
        and ($to::DATE is null or coalesce(cell.month_from, $to::DATE) <= $to::DATE)
        and ($unit::VARCHAR[] is null or cell.unit_id = any($unit::VARCHAR[]))
    group by table_name, rule, column_name
)

select
    quality_rule.dimension,
    judged.table_name,
    judged.rule,
    judged.column_name,
    judged.n,
    judged.n - judged.n_met as n_unmet,
    judged.n_met / judged.n as met_share,
    case
        when judged.n_met / judged.n >= quality_rule.good then 'good'
        when judged.n_met / judged.n >= quality_rule.watch then 'watch'
        else 'act'
    end as standing,
    quality_rule.good as good_from,
    quality_rule.watch as watch_from,
    quality_rule.mender,
    quality_rule.measure
from judged
join quality_rule on quality_rule.rule = judged.rule
order by
    list_position(['act', 'watch', 'good'], standing),
    met_share,
    judged.table_name,
    judged.rule,
    judged.column_name
