-- question = "Har me nok hjelparar til øktene dei neste åtte vekene?"
-- why = "Utan hjelparar blir økta avlyst; då lyt ein vita det åtte veker før."
-- grain = ["week_from"]
-- values = ["needed", "staffed", "gap"]
-- unit = "helpers"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include weeks */,

/* include planned_sessions */

select
    weeks.week_from,
    weeks.week_to,
    count(coming.session_id) as n_sessions,
    count(*) filter (where coming.needed > coming.staffed) as n_unstaffed,
    coalesce(sum(coming.needed), 0)::BIGINT as needed,
    coalesce(sum(coming.staffed), 0)::BIGINT as staffed,
    sum(greatest(coming.needed - coming.staffed, 0))::BIGINT as gap
from weeks
left join coming on coming.date >= weeks.week_from and coming.date <= weeks.week_to
group by weeks.week_from, weeks.week_to
order by weeks.week_from
