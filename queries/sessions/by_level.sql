-- question = "Kva forvaltningsnivå var til stades i øktene?"
-- why = "Reforma treng at fleire forvaltningsnivå møter opp saman."
-- grain = ["level"]
-- values = ["n", "n_sessions"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with held as (
    select distinct sessions.session_id, unnest(coalesce(sessions.levels_present, ['not_reported'])) as level
    from sessions
    where sessions.status = 'held'
    and /* include session_chosen_in_period */
)

select
    held.level,
    count(*) as n,
    (select count(distinct session_id) from held) as n_sessions
from held
group by held.level
order by n desc, held.level
