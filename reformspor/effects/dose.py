"""Dose: in months when a unit put in more hours than it uses to, was its outcome another? Association, nothing more.

Least squares with an effect of each unit and each step, and a permutation check beside it that hands each unit's whole
path of doses to another. Units choose their dose themselves, so a change may come first and the hours after it: the
hours of coming months stand in the model too, and should tell nothing (Granger, Econometrica 37, 1969).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.assignments import strata_of
from reformspor.effects.att import begun_of
from reformspor.effects.contrast import too_large
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column
from reformspor.effects.slopes import Slopes, one, slopes_of, together
from reformspor.effects.two_way import Flags, left_over

METHOD = "dose"
DRAWS, SEED = 999, 20261101
# Least of units, steps and known unit-steps: with fewer, some unit or month decides the answer.
UNITS, STEPS, CELLS = 6, 12, 60
LAGS, LEADS = 3, 2
# Bins of about equal number, no more than these, and no fewer cells in each.
BINS, IN_BIN = 10, 15
SAME = 1e-9
# Over this share of unit-steps without a known dose, it is said that much is left out.
MUCH = 0.05


def within_units(
    panel: Panel, dose: Numbers, lags: int = LAGS, leads: int = LEADS, draws: int = DRAWS, seed: int = SEED
) -> Result:
    """How the outcome goes with `dose` (units by steps, as the panel's values; NaN where the dose is not known).

    Estimates: `dose`, the outcome's difference for one more of the dose in the same step, with p from Student's t (the
    permutation's is the fact `p_exchanged`); `dose_begun`, the same among the steps from each unit's start on alone,
    since hours and all else that is new come at the start; `dose_lag`, `at` how many steps ago the dose was given
    (below zero: is to come), all in one model; `dose_sum`, the sum of those from 0 to `lags`. Series: `point.*` each
    known unit-step less its unit's and its step's own, `bin.*` means of bins of the dose, `lag.*` the lags as columns.
    """
    known = ~np.isnan(panel.values) & ~np.isnan(dose)
    lacking = _lacking(panel, dose, known)
    if lacking:
        return Result(METHOD, refused=(lacking,))
    slope = slopes_of(panel.values, dose[None], known)
    if slope is None:
        return Result(METHOD, refused=(Refusal("dose_constant"),))
    if not slope.spreads:
        return Result(METHOD, refused=(Refusal("no_spread"),))
    p, draws = _exchanged(panel, dose, float(slope.values[0]), draws, seed)
    estimates = [one(slope, 0, "dose")]
    facts: dict[str, Fact] = {
        "p_exchanged": p,
        "draws": draws,
        "seed": seed,
        "units": slope.units,
        "steps": int((known.sum(0) > 0).sum()),
        "cells": slope.cells,
        "dose_unknown": float(np.isnan(dose).mean()),
        "dose_spread": float(slope.doses[0][known].std()),
        "outcome_spread": float(slope.outcome[known].std()),
    }
    estimates += _while_begun(panel, dose, known)
    path = _path(panel.values, dose, lags, leads)
    if path is not None:
        estimates += path
        facts["dose_comes_after"] = _comes_after(path)
    series = _points(panel, known, slope) | _lag_series(path or ())
    return Result(METHOD, tuple(estimates), facts, series, notices=_notices(panel, dose, known, path))


def _while_begun(panel: Panel, dose: Numbers, known: Flags) -> list[Estimate]:
    """The slope among the steps from each unit's start on; none when they are too few, or no unit begins."""
    begun = known & begun_of(panel)
    if int(begun.sum()) < CELLS or int((begun.sum(1) > 0).sum()) < UNITS:
        return []
    slope = slopes_of(panel.values, dose[None], begun)
    return [one(slope, 0, "dose_begun")] if slope is not None and slope.spreads else []


def _path(values: Numbers, dose: Numbers, lags: int, leads: int) -> list[Estimate] | None:
    """The slopes of the doses to come, of now and of steps ago, in one model, and the sum from now to `lags` ago."""
    shifts = range(-leads, lags + 1)
    doses = np.stack([_moved(dose, shift) for shift in shifts])
    known = ~np.isnan(values) & ~np.isnan(doses).any(0)
    if int(known.sum()) < CELLS or int((known.sum(1) > 0).sum()) < UNITS:
        return None
    slopes = slopes_of(values, doses, known)
    if slopes is None:
        return None
    each = [one(slopes, place, "dose_lag", str(shift)) for place, shift in enumerate(shifts)]
    weights = np.array([1.0 if shift >= 0 else 0.0 for shift in shifts])
    return [*each, together(slopes, weights, "dose_sum")]


def _moved(dose: Numbers, shift: int) -> Numbers:
    """The dose `shift` steps ago; NaN where the panel does not reach."""
    moved = np.full_like(dose, np.nan)
    if shift >= 0:
        moved[:, shift:] = dose[:, : dose.shape[1] - shift]
    else:
        moved[:, :shift] = dose[:, -shift:]
    return moved


def _exchanged(panel: Panel, dose: Numbers, actual: float, draws: int, seed: int) -> tuple[float, int]:
    """The share of exchanges of units' whole paths of doses, within strata, with a slope as far from nothing."""
    rng = np.random.default_rng(seed)
    strata = [np.array(places) for places in strata_of(panel)]
    as_large = 1
    for _ in range(draws):
        order = np.arange(panel.n_units)
        for places in strata:
            order[places] = rng.permutation(places)
        as_large += _slope(panel.values, dose[order]) >= abs(actual) * (1 - SAME)
    return as_large / (draws + 1), draws


def _slope(values: Numbers, dose: Numbers) -> float:
    """The size of the slope of one dose; endless where it cannot be reckoned, so that it counts as one as large."""
    known = ~np.isnan(values) & ~np.isnan(dose)
    taken = left_over(np.where(known, np.stack([values, dose]), 0.0), known)
    if taken is None:
        return float("inf")
    squares = float((taken[1] ** 2).sum())
    return abs(float((taken[0] * taken[1]).sum())) / squares if squares > 0 else float("inf")


def _points(panel: Panel, known: Flags, slope: Slopes) -> dict[str, tuple[object, ...]]:
    """Each known unit-step's dose and outcome less its unit's and its step's own, and which bin it falls in, from 0."""
    unit, step = np.nonzero(known)
    dose, outcome = slope.doses[0][known], slope.outcome[known]
    bins = _bins(dose)
    numbers = range(int(bins.max()) + 1)
    return {
        "point.unit": tuple(panel.units[place] for place in unit),
        "point.time": tuple(panel.times[place] for place in step),
        "point.dose": column(tuple(dose)),
        "point.outcome": column(tuple(outcome)),
        "point.bin": tuple(int(one) for one in bins),
        "bin.dose": column([float(dose[bins == one].mean()) for one in numbers]),
        "bin.outcome": column([float(outcome[bins == one].mean()) for one in numbers]),
        "bin.n": tuple(int((bins == one).sum()) for one in numbers),
    }


def _bins(dose: Numbers) -> NDArray[np.int64]:
    """The bin of each, from 0: about as many in each; equal doses are in one bin, so there may be fewer."""
    count = max(1, min(BINS, len(dose) // IN_BIN))
    edges = np.unique(np.quantile(dose, np.linspace(0, 1, count + 1)[1:-1]))
    _, bins = np.unique(np.searchsorted(edges, dose, "left"), return_inverse=True)
    return bins.astype("int64")


def _lag_series(path: list[Estimate] | tuple[Estimate, ...]) -> dict[str, tuple[object, ...]]:
    each = [one for one in path if one.what == "dose_lag"]
    return {
        "lag.steps": tuple(int(one.at) for one in each),
        "lag.value": tuple(one.value for one in each),
        "lag.low": tuple(one.low for one in each),
        "lag.high": tuple(one.high for one in each),
    }


def _lacking(panel: Panel, dose: Numbers, known: Flags) -> Refusal | None:
    if np.nanmin(dose, initial=0.0) < 0:
        return Refusal("dose_negative")
    units, steps, cells = int((known.sum(1) > 0).sum()), int((known.sum(0) > 0).sum()), int(known.sum())
    if units < UNITS:
        return Refusal("few_units", {"n": units, "least": UNITS})
    if steps < STEPS:
        return Refusal("few_dose_steps", {"n": steps, "least": STEPS})
    if cells < CELLS:
        return Refusal("few_cells", {"n": cells, "least": CELLS})
    if too_large(panel.values) or too_large(dose):
        return Refusal("values_too_large")
    if np.ptp(panel.values[known]) == 0:
        return Refusal("constant")
    return None


def _notices(panel: Panel, dose: Numbers, known: Flags, path: list[Estimate] | None) -> tuple[Refusal, ...]:
    said = []
    unknown = float(np.isnan(dose).mean())
    if unknown > MUCH:
        said.append(Refusal("dose_unknown", {"share": unknown}))
    if path is None:
        said.append(Refusal("no_lags"))
    elif _comes_after(path):
        said.append(Refusal("dose_comes_after"))
    return tuple(said)


def _comes_after(path: list[Estimate]) -> bool:
    """Whether doses to come tell of the outcome: one of their p values, times how many there are, is at most .05."""
    leads = [one.p for one in path if one.at.startswith("-") and one.p is not None]
    return bool(leads) and min(leads) * len(leads) <= 0.05
