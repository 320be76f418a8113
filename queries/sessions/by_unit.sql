-- question = "Kva einingar har vore vertskap for øktene?"
-- why = "Einingar som aldri er vertskap, er ikkje med i reforma enno."
-- grain = ["unit_id", "sector"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    coalesce(sessions.unit_id, 'not_reported') as unit_id,
    coalesce(units.name, nullif(sessions.unit_id, 'not_reported')) as unit_name,
    coalesce(units.sector, sessions.sector, 'not_reported') as sector,
    count(*) as n
from sessions
left join units on units.unit_id = sessions.unit_id
where sessions.status = 'held'
    and /* include session_chosen_in_period */
group by 1, 2, 3
order by unit_name, unit_id, sector
