"""How far trends may part, and what a test before the start could have found: published numbers and laws."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest

from reformspor.effects import honest, pretrends
from reformspor.effects.fixed_length import best_weights, half_length, problem_of, shortest
from reformspor.effects.panel import Panel
from reformspor.effects.result import plain
from reformspor.effects.stretches import Stretches, stretches_of
from reformspor.words import LANGUAGES, speak
from tests.effects.employment import alike
from tests.effects.simulated import simulated

TWELVE = (24,) * 3 + (30,) * 3 + (36,) * 2 + (None,) * 4


def study(values: tuple[float, ...], n_before: int, error: float = 0.1, free: int | None = None) -> Stretches:
    """An event study of single steps whose estimates are independent and have one error."""
    events = tuple((e,) for e in (*range(-1 - n_before, -1), *range(len(values) - n_before)))
    spread = np.eye(len(values)) * error**2
    return Stretches(np.array(values), spread, n_before, events, (-1,), 1, free)


def test_the_published_bounds_of_the_first_step_and_of_the_mean_come_out() -> None:
    panel = alike()
    first = honest.smoothness(panel, [0.01], at=0, comparison="never").of("bound", "0.01")
    mean = honest.smoothness(panel, [0.01], comparison="never").of("bound", "0.01")
    assert first is not None
    assert mean is not None
    assert [round(first.low or 0, 3), round(first.high or 0, 3)] == [-0.046, 0.037]
    assert [round(mean.low or 0, 3), round(mean.high or 0, 3)] == [-0.143, 0.070]


def test_a_straight_difference_of_trends_is_taken_away_whole() -> None:
    # The path before the start goes on as it was: with no bend allowed there is nothing left.
    line = honest.smoothness_of(study((-0.3, -0.2, -0.1, 0.1, 0.2), 3, 0.01), [0.0])
    bound = line.of("bound", "0")
    assert bound is not None
    assert bound.value == pytest.approx(0, abs=1e-6)
    assert line.facts["breakdown"] is None


def test_wider_bends_widen_the_bound_and_the_breakdown_is_where_nought_enters() -> None:
    held = study((0.1, -0.05, 0.05, 0.8), 3, 0.03)
    found = honest.smoothness_of(held, [0.0, 0.05, 0.1, 0.2])
    widths = [(one.high or 0) - (one.low or 0) for one in found.all_of("bound")]
    assert widths == sorted(widths)
    broken = found.facts["breakdown"]
    assert isinstance(broken, float)
    inside, outside = (honest.smoothness_of(held, [bend]).all_of("bound")[0] for bend in (1.05 * broken, 0.95 * broken))
    assert (inside.low or 0) <= 0
    assert (outside.low or 0) > 0


def test_the_bound_does_not_hang_on_the_unit_the_outcome_is_measured_in() -> None:
    small = honest.smoothness_of(study((0.1, 0.0, 0.5), 2, 0.1), [0.2]).all_of("bound")[0]
    large = honest.smoothness_of(study((1e6, 0.0, 5e6), 2, 1e6), [2e6]).all_of("bound")[0]
    assert (large.low or 0) / 1e7 == pytest.approx(small.low, rel=1e-3)
    assert (large.high or 0) / 1e7 == pytest.approx(small.high, rel=1e-3)


def test_few_units_widen_the_bound() -> None:
    many, few = (honest.smoothness_of(study((0.1, 0.0, 0.5), 2, 0.1, free), [0.0]) for free in (None, 6))
    first, second = many.all_of("bound")[0], few.all_of("bound")[0]
    assert (second.high or 0) - (second.low or 0) == pytest.approx(
        ((first.high or 0) - (first.low or 0)) * 2.4469 / 1.95996, rel=1e-3
    )


def test_our_interval_is_as_short_as_the_outside_librarys_and_lies_where_it_does() -> None:
    from diff_diff.honest_did import _compute_optimal_flci

    rng = np.random.default_rng(0)
    for n_before, n_after in ((2, 1), (3, 2), (1, 2)):
        n = n_before + n_after
        noise = rng.normal(size=(n, 2 * n))
        spread, values, weights = noise @ noise.T / (200 * n), rng.normal(size=n) / 10, np.full(n_after, 1 / n_after)
        for bend in (0.0, 0.02, 0.3):
            ours = shortest(values, problem_of(spread, n_before, weights), bend, 0.95)
            parts = (values[:n_before], values[n_before:], spread, weights, n_before, n_after, bend)
            theirs = _compute_optimal_flci(*parts)
            assert ours is not None
            assert ours[1] - ours[0] == pytest.approx(theirs[1] - theirs[0], rel=2e-3)
            assert ours == pytest.approx(theirs, abs=0.02 * (theirs[1] - theirs[0]))


@pytest.mark.parametrize("bend", [0.0, 0.1, 0.5])
def test_the_interval_holds_the_truth_as_often_as_said_whatever_the_bend_within_its_bound(bend: float) -> None:
    rng = np.random.default_rng(3)
    problem = problem_of(np.eye(4) * 0.01, 2, np.array([0.5, 0.5]))
    best = best_weights(problem, bend, 0.95)
    half = half_length(problem, best, bend, 0.95)
    for signs in ((1, 1, 1), (1, -1, 1), (-1, -1, 1)):
        moved = problem.bends @ (bend * np.array(signs)) + 0.7 * problem.line
        found = (moved + rng.normal(size=(4000, 4)) * 0.1) @ problem.whole(best)
        assert np.mean(np.abs(found) <= half) > 0.94


@pytest.mark.skipif(find_spec("moderndid") is not None, reason="the extra is installed")
def test_without_the_extra_relative_magnitudes_are_refused_and_no_number_stands_in() -> None:
    found = honest.relative(alike())
    assert [one.code for one in found.refused] == ["needs_extra"]
    assert not found.estimates
    for lang in LANGUAGES:
        assert "sensitivity" in speak(lang)("effects.refused.needs_extra", **found.refused[0].places)


@pytest.mark.skipif(find_spec("cvxpy") is None, reason="the extra is not installed")
def test_with_the_extra_the_bounds_of_the_authors_program_come_out() -> None:
    found = honest.relative(alike(), [0.5], at=0, comparison="never").all_of("bound")[0]
    assert [round(found.low or 0, 2), round(found.high or 0, 2)] == [-0.05, 0.02]


def test_single_steps_where_units_are_many_and_stretches_where_they_are_few() -> None:
    many, few = stretches_of(alike()), stretches_of(simulated(TWELVE, 48, 1))
    assert isinstance(many, Stretches)
    assert isinstance(few, Stretches)
    assert (many.length, many.n_before, many.n_after, many.free) == (1, 3, 4, None)
    assert few.length > 1
    assert few.free == 8
    assert len(few.values) <= 3
    # Every stretch is as long as the next, and together with the reference they follow one another.
    steps = sorted([*few.reference, *(event for part in few.events for event in part)])
    assert {len(part) for part in (*few.events, few.reference)} == {few.length}
    assert steps == list(range(steps[0], steps[-1] + 1))


def test_a_stretch_is_the_mean_of_its_steps_less_that_of_the_reference() -> None:
    from reformspor.effects.staggered import callaway_santanna

    panel = simulated((24,) * 5 + (None,) * 7, 48, 1)
    found = stretches_of(panel)
    assert isinstance(found, Stretches)
    series = callaway_santanna(panel).series
    value = dict(zip(series["event.time"], series["event.value"], strict=True))
    base = np.mean([value[event] for event in found.reference])
    for part, mean in zip(found.events, found.values, strict=True):
        assert mean == pytest.approx(np.mean([value[event] for event in part]) - base)


def test_the_test_before_the_start_holds_its_level_with_few_units() -> None:
    found = [pretrends.power(simulated(TWELVE, 48, seed, rho=0.4)).facts["pretest_p"] for seed in range(120)]
    rejected = np.mean([p <= 0.05 for p in found if isinstance(p, float)])
    assert rejected < 0.09


def test_a_planted_drift_before_the_start_is_found() -> None:
    panel = simulated((24,) * 6 + (None,) * 6, 48, 3)
    values = panel.values.copy()
    values[:6] += 0.2 * np.arange(48)
    facts = pretrends.power(replace(panel, values=values)).facts
    p = facts["pretest_p"]
    assert isinstance(p, float)
    assert p < 0.01


def test_each_stretch_has_an_interval_as_wide_as_so_few_units_ask_for() -> None:
    from scipy.stats import t

    few, many = (pretrends.power_of(replace(study((0.0, 0.0, 0.0, 0.4), 3, 0.1), free=free)) for free in (6, None))
    for found, times in ((few, t.ppf(0.975, 6)), (many, 1.959964)):
        ends = zip(*(found.series[f"stretch.{name}"] for name in ("low", "value", "high")), strict=True)
        for low, value, high in ends:
            assert value - low == pytest.approx(0.1 * times)
            assert high - value == pytest.approx(0.1 * times)


def test_the_drift_that_could_be_seen_is_seen_as_often_as_said() -> None:
    held = study((0.0, 0.0, 0.0, 0.4), 3, 0.1)
    found = pretrends.power_of(held)
    rng = np.random.default_rng(2)
    for name, seen in (("slope", _jointly), ("slope_individual", _singly)):
        slope = found.facts[name]
        assert isinstance(slope, float)
        drawn = slope * held.distances[:3] + rng.normal(size=(4000, 3)) * 0.1
        assert float(np.mean(seen(drawn))) == pytest.approx(0.8, abs=0.03)
    assert found.facts["extrapolated"] == pytest.approx(found.facts["slope"])


def _jointly(drawn: np.ndarray) -> np.ndarray:
    return np.asarray(np.sum((drawn / 0.1) ** 2, axis=1) > 7.8147)


def _singly(drawn: np.ndarray) -> np.ndarray:
    return np.asarray(np.any(np.abs(drawn) > 0.1 * 1.959964, axis=1))


def test_more_noise_hides_a_steeper_drift() -> None:
    slopes = [pretrends.power_of(study((0.0, 0.0, 0.3), 2, error)).facts["slope"] for error in (0.05, 0.1, 0.2)]
    assert slopes[1] == pytest.approx(2 * float(slopes[0] or 0))
    assert slopes[2] == pytest.approx(4 * float(slopes[0] or 0))


REFUSED: dict[str, Panel] = {
    "all_at_once": simulated((8,) * 12, 20, 1),
    "few_treated": simulated((8, *(None,) * 11), 20, 1),
    "none_begins": simulated((None,) * 12, 20, 1),
    "few_for_stretches": simulated((1, 1, 1, None, None, None), 20, 1),
    "no_spread": replace(simulated(TWELVE, 48, 1), values=np.arange(576.0).reshape(12, 48)),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_bounded_is_refused_in_words(code: str) -> None:
    for found in (honest.smoothness(REFUSED[code]), pretrends.power(REFUSED[code])):
        assert [one.code for one in found.refused] == [code]
        assert not found.estimates
        json.dumps(plain(found), allow_nan=False)
        assert speak("nn")(f"effects.refused.{code}", **found.refused[0].places)


def test_a_bend_below_nought_and_a_step_that_is_not_there_are_refused() -> None:
    held = study((0.0, 0.0, 0.3), 2)
    assert [one.code for one in honest.smoothness_of(held, [-1.0]).refused] == ["negative_bend"]
    assert [one.code for one in honest.smoothness_of(held, [float("nan")]).refused] == ["negative_bend"]
    assert [one.code for one in honest.smoothness_of(held, [0.0], at=7).refused] == ["no_such_event"]


def test_a_long_panel_of_many_units_is_told_in_no_more_than_forty_numbers() -> None:
    found = stretches_of(simulated((60,) * 100 + (None,) * 100, 120, 1))
    assert isinstance(found, Stretches)
    assert 20 < len(found.values) <= 40
    assert honest.smoothness_of(found, [0.0, 0.01]).of("original") is not None


def test_what_counts_is_the_window_from_its_first_step_on() -> None:
    panel = simulated((12,) * 40 + (None,) * 40, 24, 1, change=2.0)
    whole, later = (stretches_of(panel, window=window) for window in ((0, 11), (6, 11)))
    assert isinstance(whole, Stretches)
    assert isinstance(later, Stretches)
    assert whole.counted.all()
    assert [max(part) >= 6 for part in later.events[later.n_before :]] == later.counted.tolist()
    assert not later.counted.all()
    near, far = (pretrends.power(panel, window=window).facts["extrapolated"] for window in ((0, 11), (6, 11)))
    assert float(far or 0) > float(near or 0)
    refused = stretches_of(panel, window=(200, 220))
    assert isinstance(refused, tuple)
    assert refused[0].code == "few_for_stretches"
