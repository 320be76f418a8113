-- question = "I kva økter har barrieren vore oppe?"
-- why = "Ein barriere som kjem att økt etter økt, er ikkje eit einskildtilfelle."
-- grain = ["barrier_id", "session_id"]
-- values = ["days_ago"]
-- unit = "days"
-- people = "none: øktene er talde, ingen som var der"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

select distinct barrier_id, session_id, date, kind, phase, date_diff('day', date, $as_of::DATE) as days_ago
from (
    select session_id, date, kind, coalesce(phase, 'not_reported') as phase, unnest(barrier_ids) as barrier_id
    from sessions
    where status = 'held' and date <= $as_of::DATE
)
where ($barrier::VARCHAR[] is null or barrier_id = any($barrier::VARCHAR[]))
order by barrier_id, date desc, session_id
