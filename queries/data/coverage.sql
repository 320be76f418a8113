-- question = "Kor fullstendige er kolonnane?"
-- why = "Den som les tala, skal sjå kva kjelda ikkje har svara på."
-- grain = ["table_name", "column_name"]
-- values = ["missing"]
-- unit = "rows"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with sessions_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(date) as date,
            count(*) - count(start) as start,
            count(*) - count("end") as "end",
            count(*) - count(duration_h) as duration_h,
            count(*) - count(title) as title,
            count(*) - count(purpose) as purpose,
            count(*) filter (where coalesce(kind, 'not_reported') = 'not_reported') as kind,
            count(*) filter (where coalesce(parties_took_part, 'not_reported') = 'not_reported') as parties_took_part,
            count(*) - count(initiative_id) as initiative_id,
            count(*) filter (where coalesce(phase, 'not_reported') = 'not_reported') as phase,
            count(*) - count(unit_id) as unit_id,
            count(*) filter (where coalesce(sector, 'not_reported') = 'not_reported') as sector,
            count(*) filter (where coalesce(format, 'not_reported') = 'not_reported') as format,
            count(*) filter (where coalesce(status, 'not_reported') = 'not_reported') as status,
            count(*) - count(n_participants) as n_participants,
            count(*) - count(levels_present) as levels_present,
            count(*) - count(n_external) as n_external,
            count(*) - count(helper_needed) as helper_needed,
            count(*) - count(helper_staffed) as helper_staffed,
            count(*) filter (where coalesce(outcome, 'not_reported') = 'not_reported') as outcome,
            count(*) - count(follow_up_due) as follow_up_due,
            count(*) - count(barrier_ids) as barrier_ids,
            count(*) - count(source_ref) as source_ref
        from sessions
    )
    on columns(* exclude n)
    into name column_name value missing
),

barriers_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(title) as title,
            count(*) - count(description) as description,
            count(*) - count(reported_date) as reported_date,
            count(*) - count(reported_by_unit) as reported_by_unit,
            count(*) - count(reported_by_org) as reported_by_org,
            count(*) - count(initiative_id) as initiative_id,
            count(*) filter (where coalesce(sector, 'not_reported') = 'not_reported') as sector,
            count(*) - count(types) as types,
            count(*) - count(source_types) as source_types,
            count(*) filter (where coalesce(owner_level, 'not_reported') = 'not_reported') as owner_level,
            count(*) - count(owner_org) as owner_org,
            count(*) filter (where coalesce(steering_instrument, 'not_reported') = 'not_reported') as steering_instrument,
            count(*) - count(legal_ref) as legal_ref,
            count(*) filter (where coalesce(who_feels_it, 'not_reported') = 'not_reported') as who_feels_it,
            count(*) - count(est_hours) as est_hours,
            count(*) filter (where coalesce(est_unit, 'not_reported') = 'not_reported') as est_unit,
            count(*) filter (where coalesce(est_basis, 'not_reported') = 'not_reported') as est_basis,
            count(*) - count(burden_hours) as burden_hours,
            count(*) - count(burden_rate_nok) as burden_rate_nok,
            count(*) - count(burden_per_year) as burden_per_year,
            count(*) - count(burden_affected) as burden_affected,
            count(*) - count(severity) as severity,
            count(*) - count(remedy) as remedy,
            count(*) - count(wanted_action) as wanted_action,
            count(*) - count(answer_by) as answer_by,
            count(*) - count(next_step) as next_step,
            count(*) filter (where coalesce(public, 'not_reported') = 'not_reported') as public
        from barriers
    )
    on columns(* exclude n)
    into name column_name value missing
),

barrier_events_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(event_id) as event_id,
            count(*) - count(barrier_id) as barrier_id,
            count(*) - count("at") as "at",
            count(*) filter (where coalesce(from_status, 'not_reported') = 'not_reported') as from_status,
            count(*) filter (where coalesce(to_status, 'not_reported') = 'not_reported') as to_status,
            count(*) filter (where coalesce(actor_level, 'not_reported') = 'not_reported') as actor_level,
            count(*) - count(actor_org) as actor_org,
            count(*) filter (where coalesce(answer, 'not_reported') = 'not_reported') as answer,
            count(*) filter (where coalesce(to_level, 'not_reported') = 'not_reported') as to_level,
            count(*) - count(to_org) as to_org,
            count(*) - count(note) as note,
            count(*) - count(doc_ref) as doc_ref,
            count(*) filter (where coalesce(status_only, 'not_reported') = 'not_reported') as status_only
        from barrier_events
    )
    on columns(* exclude n)
    into name column_name value missing
),

units_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(name) as name,
            count(*) - count(parent) as parent,
            count(*) filter (where coalesce(sector, 'not_reported') = 'not_reported') as sector,
            count(*) - count(reform_start_date) as reform_start_date,
            count(*) filter (where coalesce(treated, 'not_reported') = 'not_reported') as treated,
            count(*) - count(headcount) as headcount,
            count(*) - count(fte) as fte,
            count(*) - count(comparison_group) as comparison_group
        from units
    )
    on columns(* exclude n)
    into name column_name value missing
),

initiatives_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(title) as title,
            count(*) - count(unit_id) as unit_id,
            count(*) filter (where coalesce(owner_role, 'not_reported') = 'not_reported') as owner_role,
            count(*) - count(goal) as goal,
            count(*) filter (where coalesce(trust_dimension, 'not_reported') = 'not_reported') as trust_dimension,
            count(*) - count(started) as started
        from initiatives
    )
    on columns(* exclude n)
    into name column_name value missing
),

phase_events_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) filter (where coalesce(from_phase, 'not_reported') = 'not_reported') as from_phase,
            count(*) - count(round) as round,
            count(*) - count(reason) as reason,
            count(*) - count(barrier_id) as barrier_id
        from phase_events
    )
    on columns(* exclude n)
    into name column_name value missing
),

milestones_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(date) as date,
            count(*) - count(title) as title,
            count(*) filter (where coalesce(kind, 'not_reported') = 'not_reported') as kind,
            count(*) - count(source) as source,
            count(*) filter (where coalesce(public, 'not_reported') = 'not_reported') as public
        from milestones
    )
    on columns(* exclude n)
    into name column_name value missing
),

actions_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(session_id) as session_id,
            count(*) filter (where coalesce(kind, 'not_reported') = 'not_reported') as kind,
            count(*) - count(title) as title,
            count(*) filter (where coalesce(owner_role, 'not_reported') = 'not_reported') as owner_role,
            count(*) - count(due) as due,
            count(*) - count(done) as done
        from actions
    )
    on columns(* exclude n)
    into name column_name value missing
),

outcomes_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(value) as value,
            count(*) - count(numerator) as numerator,
            count(*) - count(denominator) as denominator,
            count(*) - count(n_persons) as n_persons,
            count(*) - count(source) as source,
            count(*) filter (where coalesce(provisional, 'not_reported') = 'not_reported') as provisional
        from outcomes
    )
    on columns(* exclude n)
    into name column_name value missing
),

indicators_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(name) as name,
            count(*) - count(unit) as unit,
            count(*) filter (where coalesce(direction, 'not_reported') = 'not_reported') as direction,
            count(*) filter (where coalesce(health, 'not_reported') = 'not_reported') as health,
            count(*) - count(definition) as definition,
            count(*) - count(smallest_relevant) as smallest_relevant,
            count(*) filter (where coalesce(owner_role, 'not_reported') = 'not_reported') as owner_role,
            count(*) - count(source) as source
        from indicators
    )
    on columns(* exclude n)
    into name column_name value missing
),

accounts_missing as (
    unpivot (
        select
            count(*) as n,
            count(*) - count(account) as account,
            count(*) - count(account_text) as account_text,
            count(*) - count(unit_id) as unit_id,
            count(*) - count(unit_text) as unit_text,
            count(*) - count(service) as service,
            count(*) - count(service_text) as service_text,
            count(*) - count(year) as year,
            count(*) filter (where coalesce(kind, 'not_reported') = 'not_reported') as kind,
            count(*) - count(amount_nok) as amount_nok
        from accounts
    )
    on columns(* exclude n)
    into name column_name value missing
),

together as (
    select 'sessions' as table_name, * from sessions_missing
    union all
    select 'barriers' as table_name, * from barriers_missing
    union all
    select 'barrier_events' as table_name, * from barrier_events_missing
    union all
    select 'units' as table_name, * from units_missing
    union all
    select 'initiatives' as table_name, * from initiatives_missing
    union all
    select 'phase_events' as table_name, * from phase_events_missing
    union all
    select 'milestones' as table_name, * from milestones_missing
    union all
    select 'actions' as table_name, * from actions_missing
    union all
    select 'outcomes' as table_name, * from outcomes_missing
    union all
    select 'indicators' as table_name, * from indicators_missing
    union all
    select 'accounts' as table_name, * from accounts_missing
)

select table_name, column_name, n, missing, missing / n as missing_share
from together
where n > 0
order by table_name, column_name
