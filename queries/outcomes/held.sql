-- question = "Kor mange verdiar er haldne att, og kvifor?"
-- why = "Den som ser eit hol, skal vita om det er vern eller noko som ikkje er meldt."
-- grain = ["table_name", "indicator", "held_for"]
-- values = ["n"]
-- unit = "values"
-- people = "none: her står kor mange verdiar som er haldne att, ikkje kva dei er"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
-- A value of fewer than ten is in the served file, but no page tells it.
kept as (
    select table_name, indicator, unit_id, period, reason
    from outcomes_held
    union all
    select 'outcomes', indicator, unit_id, period, 'few'
    from outcomes
    where n_persons < 10
)

select told.table_name, told.indicator, told.reason as held_for, count(*) as n
from kept as told
where
    /* include outcome_chosen */
group by told.table_name, told.indicator, told.reason
order by told.table_name, told.indicator, n desc, held_for
