-- question = "Kva står i barriereregisteret, slik det skal arkiverast?"
-- why = "Avgjerder og dokumentasjon høyrer heime i arkivsystemet; dette er alt om barrierane, til å ta vare på der."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Arkivleiar"
-- review_by = 2027-11-01

select
    barriers.barrier_id,
    barriers.title,
    barriers.description,
    barriers.reported_date,
    barriers.reported_by_unit,
    units.name as unit_name,
    barriers.reported_by_org,
    barriers.initiative_id,
    barriers.sector,
    barriers.types,
    barriers.source_types,
    state.level,
    state.org,
    state.status,
    state.status_at,
    state.closed_date,
    case
        when state.is_open or state.closed_date is not null
            then date_diff('day', barriers.reported_date, coalesce(state.closed_date, $as_of::DATE))
    end as days,
    barriers.owner_level,
    barriers.owner_org,
    barriers.steering_instrument as instrument,
    barriers.legal_ref,
    barriers.who_feels_it,
    barriers.est_hours,
    barriers.est_unit,
    barriers.est_basis,
    barriers.burden_hours,
    barriers.burden_rate_nok,
    barriers.burden_per_year,
    barriers.burden_affected,
    barriers.severity,
    barriers.remedy,
    barriers.wanted_action,
    barriers.answer_by,
    barriers.next_step,
    barriers.public
from barriers
join barrier_states as state on state.barrier_id = barriers.barrier_id
left join units on units.unit_id = barriers.reported_by_unit
where
    state.since <= $as_of::DATE
    and (state.until is null or state.until > $as_of::DATE)
order by barriers.reported_date, barriers.barrier_id
