-- question = "Kva økter dei neste åtte vekene manglar hjelparar?"
-- why = "Lista seier kva økter som treng nokon no."
-- grain = ["session_id"]
-- values = ["needed", "staffed", "gap"]
-- unit = "helpers"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include planned_sessions */

select
    coming.session_id,
    coming.date,
    coming.title,
    coming.unit_id,
    coalesce(units.name, nullif(coming.unit_id, 'not_reported')) as unit_name,
    coming.kind,
    coming.needed,
    coming.staffed,
    coming.needed - coming.staffed as gap
from coming
left join units on units.unit_id = coming.unit_id
where
    coming.needed > coming.staffed
    and coming.date >= $as_of::DATE
    and coming.date < date_trunc('week', $as_of::DATE + interval 6 day) + interval 56 day
order by coming.date, coming.session_id
