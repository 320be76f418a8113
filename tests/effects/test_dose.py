"""Dose is told as the regression with every effect written out tells it, and as association that may run both ways."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.dose import within_units
from reformspor.effects.panel import Numbers, Panel
from tests.effects.simulated import autocorrelated, simulated

UNITS, TIMES = 10, 24


def dosed(seed: int, slope: float, lead: float = 0.0, missing: float = 0.0) -> tuple[Panel, Numbers]:
    """A panel and a dose: the outcome rises by `slope` a dose, and by `lead` a dose of the month to come."""
    rng = np.random.default_rng(seed)
    dose = np.exp(autocorrelated((UNITS, TIMES), 0.5, rng) * 0.6)
    panel = simulated((None,) * UNITS, TIMES, seed=seed + 100, missing=missing)
    coming = np.column_stack([dose[:, 1:], dose[:, -1]])
    return replace(panel, values=panel.values + slope * dose + lead * coming), dose


def written_out(panel: Panel, doses: Numbers) -> tuple[Numbers, Numbers]:
    """Slopes and CRV1 errors with a column for every unit and step."""
    known = ~np.isnan(panel.values) & ~np.isnan(doses).any(0)
    unit, step = np.nonzero(known)
    steps = np.unique(step)
    regressors = np.column_stack(
        [doses[:, unit, step].T, unit[:, None] == np.unique(unit), step[:, None] == steps[1:]]
    ).astype(float)
    outcome = panel.values[known]
    found, *_ = np.linalg.lstsq(regressors, outcome, rcond=None)
    rest, inverse = outcome - regressors @ found, np.linalg.inv(regressors.T @ regressors)
    scores = np.array([regressors[unit == one].T @ rest[unit == one] for one in np.unique(unit)])
    groups, n, k = len(scores), len(outcome), len(steps) + len(doses)
    small = groups / (groups - 1) * (n - 1) / (n - k)
    errors = np.sqrt(small * np.diag(inverse @ scores.T @ scores @ inverse))
    return found[: len(doses)], errors[: len(doses)]


@pytest.mark.parametrize("missing", [0.0, 0.08])
def test_the_slope_is_that_of_the_regression_written_out(missing: float) -> None:
    panel, dose = dosed(1, slope=0.8, missing=missing)
    found = within_units(panel, dose, draws=49).of("dose")
    assert found is not None
    slopes, errors = written_out(panel, dose[None])
    assert found.value == pytest.approx(slopes[0])
    assert found.error == pytest.approx(errors[0])


def test_lags_and_leads_stand_in_one_model() -> None:
    panel, dose = dosed(2, slope=0.8)
    found = within_units(panel, dose, lags=2, leads=1, draws=49)
    moved = np.full((4, UNITS, TIMES), np.nan)
    moved[0, :, :-1] = dose[:, 1:]
    moved[1] = dose
    moved[2, :, 1:] = dose[:, :-1]
    moved[3, :, 2:] = dose[:, :-2]
    slopes, _ = written_out(panel, moved)
    each = found.all_of("dose_lag")
    assert [one.at for one in each] == ["-1", "0", "1", "2"]
    assert [one.value for one in each] == pytest.approx(list(slopes))
    whole = found.of("dose_sum")
    assert whole is not None
    assert whole.value == pytest.approx(slopes[1:].sum())


def test_hours_that_come_after_the_change_are_told() -> None:
    panel, dose = dosed(3, slope=0.0, lead=1.5)
    found = within_units(panel, dose, draws=49)
    assert found.facts["dose_comes_after"] is True
    assert "dose_comes_after" in {one.code for one in found.notices}
    panel, dose = dosed(3, slope=1.5)
    assert within_units(panel, dose, draws=49).facts["dose_comes_after"] is False


def test_the_exchange_finds_a_planted_association_and_no_other() -> None:
    panel, dose = dosed(4, slope=1.0)
    assert within_units(panel, dose, draws=199).facts["p_exchanged"] == 1 / 200
    chances = [within_units(*dosed(seed, slope=0.0), draws=59).facts["p_exchanged"] for seed in range(20, 60)]
    assert sum(float(chance or 0) <= 0.05 for chance in chances) <= 6


def test_months_without_a_known_dose_are_left_out_and_not_counted_as_none() -> None:
    panel, dose = dosed(5, slope=1.0)
    lacking = dose.copy()
    lacking[np.random.default_rng(0).random(dose.shape) < 0.2] = np.nan
    found = within_units(panel, lacking, draws=49)
    assert found.facts["cells"] == int((~np.isnan(lacking)).sum())
    assert "dose_unknown" in {one.code for one in found.notices}
    slopes, _ = written_out(panel, lacking[None])
    assert found.of("dose").value == pytest.approx(slopes[0])


def test_bins_hold_every_point_once_and_their_means() -> None:
    panel, dose = dosed(6, slope=1.0, missing=0.05)
    series = within_units(panel, dose, draws=9).series
    assert sum(series["bin.n"]) == len(series["point.dose"]) == int((~np.isnan(panel.values)).sum())
    for place, mean in enumerate(series["bin.outcome"]):
        held = [y for y, bin_ in zip(series["point.outcome"], series["point.bin"], strict=True) if bin_ == place]
        assert np.mean(held) == pytest.approx(mean)
    assert list(series["bin.dose"]) == sorted(series["bin.dose"])
    # What is left over of both sums to nothing.
    assert sum(series["point.dose"]) == pytest.approx(0, abs=1e-8)


def test_a_slope_that_is_the_units_own_levels_alone_is_none() -> None:
    panel, _ = dosed(7, slope=0.0)
    level = np.repeat(np.arange(1.0, UNITS + 1)[:, None], TIMES, axis=1)
    assert within_units(replace(panel, values=panel.values + 5 * level), level).refused[0].code == "dose_constant"


@pytest.mark.parametrize(
    ("code", "units", "times", "change"),
    [
        ("few_units", 5, 24, None),
        ("few_dose_steps", 10, 8, None),
        ("dose_negative", 10, 24, -1.0),
        ("few_cells", 10, 24, np.nan),
    ],
)
def test_what_is_too_little_is_refused(code: str, units: int, times: int, change: float | None) -> None:
    panel, dose = dosed(8, slope=1.0)
    panel = replace(panel, values=panel.values[:, :times], times=panel.times[:times]).only(tuple(range(units)))
    dose = dose[:units, :times].copy()
    if change is not None and np.isnan(change):
        dose[np.add.outer(np.arange(units), np.arange(times)) % 5 != 0] = change
    elif change is not None:
        dose[0, 0] = change
    found = within_units(panel, dose, draws=9)
    assert not found.estimates
    assert found.refused[0].code == code


def test_an_outcome_without_spread_is_refused() -> None:
    panel, dose = dosed(9, slope=1.0)
    flat = replace(panel, values=np.ones_like(dose))
    assert within_units(flat, dose).refused[0].code == "constant"
    assert within_units(replace(panel, values=3 * dose), dose).refused[0].code == "no_spread"


def test_months_from_the_start_on_are_told_apart() -> None:
    panel, dose = dosed(10, slope=0.0)
    starts = tuple(6 + place % 3 if place < 7 else None for place in range(UNITS))
    begun = np.array([[start is not None and step >= start for step in range(TIMES)] for start in starts], float)
    # Hours come with the start, and so does a change that they have nothing to do with.
    risen = replace(panel, values=panel.values + 3 * begun, starts=starts)
    found = within_units(risen, dose + 2 * begun, draws=19)
    whole, after = found.of("dose"), found.of("dose_begun")
    assert whole is not None
    assert after is not None
    assert (whole.p or 1) < 0.01
    assert (after.p or 0) > 0.05
    assert after.n == int(begun.sum())
    assert within_units(panel, dose, draws=19).of("dose_begun") is None
