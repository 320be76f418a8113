-- question = "Kva har hendt med barrierane, slik det skal arkiverast?"
-- why = "Kvar hending er eit spor av kven som blei spurd, kva dei svara, og kva dokument det står i."
-- grain = ["barrier_id", "step"]
-- values = ["step"]
-- unit = "events"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Arkivleiar"
-- review_by = 2027-11-01

select
    barrier_events.barrier_id,
    row_number() over course as step,
    barrier_events.at,
    barrier_events.from_status,
    barrier_events.to_status,
    barrier_events.actor_level,
    barrier_events.actor_org,
    barrier_events.answer,
    barrier_events.to_level,
    barrier_events.to_org,
    barrier_events.note,
    barrier_events.doc_ref,
    coalesce(barrier_events.status_only, 'no') as status_only,
    barriers.public
from barrier_events
join barriers on barriers.barrier_id = barrier_events.barrier_id
where barriers.reported_date <= $as_of::DATE and barrier_events.at <= $as_of::DATE
window course as (
    partition by barrier_events.barrier_id
    order by barrier_events.at, barrier_events.event_id
)
order by barrier_events.barrier_id, step
