-- question = "Kor mange barrierar kjem til, blir avslutta og står opne kvar månad?"
-- why = "Lagar me fleire barrierar enn me løyser?"
-- grain = ["month"]
-- values = ["in_n", "out_n", "open_n"]
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
        in_n,
        out_n,
        out_unknown_n,
        sum(in_n - out_n - vague_n) over (order by month)::BIGINT as open_n,
        sum(in_n - out_n - out_unknown_n) over (order by month)::BIGINT as open_at_most
    from counted
)

select month, in_n, out_n, out_unknown_n, open_n, open_at_most
from summed
where
    ($from::DATE is null or month >= $from::DATE)
    and ($to::DATE is null or month <= $to::DATE)
order by month
