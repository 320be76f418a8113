"""The ladder of verdicts: no level without its gates, no gate passed by what was not measured, nothing raised."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reformspor.effects.gates import gates, limit_of
from reformspor.effects.result import Fact
from reformspor.effects.verdict import Lowering, judge, lower, may_lower, plain_verdict, read_verdict

SERIES: dict[str, Fact] = {
    "hidden": False,
    "n_pre": 36,
    "n_post": 24,
    "zero_inside": False,
    "detectable_ratio": 0.8,
    "registered": True,
    "missing": 0.0,
    "definition_breaks": 0,
    "p": 0.002,
    "placebo_dates": 30,
    "placebo_share": 1 / 31,
    "residuals_clean": True,
    "competing_events": 0,
}
UNITS: dict[str, Fact] = {
    "hidden": False,
    "n_treated": 8,
    "n_comparison": 4,
    "n_units": 12,
    "n_pre": 24,
    "n_post": 12,
    "smallest_p": 0.0005,
    "zero_inside": False,
    "detectable_ratio": 0.7,
    "registered": True,
    "missing": 0.01,
    "definition_breaks": 0,
    "ri_p": 0.01,
    "registered_before_opening": True,
    "direction_as_registered": True,
    "assignments": 34650,
    "wild_p": 0.02,
    "estimators_agree": True,
    "joint_p": 0.4,
    "pretest_p": 0.4,
    "pretest_told": True,
    "drift_ratio": 0.3,
    "sign_stable": True,
    "smoothness_ratio": 1.4,
    "relative_breakdown": None,
    "holm_p": 0.02,
    "drawn": False,
    "control_silent": True,
    "inside_margin": False,
}


def test_a_series_that_meets_every_gate_is_a_change_and_never_more() -> None:
    assert judge("its", SERIES).level == "change"
    assert judge("its", SERIES | UNITS | {"drawn": True, "relative_breakdown": 2.0, "inside_margin": True}).level == (
        "change"
    )


def test_several_units_that_meet_every_gate_are_a_probable_effect() -> None:
    verdict = judge("did", UNITS)
    assert (verdict.level, verdict.holding) == ("probable_effect", ("randomised",))


@pytest.mark.parametrize("more", [{"drawn": True}, {"relative_breakdown": 1.0}])
def test_a_drawn_order_or_a_large_breakdown_with_a_silent_control_is_a_well_founded_effect(
    more: dict[str, Fact],
) -> None:
    assert judge("did", UNITS | more).level == "well_founded_effect"


def test_a_large_breakdown_is_not_enough_when_the_control_outcome_moved() -> None:
    assert judge("did", UNITS | {"relative_breakdown": 1.5, "control_silent": False}).level == "probable_effect"


def test_relative_magnitudes_may_stand_in_for_smoothness() -> None:
    weak: dict[str, Fact] = UNITS | {"smoothness_ratio": 0.2}
    assert judge("did", weak).level == "change"
    assert judge("did", weak | {"relative_breakdown": 0.5}).level == "probable_effect"


# What each value must not be, and what the verdict then is at most.
BELOW = [
    ("its", "n_pre", 23, "too_little"),
    ("its", "n_post", 11, "too_little"),
    ("its", "registered", False, "description"),
    ("its", "missing", 0.051, "description"),
    ("its", "definition_breaks", 1, "description"),
    ("its", "p", 0.01, "description"),
    ("its", "placebo_dates", 19, "description"),
    ("its", "placebo_share", 0.06, "description"),
    ("its", "residuals_clean", False, "description"),
    ("its", "competing_events", 1, "description"),
    ("did", "n_treated", 2, "too_little"),
    ("did", "n_comparison", 2, "too_little"),
    ("did", "n_pre", 11, "too_little"),
    ("did", "n_post", 5, "too_little"),
    ("did", "smallest_p", 1 / 12, "too_little"),
    ("did", "registered", False, "description"),
    ("did", "missing", 0.06, "description"),
    ("did", "definition_breaks", 1, "description"),
    ("did", "ri_p", 0.06, "description"),
    ("did", "registered_before_opening", False, "change"),
    ("did", "direction_as_registered", False, "change"),
    ("did", "n_units", 9, "change"),
    ("did", "assignments", 199, "change"),
    ("did", "wild_p", 0.11, "change"),
    ("did", "estimators_agree", False, "change"),
    ("did", "pretest_p", 0.09, "change"),
    ("did", "joint_p", 0.09, "change"),
    ("did", "pretest_p", 0.049, "description"),
    ("did", "drift_ratio", 0.5, "change"),
    ("did", "sign_stable", False, "change"),
    ("did", "smoothness_ratio", 0.99, "change"),
    ("did", "holm_p", 0.051, "change"),
]


@pytest.mark.parametrize(("design", "measure", "value", "level"), BELOW)
def test_each_gate_alone_caps_the_verdict(design: str, measure: str, value: Fact, level: str) -> None:
    assert judge(design, (SERIES if design == "its" else UNITS) | {measure: value}).level == level


@pytest.mark.parametrize(("design", "measure"), sorted({(one[0], one[1]) for one in BELOW}))
def test_what_was_not_measured_meets_no_gate(design: str, measure: str) -> None:
    whole = SERIES if design == "its" else UNITS
    rules = gates()
    left = judge(design, whole | {measure: None})
    assert rules.rank(left.level) < rules.rank(judge(design, whole).level)
    assert judge(design, {name: value for name, value in whole.items() if name != measure}) == left


def test_hidden_comes_before_everything_else_and_also_when_nobody_has_said_it_is_not() -> None:
    assert judge("did", UNITS | {"hidden": True}).level == "hidden"
    assert judge("did", {}).level == "hidden"


def test_nothing_found_where_nothing_could_be_found_is_undecided() -> None:
    small: dict[str, Fact] = {"zero_inside": True, "detectable_ratio": 1.2}
    assert judge("did", UNITS | small | {"ri_p": 0.4}).level == "undecided"
    assert judge("its", SERIES | small | {"p": 0.4}).level == "undecided"


def test_not_significant_alone_is_never_no_relevant_effect() -> None:
    nothing: dict[str, Fact] = {"zero_inside": True, "detectable_ratio": 0.9, "ri_p": 0.7}
    assert judge("did", UNITS | nothing).level == "description"
    assert judge("did", UNITS | nothing | {"inside_margin": True}).level == "no_relevant_effect"
    # A change that would have been relevant might not have been found: nothing found is then no answer.
    unseen = nothing | {"inside_margin": True, "detectable_ratio": 1.2}
    assert judge("did", UNITS | unseen).level == "undecided"


@pytest.mark.parametrize("measure", ["registered_before_opening", "assignments", "n_units", "pretest_p", "missing"])
def test_no_relevant_effect_asks_all_that_is_asked_of_the_design(measure: str) -> None:
    nothing: dict[str, Fact] = {"zero_inside": True, "ri_p": 0.7, "inside_margin": True}
    assert judge("did", UNITS | nothing | {measure: None}).level != "no_relevant_effect"


@pytest.mark.parametrize(
    ("design", "level"), [("spc", "variation"), ("dose", "association"), ("survival", "description")]
)
def test_a_design_never_passes_its_ceiling(design: str, level: str) -> None:
    whole = UNITS | SERIES | {"n": 100, "n_ended": 50, "drawn": True, "inside_margin": True, "signals": 1}
    assert judge(design, whole).level == level


def test_a_chart_without_a_signal_says_nothing_of_variation() -> None:
    chart: dict[str, Fact] = {"hidden": False, "n_pre": 24, "definition_breaks": 0}
    assert [judge("spc", chart | {"signals": n}).level for n in (0, 1)] == ["description", "variation"]


def test_the_verdict_says_which_gates_hold_it_where_it_is() -> None:
    verdict = judge("did", UNITS | {"wild_p": 0.3, "sign_stable": False})
    assert verdict.level == "change"
    assert verdict.holding == ("wild", "leave_one_out")
    assert set(verdict.unmet) == {"wild", "leave_one_out", "randomised"}


def test_a_verdict_is_lowered_with_a_signed_reason_and_never_raised() -> None:
    verdict = judge("did", UNITS)
    lowered = lower(verdict, Lowering("description", "Registreringa skifta system i mars.", "researcher", "2026-11-23"))
    assert (lowered.level, lowered.judged) == ("description", "probable_effect")
    for to in ("probable_effect", "well_founded_effect", "no_relevant_effect", "variation", "association", "hidden"):
        with pytest.raises(ValueError, match="cannot be lowered"):
            lower(verdict, Lowering(to, "Fordi.", "researcher", "2026-11-23"))
    with pytest.raises(ValueError, match="must be given"):
        lower(verdict, Lowering("change", " ", "researcher", "2026-11-23"))
    with pytest.raises(ValueError, match="cannot be lowered"):
        lower(lowered, Lowering("change", "Likevel.", "researcher", "2026-11-23"))


def test_that_there_is_no_relevant_effect_is_not_lowered_to_that_there_is_a_change() -> None:
    nothing = judge("did", UNITS | {"zero_inside": True, "ri_p": 0.7, "inside_margin": True})
    assert nothing.level == "no_relevant_effect"
    assert not may_lower(nothing, "change")
    assert may_lower(nothing, "description")
    assert may_lower(nothing, "undecided")


def test_a_verdict_is_the_same_when_it_has_been_written_and_read() -> None:
    lowered = lower(judge("did", UNITS), Lowering("change", "Uviss start.", "researcher", "2026-11-23T10:00:00Z"))
    assert read_verdict(json.loads(json.dumps(plain_verdict(lowered)))) == lowered


def test_a_lower_level_in_the_file_is_what_a_verdict_of_it_says() -> None:
    rules = gates()
    strict = replace(rules, gates=tuple(replace(gate, caps="too_little") for gate in rules.gates))
    assert judge("did", UNITS | {"wild_p": 0.3}, strict).level == "too_little"


def test_every_gate_has_a_reason_and_a_level_of_its_designs_own_ladder() -> None:
    rules = gates()
    for gate in rules.gates:
        assert gate.reason
        for design in gate.designs:
            assert rules.rank(gate.caps) < rules.rank(rules.ceilings[design]), (gate.code, design)


def test_what_is_said_elsewhere_goes_by_the_gates_own_limits() -> None:
    assert limit_of("its_p", "p") == 0.01
    assert limit_of("pretest_power", "drift_ratio") == 0.5
    with pytest.raises(KeyError, match="its_p: ri_p"):
        limit_of("its_p", "ri_p")
