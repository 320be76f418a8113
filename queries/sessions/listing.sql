-- question = "Kva økter er nyleg haldne, og kva kjem?"
-- why = "Tala skal kunna sporast til øktene dei er laga av."
-- grain = ["session_id"]
-- values = ["date"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with chosen as (
    select sessions.session_id, sessions.date
    from sessions
    where
        /* include session_chosen_in_period */
),

-- A session of the very day that is read is among the latest.
placed as (
    select session_id, false as is_coming
    from (select * from chosen where date <= $as_of::DATE order by date desc, session_id limit 100)
    union all
    select session_id, true
    from (select * from chosen where date > $as_of::DATE order by date, session_id limit 100)
)

select
    sessions.session_id,
    sessions.date,
    sessions.status,
    sessions.kind,
    sessions.phase,
    sessions.unit_id,
    coalesce(units.name, nullif(sessions.unit_id, 'not_reported')) as unit_name,
    coalesce(units.sector, sessions.sector, 'not_reported') as sector,
    coalesce(sessions.format, 'not_reported') as format,
    sessions.parties_took_part,
    case when sessions.status = 'held' then coalesce(sessions.outcome, 'not_reported') end as outcome,
    sessions.title
from placed
join sessions on sessions.session_id = placed.session_id
left join units on units.unit_id = sessions.unit_id
order by abs(date_diff('day', sessions.date, $as_of::DATE)), placed.is_coming, sessions.session_id
