-- question = "Kva slags økter er gjennomførte, og kor mange står att eller fall bort?"
-- why = "Leiinga vil sjå om tida går til verkstader eller til møte."
-- grain = ["kind"]
-- values = ["n", "n_other"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

select
    sessions.kind,
    count(*) filter (where sessions.status = 'held') as n,
    count(*) filter (where sessions.status <> 'held') as n_other
from sessions
where
    /* include session_chosen_in_period */
group by sessions.kind
order by n desc, sessions.kind
