"""Findings are sentences that rules compute from answers, each with its rule; a rule that finds nothing says so."""

from reformspor.findings.barriers import state_oldest, state_stock
from reformspor.findings.change import state_change
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
from reformspor.findings.shares import state_few, state_largest, state_levels
from reformspor.findings.situation import state_situation
from reformspor.findings.staffing import state_staffing
from reformspor.findings.standing import state_holes, state_quality_change, state_rules

__all__ = [
    "Certainty",
    "Finding",
    "Glance",
    "Goal",
    "against_before",
    "against_former",
    "against_target",
    "beyond_ends",
    "glance_barriers",
    "glance_beyond",
    "glance_freshness",
    "glance_hours",
    "glance_initiatives",
    "glance_on_top",
    "glance_parties",
    "glance_plan",
    "glance_sessions",
    "on_top_ends",
    "outstanding",
    "party_share",
    "representatives_of",
    "say_former_period",
    "say_shift",
    "state_change",
    "state_cycle",
    "state_few",
    "state_growth",
    "state_holes",
    "state_largest",
    "state_levels",
    "state_load",
    "state_missing",
    "state_months_beyond",
    "state_now",
    "state_oldest",
    "state_on_top",
    "state_on_top_years",
    "state_parties",
    "state_parties_phase",
    "state_plan",
    "state_quality_change",
    "state_refused",
    "state_release",
    "state_rounds",
    "state_rules",
    "state_situation",
    "state_spread",
    "state_staffing",
    "state_stock",
    "state_stops",
    "state_support",
    "state_time",
    "total",
]
