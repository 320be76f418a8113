"""Findings are sentences that rules compute from answers, each with its rule; a rule that finds nothing says so."""

from reformspor.findings.barriers import state_oldest, state_stock
from reformspor.findings.change import state_change
from reformspor.findings.cost import (
    state_cap,
    state_cost,
    state_cost_basis,
    state_cost_spread,
    state_in_kind,
    state_recorded,
    state_uncosted,
)
from reformspor.findings.cost_glance import estimate_shift, glance_estimate
from reformspor.findings.finding import Certainty, Finding
from reformspor.findings.former import (
    Goal,
    against_before,
    against_former,
    against_target,
    say_former_period,
    say_shift,
    total,
)
from reformspor.findings.glance import (
    Glance,
    glance_barriers,
    glance_freshness,
    glance_hours,
    glance_initiatives,
    glance_sessions,
)
from reformspor.findings.growth import state_growth
from reformspor.findings.hours import state_on_top, state_release, state_support
from reformspor.findings.money import per_mille, short
from reformspor.findings.needs import (
    age_ends,
    beyond_share,
    cost_ends,
    cost_month_ends,
    cost_said,
    gap_ends,
    glance_gap,
    glance_late,
    glance_waiting,
    late_ends,
    median_ends,
    waiting_ends,
)
from reformspor.findings.parties import party_share, state_parties, state_parties_phase
from reformspor.findings.phases import (
    state_cycle,
    state_now,
    state_rounds,
    state_spread,
    state_stops,
    state_time,
)
from reformspor.findings.quality import state_missing, state_refused
from reformspor.findings.rank import outstanding
from reformspor.findings.representatives import (
    representatives_of,
    state_load,
    state_months_beyond,
    state_on_top_years,
    state_plan,
)
from reformspor.findings.reps_glance import (
    beyond_ends,
    glance_beyond,
    glance_on_top,
    glance_parties,
    glance_plan,
    on_top_ends,
)
from reformspor.findings.scenario import (
    assumptions,
    basis_said,
    forecast_assumptions,
    foreseen,
    group_label,
    state_backtest,
    state_forecast,
    state_gap,
    state_growing,
    state_next,
)
from reformspor.findings.shares import state_few, state_largest, state_levels
from reformspor.findings.situation import state_situation
from reformspor.findings.staffing import state_staffing
from reformspor.findings.standing import state_holes, state_quality_change, state_rules
from reformspor.findings.status import Status, state_status

__all__ = [
    "Certainty",
    "Finding",
    "Glance",
    "Goal",
    "Status",
    "against_before",
    "against_former",
    "against_target",
    "age_ends",
    "assumptions",
    "basis_said",
    "beyond_ends",
    "beyond_share",
    "cost_ends",
    "cost_month_ends",
    "cost_said",
    "estimate_shift",
    "forecast_assumptions",
    "foreseen",
    "gap_ends",
    "glance_barriers",
    "glance_beyond",
    "glance_cost",
    "glance_estimate",
    "glance_freshness",
    "glance_gap",
    "glance_hours",
    "glance_initiatives",
    "glance_late",
    "glance_on_top",
    "glance_parties",
    "glance_plan",
    "glance_sessions",
    "glance_waiting",
    "group_label",
    "late_ends",
    "median_ends",
    "on_top_ends",
    "outstanding",
    "party_share",
    "per_mille",
    "representatives_of",
    "say_former_period",
    "say_shift",
    "short",
    "state_backtest",
    "state_cap",
    "state_change",
    "state_cost",
    "state_cost_basis",
    "state_cost_spread",
    "state_cycle",
    "state_few",
    "state_forecast",
    "state_gap",
    "state_growing",
    "state_growth",
    "state_holes",
    "state_in_kind",
    "state_largest",
    "state_levels",
    "state_load",
    "state_missing",
    "state_months_beyond",
    "state_next",
    "state_now",
    "state_oldest",
    "state_on_top",
    "state_on_top_years",
    "state_parties",
    "state_parties_phase",
    "state_plan",
    "state_quality_change",
    "state_recorded",
    "state_refused",
    "state_release",
    "state_rounds",
    "state_rules",
    "state_situation",
    "state_spread",
    "state_staffing",
    "state_status",
    "state_stock",
    "state_stops",
    "state_support",
    "state_time",
    "state_uncosted",
    "total",
    "waiting_ends",
]
