-- question = "Kvar manglar det tal, og kvifor?"
-- why = "Eit hol kan liggja der endringa er, og då fortel resten for mykje."
-- grain = ["indicator", "unit_id", "month"]
-- values = ["told", "held"]
-- unit = "unit_months"
-- people = "none: her står kvar det finst tal, ikkje kva dei er"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["outcomes"]

with
-- A value of fewer than ten is in the served file, but no page tells it.
given as (
    select
        indicator,
        unit_id,
        period,
        provisional,
        definition_break,
        case when value is null then 'missing' when n_persons >= 10 then 'told' else 'few' end as state
    from outcomes
    union all
    select indicator, unit_id, period, null, null, reason
    from outcomes_held as held
    -- Where a newer figure is held back, the one that was shown before may stand.
    where table_name = 'outcomes'
        and not exists (
            select outcomes.unit_id
            from outcomes
            where outcomes.indicator = held.indicator
                and outcomes.unit_id = held.unit_id
                and outcomes.period = held.period
        )
),

chosen as (
    select told.*
    from given as told
    where
        /* include outcome_chosen */
),

span as (
    select indicator, min(period) as first, max(period) as last
    from chosen
    group by indicator
),

months as (
    select indicator, unnest(generate_series(first, last, interval 1 month))::DATE as month
    from span
),

-- Every unit that has told of the indicator at some time is awaited in all its months.
awaited as (
    select distinct months.indicator, chosen.unit_id, months.month
    from months
    join chosen on chosen.indicator = months.indicator
)

select
    awaited.indicator,
    awaited.unit_id,
    units.name as unit_name,
    coalesce(units.sector, 'not_reported') as sector,
    awaited.month,
    coalesce(chosen.state, 'missing') as state,
    chosen.provisional is not distinct from 'yes' as provisional,
    chosen.definition_break is not distinct from 'yes' as definition_break,
    coalesce(chosen.state = 'told', false)::INTEGER as told,
    coalesce(chosen.state not in ('told', 'missing'), false)::INTEGER as held
from awaited
left join chosen
    on chosen.indicator = awaited.indicator
    and chosen.unit_id = awaited.unit_id
    and chosen.period = awaited.month
left join units on units.unit_id = awaited.unit_id
order by awaited.indicator, units.sector nulls last, units.name, awaited.unit_id, awaited.month
