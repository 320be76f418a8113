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
from reformspor.findings.hours import state_on_top, state_release, state_support
from reformspor.findings.quality import state_missing, state_refused
from reformspor.findings.rank import outstanding
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
    "glance_barriers",
    "glance_freshness",
    "glance_hours",
    "glance_initiatives",
    "glance_sessions",
    "outstanding",
    "say_former_period",
    "say_shift",
    "state_change",
    "state_few",
    "state_holes",
    "state_largest",
    "state_levels",
    "state_missing",
    "state_oldest",
    "state_on_top",
    "state_quality_change",
    "state_refused",
    "state_release",
    "state_rules",
    "state_situation",
    "state_staffing",
    "state_stock",
    "state_support",
    "total",
]
