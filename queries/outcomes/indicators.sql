-- question = "Kva blir målt, og kven svarar for tala?"
-- why = "Eit tal ingen eig, og som ingen har sagt kva er, kan ingen stå for."
-- grain = ["indicator"]
-- values = ["direction", "n_values", "n_waves"]
-- unit = "values"
-- people = "none: registeret seier kva som blir målt, ikkje om kven"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["indicators"]

with
-- What pages tell of: values of ten or more.
valued as (
    select
        told.indicator,
        count(*) as n_values,
        count(distinct told.unit_id) as n_units,
        min(told.period) as month_from,
        max(told.period) as month_to,
        count(*) filter (where told.provisional = 'yes') as n_provisional,
        count(*) filter (where told.definition_break = 'yes') as n_breaks
    from outcomes as told
    where
        told.n_persons >= 10
        and told.value is not null
        and /* include outcome_chosen */
    group by told.indicator
),

asked as (
    select
        told.indicator,
        count(distinct told.wave) as n_waves,
        count(distinct told.unit_id) as n_units,
        min(told.period) as month_from,
        max(told.period) as month_to
    from surveys as told
    where
        told.mean is not null
        and /* include outcome_chosen */
    group by told.indicator
)

select
    indicators.indicator,
    indicators.name,
    indicators.unit as measured_in,
    indicators.direction,
    indicators.health is not distinct from 'yes' as health,
    indicators.definition,
    indicators.smallest_relevant,
    indicators.owner_role,
    indicators.source,
    indicators.revision_policy,
    coalesce(valued.n_values, 0) as n_values,
    coalesce(asked.n_waves, 0) as n_waves,
    coalesce(valued.n_units, asked.n_units, 0) as n_units,
    coalesce(valued.month_from, asked.month_from) as month_from,
    coalesce(valued.month_to, asked.month_to) as month_to,
    coalesce(valued.n_provisional, 0) as n_provisional,
    coalesce(valued.n_breaks, 0) as n_breaks
from indicators
left join valued on valued.indicator = indicators.indicator
left join asked on asked.indicator = indicators.indicator
where
    ($indicator::VARCHAR[] is null or indicators.indicator = any($indicator::VARCHAR[]))
order by n_values desc, n_waves desc, indicators.indicator
