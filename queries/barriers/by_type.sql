-- question = "Kva slags barrierar møter me?"
-- why = "Slaget barriere avgjer kven som kan gjera noko med han."
-- grain = ["type"]
-- values = ["n", "n_open", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

typed as (
    select distinct barrier_id, is_open, unnest(types) as type
    from chosen
)

select
    type,
    count(*) as n,
    count(*) filter (where is_open) as n_open,
    (select count(*) from chosen) as n_barriers
from typed
group by type
order by n desc, type
