"""The same change whatever the correlation: each value it may have counts as much as the series makes it likely.

REML takes the likeliest correlation for the true one, and in two short years its intervals are too narrow for that:
simulated without any change, five per cent becomes seven or eight. Here every correlation has its own t distribution,
weighed by the restricted likelihood, and five per cent stays four to five and a half. Source: Berger, Liseo and Wolpert
(1999), Integrated likelihood methods for eliminating nuisance parameters, Statistical Science 14, 1-28.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects.panel import Numbers
from reformspor.effects.reml import HIGHEST, LOWEST, criterion, white
from reformspor.effects.result import Estimate
from reformspor.effects.student import width

RHOS = np.linspace(LOWEST, HIGHEST, 60)
MOST_ROUNDS, NEAR = 60, 1e-9
AT = "any_rho"


@dataclass(frozen=True)
class Weighed:
    """Coefficients and their covariance at each correlation (first axis), the weight of each, and n - k."""

    beta: Numbers
    covariance: Numbers
    weight: Numbers
    freedom: int


def weighed(x: Numbers, y: Numbers, at: Numbers) -> Weighed:
    """Every correlation's own fit of `y` (n) on `x` (n by k) at rising whole steps, where `reml` refuses nothing."""
    n, k = x.shape
    basis, turned = np.linalg.qr(x)
    start = basis.T @ y
    rest, gaps = y - basis @ start, np.diff(at)
    heights = criterion(RHOS, basis, rest, gaps)
    likely = np.exp(heights - heights.max())
    wide, left = white(RHOS, basis, rest, gaps)
    inverse = np.linalg.inv(np.swapaxes(wide, 1, 2) @ wide)
    step = (inverse @ np.swapaxes(wide, 1, 2) @ left[:, :, None])[:, :, 0]
    beyond = left - (wide @ step[:, :, None])[:, :, 0]
    variance = (beyond * beyond).sum(axis=1) / (n - k)
    back = np.linalg.inv(turned)
    covariance = variance[:, None, None] * (back @ inverse @ back.T)
    return Weighed((start + step) @ back.T, covariance, likely / likely.sum(), n - k)


def whatever(what: str, contrast: Numbers, fits: Weighed, sure: float, n: int) -> Estimate:
    """One contrast at no certain correlation: its mean, interval and p value; `at` is `any_rho`."""
    values = fits.beta @ contrast
    errors = np.sqrt(np.maximum(np.einsum("i,gij,j->g", contrast, fits.covariance, contrast), 0.0))
    below = _below(0.0, values, errors, fits)
    middle = float(fits.weight @ values)
    spread = float(np.sqrt(fits.weight @ (errors**2 + (values - middle) ** 2)))
    low, high = (_quantile(share, values, errors, fits) for share in ((1 - sure) / 2, (1 + sure) / 2))
    return Estimate(what, middle, spread, low, high, 2 * min(below, 1 - below), AT, n, sure)


def _below(value: float, values: Numbers, errors: Numbers, fits: Weighed) -> float:
    """The chance that the change is less than a value."""
    from scipy.special import stdtr

    return float(fits.weight @ stdtr(fits.freedom, (value - values) / errors))


def _quantile(share: float, values: Numbers, errors: Numbers, fits: Weighed) -> float:
    """The value the change is less than with such a chance: between the least and the most any correlation gives.

    By the Illinois rule (Dowell and Jarratt 1971), which narrows from both ends.
    """
    out = np.sign(share - 0.5) * width(2 * abs(share - 0.5), fits.freedom)
    low, high = float((values + out * errors).min()), float((values + out * errors).max())
    under, over = (_below(end, values, errors, fits) - share for end in (low, high))
    side = 0
    for _ in range(MOST_ROUNDS):
        if over - under < NEAR or high - low <= NEAR * (abs(low) + abs(high)):
            break
        middle = low - under * (high - low) / (over - under)
        found = _below(middle, values, errors, fits) - share
        if abs(found) < NEAR:
            return middle
        if found < 0:
            low, under, over = middle, found, over / 2 if side < 0 else over
            side = -1
        else:
            high, over, under = middle, found, under / 2 if side > 0 else under
            side = 1
    return (low + high) / 2
