-- question = "Kva økter er nyleg haldne, og kva kjem?"
-- why = "Tala skal kunna sporast til øktene dei er laga av."
-- grain = ["session_id"]
-- values = ["date"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with chosen as (
    select
        sessions.session_id,
        sessions.date,
        sessions.status,
        sessions.kind,
        sessions.phase,
        sessions.unit_id,
        sessions.sector,
        sessions.format,
        sessions.parties_took_part,
        sessions.outcome,
        sessions.title,
        sessions.date > $as_of::DATE as is_coming
    from sessions
    where
        /* include session_chosen_in_period */
),

placed as (
    select
        chosen.*,
        row_number() over (
            partition by is_coming
            order by abs(date_diff('day', chosen.date, $as_of::DATE)), chosen.session_id
        ) as place
    from chosen
)

select
    placed.session_id,
    placed.date,
    placed.status,
    placed.kind,
    placed.phase,
    placed.unit_id,
    coalesce(units.name, nullif(placed.unit_id, 'not_reported')) as unit_name,
    coalesce(units.sector, placed.sector, 'not_reported') as sector,
    coalesce(placed.format, 'not_reported') as format,
    placed.parties_took_part,
    case when placed.status = 'held' then coalesce(placed.outcome, 'not_reported') end as outcome,
    placed.title
from placed
left join units on units.unit_id = placed.unit_id
where placed.place <= 100
order by abs(date_diff('day', placed.date, $as_of::DATE)), placed.is_coming, placed.session_id
