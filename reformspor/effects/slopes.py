"""Slopes within units: least squares with an effect of each unit and each step, errors clustered by unit.

CRV1 with Student's t with units less one degrees of freedom (Cameron and Miller, Journal of Human Resources 50, 2015).
Effects of units are within the clusters and do not count among the parameters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects.panel import Numbers
from reformspor.effects.result import Estimate
from reformspor.effects.student import beyond, width
from reformspor.effects.two_way import Flags, left_over

SURE = 0.95
# A regressor varies by less than this of its own size: it is constant once effects are taken out.
SAME = 1e-9


@dataclass(frozen=True)
class Slopes:
    """Slopes of some doses together, their errors and p values, how many cells they stand on, outcome and doses once
    effects are taken out; `spreads` is whether the model leaves anything that errors can be measured by."""

    values: Numbers
    errors: Numbers
    chances: Numbers
    reach: float
    cells: int
    units: int
    outcome: Numbers
    doses: Numbers
    covariance: Numbers
    spreads: bool


def slopes_of(values: Numbers, doses: Numbers, known: Flags) -> Slopes | None:
    """Least squares on (doses, units, steps) where all are known; None where the doses do not tell each other apart."""
    from scipy.special import stdtr

    taken = left_over(np.where(known, np.concatenate([values[None], doses]), 0.0), known)
    if taken is None:
        return None
    outcome, rest = taken[0], taken[1:]
    cells, units = int(known.sum()), int((known.sum(1) > 0).sum())
    params = int((known.sum(0) > 0).sum()) + len(doses)
    squares = np.einsum("ait,bit->ab", rest, rest)
    size = np.nanmax(np.where(known, np.abs(doses), 0.0), axis=(1, 2))
    if cells <= params or units < 2 or (np.diag(squares) <= SAME * cells * np.maximum(size, SAME) ** 2).any():
        return None
    if np.linalg.cond(squares / np.sqrt(np.outer(np.diag(squares), np.diag(squares)))) > 1e10:
        return None
    inverse = np.linalg.inv(squares)
    found = inverse @ np.einsum("ait,it->a", rest, outcome)
    left = outcome - np.einsum("a,ait->it", found, rest)
    spreads = bool(np.abs(left).max() > SAME * np.abs(values[known]).max())
    scores = np.einsum("ait,it->ia", rest, left)
    small = units / (units - 1) * (cells - 1) / (cells - params)
    covariance = small * inverse @ (scores.T @ scores) @ inverse
    errors = np.sqrt(np.diag(covariance))
    t = np.divide(found, errors, out=np.full_like(found, np.inf), where=errors > 0)
    chances = 2 * stdtr(units - 1, -np.abs(t))
    reach = width(SURE, units - 1)
    return Slopes(found, errors, chances, reach, cells, units, outcome, rest, covariance, spreads)


def one(slopes: Slopes, place: int, what: str, at: str = "") -> Estimate:
    """One of the slopes as an estimate."""
    value, error = float(slopes.values[place]), float(slopes.errors[place])
    reach = slopes.reach * error
    return Estimate(what, value, error, value - reach, value + reach, float(slopes.chances[place]), at, slopes.cells)


def together(slopes: Slopes, weights: Numbers, what: str) -> Estimate:
    """A weighted sum of the slopes as an estimate."""
    value = float(weights @ slopes.values)
    error = float(np.sqrt(weights @ slopes.covariance @ weights))
    p = beyond(value / error, slopes.units - 1) if error > 0 else None
    reach = slopes.reach * error
    return Estimate(what, value, error, value - reach, value + reach, p, n=slopes.cells)
