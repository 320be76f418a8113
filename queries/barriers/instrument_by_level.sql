-- question = "Kva verkemiddel er det som hindrar, og på kva nivå?"
-- why = "Ein lovregel, ei tildeling og eit rapporteringskrav blir endra på kvar sin måte."
-- grain = ["instrument", "level"]
-- values = ["n", "n_open"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */

select
    coalesce(barriers.steering_instrument, 'not_reported') as instrument,
    chosen.level,
    count(*) as n,
    count(*) filter (where chosen.is_open) as n_open
from chosen
join barriers on barriers.barrier_id = chosen.barrier_id
group by 1, 2
order by 1, 2
