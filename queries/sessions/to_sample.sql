-- question = "Kva økter er haldne, og kan vera med i eit utval?"
-- why = "Den som skal intervjua eller observera, treng eit utval som andre kan trekkja på nytt."
-- grain = ["session_id"]
-- values = ["date"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    sessions.session_id,
    sessions.date,
    coalesce(sessions.phase, 'not_reported') as phase,
    sessions.kind,
    -- Whether any other level of government than the municipality itself was there.
    case
        when len(list_filter(
            sessions.levels_present, lambda level: level not in ('municipality', 'not_reported')
        )) > 0 then 'yes'
        when list_contains(sessions.levels_present, 'municipality') then 'no'
        else 'not_reported'
    end as others_present,
    sessions.parties_took_part,
    sessions.unit_id,
    coalesce(units.name, nullif(sessions.unit_id, 'not_reported')) as unit_name,
    coalesce(units.sector, sessions.sector, 'not_reported') as sector
from sessions
left join units on units.unit_id = sessions.unit_id
where sessions.status = 'held'
and /* include session_chosen_in_period */
order by sessions.date, sessions.session_id
