-- question = "Kva kan me løysa sjølve, og kva må løftast?"
-- why = "Det me kan løysa sjølve, skal ikkje venta på staten."
-- grain = ["type", "level"]
-- values = ["n", "n_open"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

typed as (
    select distinct barrier_id, level, is_open, unnest(types) as type
    from chosen
)

select
    type,
    level,
    count(*) as n,
    count(*) filter (where is_open) as n_open,
    (select count(*) from chosen) as n_barriers
from typed
group by type, level
order by type, level
