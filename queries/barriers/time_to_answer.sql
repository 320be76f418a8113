-- question = "Kor lenge gjekk det frå kvart nivå blei spurt til det svara?"
-- why = "Det som enno ventar på svar, har venta lengst, og må teljast med."
-- grain = ["barrier_id", "level"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include histories */,

event as (select *, level as owner from history),

/* include askings */,

/* include registered */

select
    told.barrier_id,
    told.level,
    told.types,
    case
        when told.answered_day is not null then 'answered'
        when told.left_day is not null then 'unanswered'
        else 'waiting'
    end as ended,
    case
        when not registered.status_only
        then date_diff('day', told.asked_day, coalesce(told.answered_day, told.left_day, $as_of::DATE))
    end as days,
    greatest(date_diff('day', told.asked_day, registered.day), 0) as days_before
from told
join registered on registered.barrier_id = told.barrier_id
order by told.barrier_id, told.level
