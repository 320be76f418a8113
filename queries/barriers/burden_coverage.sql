-- question = "Kor mange barrierar har eit overslag over timar, og for kva periode?"
-- why = "Eit timetal utan periode kan ikkje summerast med eit som har ein."
-- grain = ["est_unit"]
-- values = ["n", "est_hours", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

estimate as (
    select
        case
            when barriers.est_hours is null then 'no_estimate'
            else coalesce(barriers.est_unit, 'not_reported')
        end as est_unit,
        barriers.est_hours
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
)

select
    est_unit,
    count(*) as n,
    sum(est_hours) as est_hours,
    (select count(*) from estimate) as n_barriers
from estimate
group by est_unit
order by n desc, est_unit
