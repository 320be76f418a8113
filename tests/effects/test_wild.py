"""The wild bootstrap is the one worked out regression by regression, and warns where units are too few for it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.panel import Panel
from reformspor.effects.wild import cluster_bootstrap
from tests.effects.simulated import simulated, spread_starts


def by_regressions(panel: Panel) -> tuple[float, float, float]:
    """The estimate, its CRV1 error and the restricted bootstrap's p value, a regression for every vector of signs."""
    units, times = panel.values.shape
    seen = [(unit, step) for unit in range(units) for step in range(times) if not np.isnan(panel.values[unit, step])]
    unit, step = np.array(seen).T
    outcome = panel.values[unit, step]
    starts = np.array([times if start is None else start for start in panel.starts])
    effects = np.column_stack([unit[:, None] == np.arange(units), step[:, None] == np.arange(1, times)]).astype(float)
    regressors = np.column_stack([effects, step >= starts[unit]])
    inverse = np.linalg.inv(regressors.T @ regressors)

    def fitted(values: np.ndarray) -> tuple[float, float]:
        found = inverse @ regressors.T @ values
        rest = values - regressors @ found
        scores = np.array([regressors[unit == one].T @ rest[unit == one] for one in range(units)])
        return found[-1], float(np.sqrt((inverse @ scores.T @ scores @ inverse)[-1, -1]))

    value, error = fitted(outcome)
    null = effects @ np.linalg.lstsq(effects, outcome, rcond=None)[0]
    drawn = [
        fitted(null + (outcome - null) * np.array(signs)[unit]) for signs in itertools.product((-1, 1), repeat=units)
    ]
    p = np.mean([abs(one / spread) >= abs(value / error) * (1 - 1e-9) for one, spread in drawn])
    n, k = len(outcome), times + 1
    return value, error * np.sqrt(units / (units - 1) * (n - 1) / (n - k)), float(p)


@pytest.mark.parametrize("missing", [0.0, 0.1])
@pytest.mark.parametrize("begins", [(4, 4, 6, None, None, None, None), (3, 5, 7, 8, 9, None)])
def test_every_combination_of_signs_is_a_regression_of_its_own(begins: tuple[int | None, ...], missing: float) -> None:
    panel = simulated(begins, 11, seed=2, rho=0.3, change=0.8, missing=missing)
    found = cluster_bootstrap(panel).estimates[0]
    value, error, p = by_regressions(panel)
    assert found.value == pytest.approx(value)
    assert found.error == pytest.approx(error)
    assert found.p == p
    assert found.n == int((~np.isnan(panel.values)).sum())


def test_the_interval_is_the_changes_the_test_does_not_reject() -> None:
    panel = simulated(spread_starts(10, 6, 3, 20), 20, seed=4, rho=0.3, change=1.0)
    found = cluster_bootstrap(panel).estimates[0]
    assert found.low is not None
    assert found.high is not None
    begun = np.array([[start is not None and step >= start for step in range(20)] for start in panel.starts], float)
    for end, way in ((found.low, -1), (found.high, 1)):
        inside, outside = (
            cluster_bootstrap(replace(panel, values=panel.values - (end + way * far) * begun)).estimates[0].p
            for far in (-0.01, 0.01)
        )
        assert inside is not None
        assert outside is not None
        assert inside > 0.05 >= outside


def test_one_that_begins_is_told_to_be_too_few() -> None:
    found = cluster_bootstrap(simulated((10,) + (None,) * 11, 24, seed=1))
    assert found.notices[0].code == "few_begun"


def test_more_units_than_can_be_tried_whole_are_drawn_by_lot_with_a_seed() -> None:
    panel = simulated(spread_starts(20, 12, 3, 24), 24, seed=1)
    first, again, other = (cluster_bootstrap(panel, draws=999, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert first.facts["enumerated"] is False
    assert first.facts["seed"] == 1


@pytest.mark.parametrize(
    ("begins", "code"),
    [((None,) * 5, "none_begins"), ((4,) * 5, "no_comparison"), ((4, None), "few_units")],
)
def test_panels_without_a_contrast_are_refused(begins: tuple[int | None, ...], code: str) -> None:
    assert cluster_bootstrap(simulated(begins, 10, seed=1)).refused[0].code == code


def test_numbers_without_any_spread_are_refused() -> None:
    panel = simulated((3, 4, None, None), 8, seed=1)
    begun = np.array([[start is not None and step >= start for step in range(8)] for start in panel.starts], float)
    assert cluster_bootstrap(replace(panel, values=begun * 3)).refused[0].code == "no_spread"
    assert cluster_bootstrap(replace(panel, values=np.ones((4, 8)))).refused[0].code == "constant"


def test_steps_that_may_be_touched_before_the_start_are_left_out() -> None:
    panel = simulated((5, 5, 7, None, None, None), 12, seed=1, change=1.0)
    touched = panel.values.copy()
    for place, start in enumerate(panel.starts):
        if start:
            touched[place, start - 2 : start] += 40
    moved = cluster_bootstrap(replace(panel, values=touched), anticipation=2).estimates
    assert moved[0].value == pytest.approx(cluster_bootstrap(panel, anticipation=2).estimates[0].value)


def test_drawn_signs_never_give_a_chance_of_nothing() -> None:
    found = cluster_bootstrap(simulated(spread_starts(20, 12, 3, 24), 24, seed=1, change=30.0), draws=199).estimates[0]
    assert found.p == 1 / 200


def test_a_large_panel_is_the_same_regression_drawn_fewer_times() -> None:
    panel = simulated(spread_starts(6000, 3000, 3, 8), 8, seed=1, change=0.3)
    found = cluster_bootstrap(panel)
    assert found.facts["draws"] == 199
    few = panel.only(tuple(range(2997, 3005)))
    value, error, p = by_regressions(few)
    small = cluster_bootstrap(few).estimates[0]
    assert (small.value, small.error) == (pytest.approx(value), pytest.approx(error))
    assert small.p == p
