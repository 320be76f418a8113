-- question = "Kva blei målt i kvar eining kvar månad?"
-- why = "Alle metodane les desse tala, så det er dei som må vera rette."
-- grain = ["indicator", "unit_id", "month"]
-- values = ["value", "n"]
-- unit = "outcome"
-- people = "n"
-- n = "n"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["outcomes"]

select
    told.indicator,
    told.unit_id,
    units.name as unit_name,
    coalesce(units.sector, 'not_reported') as sector,
    told.period as month,
    told.value,
    told.numerator,
    told.denominator,
    told.n_persons as n,
    told.provisional is not distinct from 'yes' as provisional,
    told.definition_break is not distinct from 'yes' as definition_break,
    outcomes_over.unit_id is not null as holds_others,
    told.source
from outcomes as told
left join units on units.unit_id = told.unit_id
left join outcomes_over on outcomes_over.unit_id = told.unit_id and outcomes_over.indicator = told.indicator
where
    /* include outcome_chosen */
order by told.indicator, told.unit_id, told.period
