-- question = "Kven eig løysingane, og kor mange barrierar ventar på kvar av dei?"
-- why = "Den som skal møtast, skal få spørsmåla som er hans, og ingen andre sine."
-- grain = ["owner"]
-- values = ["n", "n_open"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include owned */,

each as (
    select level, is_open, unnest(owners) as owner
    from owned
)

select
    owner,
    level,
    case when owner <> level then substr(owner, length(level) + 2) end as org,
    count(*) as n,
    count(*) filter (where is_open) as n_open,
    (select count(*) from owned) as n_barriers
from each
where owner is not null
group by owner, level
order by n_open desc, n desc, owner
