"""Charts are pure functions from an Answer to a figure with its key, its alt text and a table of the same numbers."""

from reformspor.charts.ageing import ageing
from reformspor.charts.answered import answered_bars
from reformspor.charts.backtest import backtest_lines, backtest_table, group_table
from reformspor.charts.bars import ranked_bars
from reformspor.charts.beside import apart_listing, beside_marks, counts_listing, reference_facts
from reformspor.charts.burden import burden, waiting_cost
from reformspor.charts.calendar import session_calendar
from reformspor.charts.chart import Chart, KeyItem, Mark
from reformspor.charts.coverage import coverage
from reformspor.charts.cumulative import cumulative_flow
from reformspor.charts.cycle import cycle
from reformspor.charts.dose import dose_points
from reformspor.charts.dose_slopes import dose_covered, dose_slopes
from reformspor.charts.draws import draws_heap
from reformspor.charts.drift import drift_in_stretches
from reformspor.charts.dumbbell import dumbbell
from reformspor.charts.effect_course import effect_course
from reformspor.charts.effect_series import effect_series
from reformspor.charts.effort import effort_listing, fifth_listing
from reformspor.charts.effort_parts import effort_bars
from reformspor.charts.ends import ends_over_days
from reformspor.charts.event_study import event_study
from reformspor.charts.expected import expected_table
from reformspor.charts.forecast import forecast_line, forecast_panels
from reformspor.charts.forest import Branch, chance, estimate_said, forest
from reformspor.charts.forests import (
    bounds_forest,
    changes_table,
    comparisons_table,
    groups_forest,
    methods_forest,
    units_forest,
)
from reformspor.charts.gap_weeks import gap_weeks
from reformspor.charts.groups import lasting_groups
from reformspor.charts.growth import growth_bars
from reformspor.charts.heat import heat_map
from reformspor.charts.holes import holes_by_month, holes_by_snapshot
from reformspor.charts.joining import joining_shares
from reformspor.charts.lasting import lasting_curves
from reformspor.charts.listing import cut, facts, listing, matching, options, shares, wanted
from reformspor.charts.load import load_bands
from reformspor.charts.matrix import matrix
from reformspor.charts.milestones import with_milestones, without_milestones
from reformspor.charts.need import need_against
from reformspor.charts.outcome import scenario_table
from reformspor.charts.outcome_course import outcome_courses
from reformspor.charts.outcome_tables import baseline_table, held_table, indicator_register
from reformspor.charts.over_months import by_month, placebo_dates
from reformspor.charts.owned import owner_listing, owner_names, owners
from reformspor.charts.paint import paint, tokens
from reformspor.charts.pairs import own_and_in_kind, paired_bars
from reformspor.charts.parted import parted
from reformspor.charts.parts import parties_by_phase, parties_by_quarter
from reformspor.charts.paths import paths
from reformspor.charts.peers import peers_facts, peers_held, peers_loaded, peers_placebos, peers_weights
from reformspor.charts.phases import swimlanes
from reformspor.charts.picking import pick
from reformspor.charts.reach import reach, without_register
from reformspor.charts.registered import is_status_only, lacking_said, registered_listing, statuses
from reformspor.charts.release import release_months
from reformspor.charts.rounds import rounds
from reformspor.charts.share_years import share_years
from reformspor.charts.spells import spells
from reformspor.charts.spread import spread_months
from reformspor.charts.stacked import stacked_months
from reformspor.charts.standing import rule_bars, rule_choices, rule_explained
from reformspor.charts.steps import steps
from reformspor.charts.stock import stock_and_flow
from reformspor.charts.support import support_quarters
from reformspor.charts.targets import target_listing
from reformspor.charts.texts import n_waiting, text_counts
from reformspor.charts.textured import textured
from reformspor.charts.totals import cost_totals, costed_listing, totals_heading, without_fte
from reformspor.charts.transitions import transition_matrix
from reformspor.charts.unit_months import missing_map, start_map
from reformspor.charts.unit_rates import unit_rates
from reformspor.charts.wave_differences import wave_differences
from reformspor.charts.ways import Way, leading
from reformspor.charts.weeks import staffing_weeks

__all__ = [
    "Branch",
    "Chart",
    "KeyItem",
    "Mark",
    "Way",
    "ageing",
    "answered_bars",
    "apart_listing",
    "backtest_lines",
    "backtest_table",
    "baseline_table",
    "beside_marks",
    "bounds_forest",
    "burden",
    "by_month",
    "chance",
    "changes_table",
    "comparisons_table",
    "cost_totals",
    "costed_listing",
    "counts_listing",
    "coverage",
    "cumulative_flow",
    "cut",
    "cycle",
    "dose_covered",
    "dose_points",
    "dose_slopes",
    "draws_heap",
    "drift_in_stretches",
    "dumbbell",
    "effect_course",
    "effect_series",
    "effort_bars",
    "effort_listing",
    "ends_over_days",
    "estimate_said",
    "event_study",
    "expected_table",
    "facts",
    "fifth_listing",
    "forecast_line",
    "forecast_panels",
    "forest",
    "gap_weeks",
    "group_table",
    "groups_forest",
    "growth_bars",
    "heat_map",
    "held_table",
    "holes_by_month",
    "holes_by_snapshot",
    "indicator_register",
    "is_status_only",
    "joining_shares",
    "lacking_said",
    "lasting_curves",
    "lasting_groups",
    "leading",
    "listing",
    "load_bands",
    "matching",
    "matrix",
    "methods_forest",
    "missing_map",
    "n_waiting",
    "need_against",
    "options",
    "outcome_courses",
    "own_and_in_kind",
    "owner_listing",
    "owner_names",
    "owners",
    "paint",
    "paired_bars",
    "parted",
    "parties_by_phase",
    "parties_by_quarter",
    "paths",
    "peers_facts",
    "peers_held",
    "peers_loaded",
    "peers_placebos",
    "peers_weights",
    "pick",
    "placebo_dates",
    "ranked_bars",
    "reach",
    "reference_facts",
    "registered_listing",
    "release_months",
    "rounds",
    "rule_bars",
    "rule_choices",
    "rule_explained",
    "scenario_table",
    "session_calendar",
    "share_years",
    "shares",
    "spells",
    "spread_months",
    "stacked_months",
    "staffing_weeks",
    "start_map",
    "statuses",
    "steps",
    "stock_and_flow",
    "support_quarters",
    "swimlanes",
    "target_listing",
    "text_counts",
    "textured",
    "tokens",
    "totals_heading",
    "transition_matrix",
    "unit_rates",
    "units_forest",
    "waiting_cost",
    "wanted",
    "wave_differences",
    "with_milestones",
    "without_fte",
    "without_milestones",
    "without_register",
]
