-- question = "Kva oppfølgingspunkt og avtalar er ikkje gjorde, og kor lenge er dei på overtid?"
-- why = "Det som blei avtala, skal gjerast, og den som ventar, skal vita kven som har ballen."
-- grain = ["action_id"]
-- values = ["days_late"]
-- unit = "days"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["actions"]

select
    actions.action_id,
    actions.kind,
    actions.title,
    coalesce(actions.owner_role, 'not_reported') as owner_role,
    actions.due,
    case when actions.due is not null then greatest(date_diff('day', actions.due, $as_of::DATE), 0) end as days_late,
    actions.session_id,
    sessions.date as session_date,
    sessions.unit_id,
    units.name as unit_name
from actions
left join sessions on sessions.session_id = actions.session_id
left join units on units.unit_id = sessions.unit_id
where (actions.done is null or actions.done > $as_of::DATE)
    and /* include session_chosen */
order by actions.due nulls last, actions.action_id
