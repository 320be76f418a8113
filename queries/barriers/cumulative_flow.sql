-- question = "Kor mange er komne inn og gått ut i alt, og kor mange står imellom?"
-- why = "Avstanden mellom linjene er det me ikkje har fått løyst; veks han, kjem me på etterskot."
-- grain = ["month"]
-- values = ["in_total", "out_total", "open_n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

/* include barrier_flow */,

summed as (
    select
        month,
        sum(in_n) over (order by month)::BIGINT as in_total,
        sum(out_n + out_unknown_n) over (order by month)::BIGINT as out_total,
        sum(in_n - out_n - vague_n) over (order by month)::BIGINT as open_n,
        sum(vague_n - out_unknown_n) over (order by month)::BIGINT as perhaps_n
    from counted
)

select month, in_total, out_total, open_n, perhaps_n
from summed
where
    ($from::DATE is null or month >= $from::DATE)
    and ($to::DATE is null or month <= $to::DATE)
order by month
