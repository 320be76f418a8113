-- question = "Kor fullstendige er kolonnane?"
-- why = "Den som les tala, skal sjå kva kjelda ikkje har svara på."
-- grain = ["table_name", "column_name"]
-- values = ["missing"]
-- unit = "rows"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with sessions_filled as (
    select
        count(*) as n, count(date) as date, count(start) as start, count("end") as "end",
        count(duration_h) as duration_h, count(title) as title, count(purpose) as purpose,
        count(nullif(kind, 'not_reported')) as kind,
        count(nullif(parties_took_part, 'not_reported')) as parties_took_part,
        count(initiative_id) as initiative_id, count(nullif(phase, 'not_reported')) as phase,
        count(unit_id) as unit_id, count(nullif(sector, 'not_reported')) as sector,
        count(nullif(format, 'not_reported')) as format, count(status) as status,
        count(n_participants) as n_participants, count(levels_present) as levels_present,
        count(n_external) as n_external, count(helper_needed) as helper_needed,
        count(helper_staffed) as helper_staffed, count(outcome) as outcome,
        count(follow_up_due) as follow_up_due, count(barrier_ids) as barrier_ids,
        count(source_ref) as source_ref
    from sessions
),

barriers_filled as (
    select
        count(*) as n, count(title) as title, count(description) as description,
        count(reported_date) as reported_date, count(reported_by_unit) as reported_by_unit,
        count(reported_by_org) as reported_by_org, count(initiative_id) as initiative_id,
        count(nullif(sector, 'not_reported')) as sector, count(types) as types,
        count(source_types) as source_types, count(nullif(owner_level, 'not_reported')) as owner_level,
        count(owner_org) as owner_org,
        count(nullif(steering_instrument, 'not_reported')) as steering_instrument,
        count(legal_ref) as legal_ref, count(who_feels_it) as who_feels_it, count(est_hours) as est_hours,
        count(nullif(est_unit, 'not_reported')) as est_unit,
        count(nullif(est_basis, 'not_reported')) as est_basis, count(burden_hours) as burden_hours,
        count(burden_rate_nok) as burden_rate_nok, count(burden_per_year) as burden_per_year,
        count(burden_affected) as burden_affected, count(severity) as severity, count(remedy) as remedy,
        count(wanted_action) as wanted_action, count(answer_by) as answer_by, count(next_step) as next_step,
        count(public) as public
    from barriers
),

barrier_events_filled as (
    select
        count(*) as n, count(event_id) as event_id, count(barrier_id) as barrier_id, count("at") as "at",
        count(from_status) as from_status, count(to_status) as to_status,
        count(nullif(actor_level, 'not_reported')) as actor_level, count(actor_org) as actor_org,
        count(answer) as answer, count(nullif(to_level, 'not_reported')) as to_level,
        count(to_org) as to_org, count(note) as note, count(doc_ref) as doc_ref,
        count(nullif(status_only, 'not_reported')) as status_only
    from barrier_events
),

units_filled as (
    select
        count(*) as n, count(name) as name, count(parent) as parent,
        count(nullif(sector, 'not_reported')) as sector, count(reform_start_date) as reform_start_date,
        count(nullif(treated, 'not_reported')) as treated, count(headcount) as headcount, count(fte) as fte,
        count(comparison_group) as comparison_group
    from units
),

initiatives_filled as (
    select
        count(*) as n, count(title) as title, count(unit_id) as unit_id,
        count(nullif(owner_role, 'not_reported')) as owner_role, count(goal) as goal,
        count(trust_dimension) as trust_dimension, count(started) as started
    from initiatives
),

phase_events_filled as (
    select
        count(*) as n, count(nullif(from_phase, 'not_reported')) as from_phase, count(round) as round,
        count(reason) as reason, count(barrier_id) as barrier_id
    from phase_events
),

milestones_filled as (
    select
        count(*) as n, count(date) as date, count(title) as title, count(kind) as kind,
        count(source) as source, count(public) as public
    from milestones
),

actions_filled as (
    select
        count(*) as n, count(session_id) as session_id, count(kind) as kind, count(title) as title,
        count(nullif(owner_role, 'not_reported')) as owner_role, count(due) as due, count(done) as done
    from actions
),

outcomes_filled as (
    select
        count(*) as n, count(value) as value, count(numerator) as numerator,
        count(denominator) as denominator, count(n_persons) as n_persons, count(source) as source,
        count(nullif(provisional, 'not_reported')) as provisional
    from outcomes
),

indicators_filled as (
    select
        count(*) as n, count(name) as name, count(unit) as unit, count(direction) as direction,
        count(nullif(health, 'not_reported')) as health, count(definition) as definition,
        count(smallest_relevant) as smallest_relevant,
        count(nullif(owner_role, 'not_reported')) as owner_role, count(source) as source
    from indicators
),

accounts_filled as (
    select
        count(*) as n, count(account) as account, count(account_text) as account_text,
        count(unit_id) as unit_id, count(unit_text) as unit_text, count(service) as service,
        count(service_text) as service_text, count(year) as year, count(kind) as kind,
        count(amount_nok) as amount_nok
    from accounts
),

counted as (
    select 'sessions' as table_name, 'date' as column_name, n, date as filled from sessions_filled
    union all select 'sessions', 'start', n, start from sessions_filled
    union all select 'sessions', 'end', n, "end" from sessions_filled
    union all select 'sessions', 'duration_h', n, duration_h from sessions_filled
    union all select 'sessions', 'title', n, title from sessions_filled
    union all select 'sessions', 'purpose', n, purpose from sessions_filled
    union all select 'sessions', 'kind', n, kind from sessions_filled
    union all select 'sessions', 'parties_took_part', n, parties_took_part from sessions_filled
    union all select 'sessions', 'initiative_id', n, initiative_id from sessions_filled
    union all select 'sessions', 'phase', n, phase from sessions_filled
    union all select 'sessions', 'unit_id', n, unit_id from sessions_filled
    union all select 'sessions', 'sector', n, sector from sessions_filled
    union all select 'sessions', 'format', n, format from sessions_filled
    union all select 'sessions', 'status', n, status from sessions_filled
    union all select 'sessions', 'n_participants', n, n_participants from sessions_filled
    union all select 'sessions', 'levels_present', n, levels_present from sessions_filled
    union all select 'sessions', 'n_external', n, n_external from sessions_filled
    union all select 'sessions', 'helper_needed', n, helper_needed from sessions_filled
    union all select 'sessions', 'helper_staffed', n, helper_staffed from sessions_filled
    union all select 'sessions', 'outcome', n, outcome from sessions_filled
    union all select 'sessions', 'follow_up_due', n, follow_up_due from sessions_filled
    union all select 'sessions', 'barrier_ids', n, barrier_ids from sessions_filled
    union all select 'sessions', 'source_ref', n, source_ref from sessions_filled
    union all select 'barriers', 'title', n, title from barriers_filled
    union all select 'barriers', 'description', n, description from barriers_filled
    union all select 'barriers', 'reported_date', n, reported_date from barriers_filled
    union all select 'barriers', 'reported_by_unit', n, reported_by_unit from barriers_filled
    union all select 'barriers', 'reported_by_org', n, reported_by_org from barriers_filled
    union all select 'barriers', 'initiative_id', n, initiative_id from barriers_filled
    union all select 'barriers', 'sector', n, sector from barriers_filled
    union all select 'barriers', 'types', n, types from barriers_filled
    union all select 'barriers', 'source_types', n, source_types from barriers_filled
    union all select 'barriers', 'owner_level', n, owner_level from barriers_filled
    union all select 'barriers', 'owner_org', n, owner_org from barriers_filled
    union all select 'barriers', 'steering_instrument', n, steering_instrument from barriers_filled
    union all select 'barriers', 'legal_ref', n, legal_ref from barriers_filled
    union all select 'barriers', 'who_feels_it', n, who_feels_it from barriers_filled
    union all select 'barriers', 'est_hours', n, est_hours from barriers_filled
    union all select 'barriers', 'est_unit', n, est_unit from barriers_filled
    union all select 'barriers', 'est_basis', n, est_basis from barriers_filled
    union all select 'barriers', 'burden_hours', n, burden_hours from barriers_filled
    union all select 'barriers', 'burden_rate_nok', n, burden_rate_nok from barriers_filled
    union all select 'barriers', 'burden_per_year', n, burden_per_year from barriers_filled
    union all select 'barriers', 'burden_affected', n, burden_affected from barriers_filled
    union all select 'barriers', 'severity', n, severity from barriers_filled
    union all select 'barriers', 'remedy', n, remedy from barriers_filled
    union all select 'barriers', 'wanted_action', n, wanted_action from barriers_filled
    union all select 'barriers', 'answer_by', n, answer_by from barriers_filled
    union all select 'barriers', 'next_step', n, next_step from barriers_filled
    union all select 'barriers', 'public', n, public from barriers_filled
    union all select 'barrier_events', 'event_id', n, event_id from barrier_events_filled
    union all select 'barrier_events', 'barrier_id', n, barrier_id from barrier_events_filled
    union all select 'barrier_events', 'at', n, "at" from barrier_events_filled
    union all select 'barrier_events', 'from_status', n, from_status from barrier_events_filled
    union all select 'barrier_events', 'to_status', n, to_status from barrier_events_filled
    union all select 'barrier_events', 'actor_level', n, actor_level from barrier_events_filled
    union all select 'barrier_events', 'actor_org', n, actor_org from barrier_events_filled
    union all select 'barrier_events', 'answer', n, answer from barrier_events_filled
    union all select 'barrier_events', 'to_level', n, to_level from barrier_events_filled
    union all select 'barrier_events', 'to_org', n, to_org from barrier_events_filled
    union all select 'barrier_events', 'note', n, note from barrier_events_filled
    union all select 'barrier_events', 'doc_ref', n, doc_ref from barrier_events_filled
    union all select 'barrier_events', 'status_only', n, status_only from barrier_events_filled
    union all select 'units', 'name', n, name from units_filled
    union all select 'units', 'parent', n, parent from units_filled
    union all select 'units', 'sector', n, sector from units_filled
    union all select 'units', 'reform_start_date', n, reform_start_date from units_filled
    union all select 'units', 'treated', n, treated from units_filled
    union all select 'units', 'headcount', n, headcount from units_filled
    union all select 'units', 'fte', n, fte from units_filled
    union all select 'units', 'comparison_group', n, comparison_group from units_filled
    union all select 'initiatives', 'title', n, title from initiatives_filled
    union all select 'initiatives', 'unit_id', n, unit_id from initiatives_filled
    union all select 'initiatives', 'owner_role', n, owner_role from initiatives_filled
    union all select 'initiatives', 'goal', n, goal from initiatives_filled
    union all select 'initiatives', 'trust_dimension', n, trust_dimension from initiatives_filled
    union all select 'initiatives', 'started', n, started from initiatives_filled
    union all select 'phase_events', 'from_phase', n, from_phase from phase_events_filled
    union all select 'phase_events', 'round', n, round from phase_events_filled
    union all select 'phase_events', 'reason', n, reason from phase_events_filled
    union all select 'phase_events', 'barrier_id', n, barrier_id from phase_events_filled
    union all select 'milestones', 'date', n, date from milestones_filled
    union all select 'milestones', 'title', n, title from milestones_filled
    union all select 'milestones', 'kind', n, kind from milestones_filled
    union all select 'milestones', 'source', n, source from milestones_filled
    union all select 'milestones', 'public', n, public from milestones_filled
    union all select 'actions', 'session_id', n, session_id from actions_filled
    union all select 'actions', 'kind', n, kind from actions_filled
    union all select 'actions', 'title', n, title from actions_filled
    union all select 'actions', 'owner_role', n, owner_role from actions_filled
    union all select 'actions', 'due', n, due from actions_filled
    union all select 'actions', 'done', n, done from actions_filled
    union all select 'outcomes', 'value', n, value from outcomes_filled
    union all select 'outcomes', 'numerator', n, numerator from outcomes_filled
    union all select 'outcomes', 'denominator', n, denominator from outcomes_filled
    union all select 'outcomes', 'n_persons', n, n_persons from outcomes_filled
    union all select 'outcomes', 'source', n, source from outcomes_filled
    union all select 'outcomes', 'provisional', n, provisional from outcomes_filled
    union all select 'indicators', 'name', n, name from indicators_filled
    union all select 'indicators', 'unit', n, unit from indicators_filled
    union all select 'indicators', 'direction', n, direction from indicators_filled
    union all select 'indicators', 'health', n, health from indicators_filled
    union all select 'indicators', 'definition', n, definition from indicators_filled
    union all select 'indicators', 'smallest_relevant', n, smallest_relevant from indicators_filled
    union all select 'indicators', 'owner_role', n, owner_role from indicators_filled
    union all select 'indicators', 'source', n, source from indicators_filled
    union all select 'accounts', 'account', n, account from accounts_filled
    union all select 'accounts', 'account_text', n, account_text from accounts_filled
    union all select 'accounts', 'unit_id', n, unit_id from accounts_filled
    union all select 'accounts', 'unit_text', n, unit_text from accounts_filled
    union all select 'accounts', 'service', n, service from accounts_filled
    union all select 'accounts', 'service_text', n, service_text from accounts_filled
    union all select 'accounts', 'year', n, year from accounts_filled
    union all select 'accounts', 'kind', n, kind from accounts_filled
    union all select 'accounts', 'amount_nok', n, amount_nok from accounts_filled
)

select
    table_name,
    column_name,
    n,
    n - filled as missing,
    (n - filled) / n as missing_share
from counted
where n > 0
order by table_name, column_name
