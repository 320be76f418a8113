-- question = "Kva svara folk i kvar undersøkingsrunde?"
-- why = "Med få rundar kan ein samanlikna to av dei, men ikkje sjå ein trend."
-- grain = ["indicator", "wave", "unit_id"]
-- values = ["mean", "n"]
-- unit = "outcome"
-- people = "n"
-- n = "n"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["surveys"]

select
    told.indicator,
    told.wave,
    told.unit_id,
    units.name as unit_name,
    coalesce(units.sector, 'not_reported') as sector,
    told.period as month,
    told.mean,
    told.sd,
    told.n_answers as n,
    told.n_invited,
    -- More answers than were asked for is a mistake in one of the two, and nobody knows which.
    case when told.n_answers <= told.n_invited then told.n_answers / told.n_invited end as response,
    told.provisional is not distinct from 'yes' as provisional,
    told.definition_break is not distinct from 'yes' as definition_break,
    outcomes_over.unit_id is not null as holds_others,
    told.source
from surveys as told
left join units on units.unit_id = told.unit_id
left join outcomes_over on outcomes_over.unit_id = told.unit_id and outcomes_over.indicator = told.indicator
where
    /* include outcome_chosen */
order by told.indicator, told.period, told.wave, told.unit_id
