-- question = "Kor fullstendige er kolonnane?"
-- why = "Den som les tala, skal sjå kva kjelda ikkje har svara på."
-- grain = ["table_name", "column_name"]
-- values = ["missing"]
-- unit = "rows"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with counted as (
    select 'sessions' as table_name, 'date' as column_name, count(*) as n, count(date) as filled from sessions
    union all
    select 'sessions', 'start', count(*), count(start) from sessions
    union all
    select 'sessions', 'end', count(*), count("end") from sessions
    union all
    select 'sessions', 'duration_h', count(*), count(duration_h) from sessions
    union all
    select 'sessions', 'title', count(*), count(title) from sessions
    union all
    select 'sessions', 'purpose', count(*), count(purpose) from sessions
    union all
    select 'sessions', 'kind', count(*), count(nullif(kind, 'not_reported')) from sessions
    union all
    select 'sessions', 'parties_took_part', count(*), count(nullif(parties_took_part, 'not_reported')) from sessions
    union all
    select 'sessions', 'initiative_id', count(*), count(initiative_id) from sessions
    union all
    select 'sessions', 'phase', count(*), count(nullif(phase, 'not_reported')) from sessions
    union all
    select 'sessions', 'unit_id', count(*), count(unit_id) from sessions
    union all
    select 'sessions', 'sector', count(*), count(nullif(sector, 'not_reported')) from sessions
    union all
    select 'sessions', 'format', count(*), count(nullif(format, 'not_reported')) from sessions
    union all
    select 'sessions', 'status', count(*), count(status) from sessions
    union all
    select 'sessions', 'n_participants', count(*), count(n_participants) from sessions
    union all
    select 'sessions', 'levels_present', count(*), count(levels_present) from sessions
    union all
    select 'sessions', 'n_external', count(*), count(n_external) from sessions
    union all
    select 'sessions', 'helper_needed', count(*), count(helper_needed) from sessions
    union all
    select 'sessions', 'helper_staffed', count(*), count(helper_staffed) from sessions
    union all
    select 'sessions', 'outcome', count(*), count(outcome) from sessions
    union all
    select 'sessions', 'follow_up_due', count(*), count(follow_up_due) from sessions
    union all
    select 'sessions', 'barrier_ids', count(*), count(barrier_ids) from sessions
    union all
    select 'sessions', 'source_ref', count(*), count(source_ref) from sessions
    union all
    select 'barriers', 'title', count(*), count(title) from barriers
    union all
    select 'barriers', 'description', count(*), count(description) from barriers
    union all
    select 'barriers', 'reported_date', count(*), count(reported_date) from barriers
    union all
    select 'barriers', 'reported_by_unit', count(*), count(reported_by_unit) from barriers
    union all
    select 'barriers', 'reported_by_org', count(*), count(reported_by_org) from barriers
    union all
    select 'barriers', 'initiative_id', count(*), count(initiative_id) from barriers
    union all
    select 'barriers', 'sector', count(*), count(nullif(sector, 'not_reported')) from barriers
    union all
    select 'barriers', 'types', count(*), count(types) from barriers
    union all
    select 'barriers', 'source_types', count(*), count(source_types) from barriers
    union all
    select 'barriers', 'owner_level', count(*), count(nullif(owner_level, 'not_reported')) from barriers
    union all
    select 'barriers', 'owner_org', count(*), count(owner_org) from barriers
    union all
    select 'barriers', 'steering_instrument', count(*), count(nullif(steering_instrument, 'not_reported')) from barriers
    union all
    select 'barriers', 'legal_ref', count(*), count(legal_ref) from barriers
    union all
    select 'barriers', 'who_feels_it', count(*), count(who_feels_it) from barriers
    union all
    select 'barriers', 'est_hours', count(*), count(est_hours) from barriers
    union all
    select 'barriers', 'est_unit', count(*), count(nullif(est_unit, 'not_reported')) from barriers
    union all
    select 'barriers', 'est_basis', count(*), count(nullif(est_basis, 'not_reported')) from barriers
    union all
    select 'barriers', 'burden_hours', count(*), count(burden_hours) from barriers
    union all
    select 'barriers', 'burden_rate_nok', count(*), count(burden_rate_nok) from barriers
    union all
    select 'barriers', 'burden_per_year', count(*), count(burden_per_year) from barriers
    union all
    select 'barriers', 'burden_affected', count(*), count(burden_affected) from barriers
    union all
    select 'barriers', 'severity', count(*), count(severity) from barriers
    union all
    select 'barriers', 'remedy', count(*), count(remedy) from barriers
    union all
    select 'barriers', 'wanted_action', count(*), count(wanted_action) from barriers
    union all
    select 'barriers', 'answer_by', count(*), count(answer_by) from barriers
    union all
    select 'barriers', 'next_step', count(*), count(next_step) from barriers
    union all
    select 'barriers', 'public', count(*), count(public) from barriers
    union all
    select 'barrier_events', 'event_id', count(*), count(event_id) from barrier_events
    union all
    select 'barrier_events', 'barrier_id', count(*), count(barrier_id) from barrier_events
    union all
    select 'barrier_events', 'at', count(*), count("at") from barrier_events
    union all
    select 'barrier_events', 'from_status', count(*), count(from_status) from barrier_events
    union all
    select 'barrier_events', 'to_status', count(*), count(to_status) from barrier_events
    union all
    select 'barrier_events', 'actor_level', count(*), count(nullif(actor_level, 'not_reported')) from barrier_events
    union all
    select 'barrier_events', 'actor_org', count(*), count(actor_org) from barrier_events
    union all
    select 'barrier_events', 'answer', count(*), count(answer) from barrier_events
    union all
    select 'barrier_events', 'to_level', count(*), count(nullif(to_level, 'not_reported')) from barrier_events
    union all
    select 'barrier_events', 'to_org', count(*), count(to_org) from barrier_events
    union all
    select 'barrier_events', 'note', count(*), count(note) from barrier_events
    union all
    select 'barrier_events', 'doc_ref', count(*), count(doc_ref) from barrier_events
    union all
    select 'barrier_events', 'status_only', count(*), count(nullif(status_only, 'not_reported')) from barrier_events
    union all
    select 'units', 'name', count(*), count(name) from units
    union all
    select 'units', 'parent', count(*), count(parent) from units
    union all
    select 'units', 'sector', count(*), count(nullif(sector, 'not_reported')) from units
    union all
    select 'units', 'reform_start_date', count(*), count(reform_start_date) from units
    union all
    select 'units', 'treated', count(*), count(nullif(treated, 'not_reported')) from units
    union all
    select 'units', 'headcount', count(*), count(headcount) from units
    union all
    select 'units', 'fte', count(*), count(fte) from units
    union all
    select 'units', 'comparison_group', count(*), count(comparison_group) from units
    union all
    select 'initiatives', 'title', count(*), count(title) from initiatives
    union all
    select 'initiatives', 'unit_id', count(*), count(unit_id) from initiatives
    union all
    select 'initiatives', 'owner_role', count(*), count(nullif(owner_role, 'not_reported')) from initiatives
    union all
    select 'initiatives', 'goal', count(*), count(goal) from initiatives
    union all
    select 'initiatives', 'trust_dimension', count(*), count(trust_dimension) from initiatives
    union all
    select 'initiatives', 'started', count(*), count(started) from initiatives
    union all
    select 'phase_events', 'from_phase', count(*), count(nullif(from_phase, 'not_reported')) from phase_events
    union all
    select 'phase_events', 'round', count(*), count(round) from phase_events
    union all
    select 'phase_events', 'reason', count(*), count(reason) from phase_events
    union all
    select 'phase_events', 'barrier_id', count(*), count(barrier_id) from phase_events
    union all
    select 'milestones', 'date', count(*), count(date) from milestones
    union all
    select 'milestones', 'title', count(*), count(title) from milestones
    union all
    select 'milestones', 'kind', count(*), count(kind) from milestones
    union all
    select 'milestones', 'source', count(*), count(source) from milestones
    union all
    select 'milestones', 'public', count(*), count(public) from milestones
    union all
    select 'actions', 'session_id', count(*), count(session_id) from actions
    union all
    select 'actions', 'kind', count(*), count(kind) from actions
    union all
    select 'actions', 'title', count(*), count(title) from actions
    union all
    select 'actions', 'owner_role', count(*), count(nullif(owner_role, 'not_reported')) from actions
    union all
    select 'actions', 'due', count(*), count(due) from actions
    union all
    select 'actions', 'done', count(*), count(done) from actions
    union all
    select 'outcomes', 'value', count(*), count(value) from outcomes
    union all
    select 'outcomes', 'numerator', count(*), count(numerator) from outcomes
    union all
    select 'outcomes', 'denominator', count(*), count(denominator) from outcomes
    union all
    select 'outcomes', 'n_persons', count(*), count(n_persons) from outcomes
    union all
    select 'outcomes', 'source', count(*), count(source) from outcomes
    union all
    select 'outcomes', 'provisional', count(*), count(nullif(provisional, 'not_reported')) from outcomes
    union all
    select 'indicators', 'name', count(*), count(name) from indicators
    union all
    select 'indicators', 'unit', count(*), count(unit) from indicators
    union all
    select 'indicators', 'direction', count(*), count(direction) from indicators
    union all
    select 'indicators', 'health', count(*), count(nullif(health, 'not_reported')) from indicators
    union all
    select 'indicators', 'definition', count(*), count(definition) from indicators
    union all
    select 'indicators', 'smallest_relevant', count(*), count(smallest_relevant) from indicators
    union all
    select 'indicators', 'owner_role', count(*), count(nullif(owner_role, 'not_reported')) from indicators
    union all
    select 'indicators', 'source', count(*), count(source) from indicators
    union all
    select 'accounts', 'account', count(*), count(account) from accounts
    union all
    select 'accounts', 'account_text', count(*), count(account_text) from accounts
    union all
    select 'accounts', 'unit_id', count(*), count(unit_id) from accounts
    union all
    select 'accounts', 'unit_text', count(*), count(unit_text) from accounts
    union all
    select 'accounts', 'service', count(*), count(service) from accounts
    union all
    select 'accounts', 'service_text', count(*), count(service_text) from accounts
    union all
    select 'accounts', 'year', count(*), count(year) from accounts
    union all
    select 'accounts', 'kind', count(*), count(kind) from accounts
    union all
    select 'accounts', 'amount_nok', count(*), count(amount_nok) from accounts
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
