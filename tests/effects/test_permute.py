"""Randomisation inference counts what it says it counts, and refuses what it cannot tell from chance."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects import assignments
from reformspor.effects.att import Meant, att_of
from reformspor.effects.permute import distinct_assignments, randomisation, smallest_p
from tests.effects.simulated import simulated, spread_starts


def test_all_ways_are_tried_when_they_are_few_and_counted_by_hand() -> None:
    panel = simulated((4, 4, 6, None, None, None), 10, seed=1, change=1.5)
    found = randomisation(panel)
    ways = set(itertools.permutations(panel.starts))
    values = [att_of(panel.begun(way), Meant()) for way in ways]
    actual = att_of(panel, Meant())
    assert actual is not None
    assert found.facts["enumerated"] is True
    assert found.facts["distinct"] == len(ways) == 60
    assert found.estimates[0].p == np.mean([abs(value or 0) >= abs(actual) - 1e-9 for value in values])
    assert sorted(found.series["draws.value"]) == pytest.approx(sorted(value for value in values if value is not None))


def test_starts_stay_within_their_strata() -> None:
    panel = replace(simulated((4, None, 5, None, None), 9, seed=2), strata=("x", "x", "y", "y", "y"))
    strata = assignments.strata_of(panel)
    assert distinct_assignments(panel) == 2 * 3
    ways = assignments.all_of(np.array([4, 99, 5, 99, 99]), strata)
    assert len({tuple(way) for way in ways}) == 6
    assert all(sorted(way[:2]) == [4, 99] and sorted(way[2:]) == [5, 99, 99] for way in ways)
    drawn = assignments.some_of(np.array([4, 99, 5, 99, 99]), strata, 50, seed=1)
    assert {tuple(way) for way in drawn} == {tuple(way) for way in ways}


def test_the_least_p_value_is_one_of_the_ways_and_two_where_sides_can_be_swapped() -> None:
    assert smallest_p(simulated((5,) + (None,) * 11, 12, seed=1)) == 1 / 12
    assert smallest_p(simulated((5, 5, 5, None, None, None), 12, seed=1)) == 2 / 20
    assert smallest_p(simulated((5, 5, 6, None, None, None), 12, seed=1)) == 1 / 60
    assert smallest_p(simulated(spread_starts(25, 15, 3, 30), 30, seed=1), draws=1999) == 1 / 2000
    assert smallest_p(simulated((None, None), 12, seed=1)) == 1


def test_one_of_twelve_is_refused_since_no_numbers_could_tell_it_from_chance() -> None:
    panel = simulated((24,) + (None,) * 11, 48, seed=1, change=50)
    found = randomisation(panel)
    assert not found.estimates
    assert found.refused[0].code == "few_assignments"
    assert found.refused[0].places["n"] == 12


@pytest.mark.parametrize(
    ("begins", "code"),
    [((None,) * 6, "none_begins"), ((0,) * 6, "none_begins"), ((4,) * 6, "few_assignments")],
)
def test_panels_without_a_contrast_are_refused(begins: tuple[int | None, ...], code: str) -> None:
    assert randomisation(simulated(begins, 10, seed=1)).refused[0].code == code


def test_never_begun_as_comparison_is_refused_when_all_begin() -> None:
    panel = simulated((3, 4, 5, 6, 7, 8), 10, seed=1)
    assert randomisation(panel, comparison="never").refused[0].code == "no_never"
    assert randomisation(panel).estimates


def test_a_constant_outcome_is_refused() -> None:
    panel = simulated((3, 4, 5, None, None, None), 10, seed=1)
    flat = replace(panel, values=np.repeat(np.arange(6.0)[:, None], 10, axis=1))
    assert randomisation(flat).refused[0].code == "constant"


@pytest.mark.parametrize("statistic", ["cs", "imputation"])
def test_the_interval_is_the_changes_the_test_does_not_reject(statistic: str) -> None:
    panel = simulated((4, 4, 6, 8, None, None, None), 14, seed=3, rho=0.3, change=2.0, missing=0.03)
    found = randomisation(panel, statistic).estimates[0]
    assert found.low is not None
    assert found.high is not None
    begun = np.array([[start is not None and at >= start for at in range(14)] for start in panel.starts], float)

    def chance(change: float) -> float:
        p = randomisation(replace(panel, values=panel.values - change * begun), statistic).estimates[0].p
        assert p is not None
        return p

    width = found.high - found.low
    assert chance(found.low + 1e-6 * width) > 0.05
    assert chance(found.high - 1e-6 * width) > 0.05
    assert chance(found.low - 1e-3 * width) <= 0.05
    assert chance(found.high + 1e-3 * width) <= 0.05


def test_units_that_had_begun_before_are_left_out_and_it_is_said() -> None:
    panel = simulated((0, 4, 4, 6, 8, None, None, None), 14, seed=3)
    found = randomisation(panel)
    assert found.estimates[0].value == pytest.approx(att_of(panel.without(0), Meant()))
    assert "left_out" in {one.code for one in found.notices}


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    panel = simulated(spread_starts(12, 8, 4, 30), 30, seed=5)
    first, again, other = (randomisation(panel, draws=99, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.series != other.series


@pytest.mark.parametrize(("units", "treated", "times"), [(12, 8, 48), (25, 15, 60)])
def test_two_thousand_draws_take_less_than_two_seconds(units: int, treated: int, times: int) -> None:
    panel = simulated(spread_starts(units, treated, 4, times), times, seed=5)
    for statistic in ("cs", "imputation"):
        begun = time.process_time()
        randomisation(panel, statistic)
        assert time.process_time() - begun < 2


def test_no_change_is_rejected_no_oftener_than_it_should_be() -> None:
    # 120 panels without any change: 5 per cent are 6, and 14 or more come by chance once in five hundred times.
    alarms = 0
    for seed in range(120):
        p = randomisation(simulated(spread_starts(12, 8, 4, 36), 36, seed=seed, rho=0.6), draws=199).estimates[0].p
        assert p is not None
        alarms += p <= 0.05
    assert alarms < 14


def test_a_very_large_panel_is_drawn_fewer_times_and_its_least_p_value_says_so() -> None:
    assert smallest_p(simulated(spread_starts(30_000, 9_000, 3, 20), 20, seed=5)) == 1 / 200
    assert smallest_p(simulated(spread_starts(500, 200, 3, 48), 48, seed=5)) == 1 / 2000
