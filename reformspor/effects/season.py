"""Whether a baseline of whole years has a season: months that differ, or one wave a year, by more than chance gives.

Source: Fisher's (1925) analysis of variance, of the months' means and of the first pair of harmonics. Taking out a
season that is not there would widen the limits for nothing; leaving in one that is there would break them every year.
"""

from __future__ import annotations

import math

import numpy as np

from reformspor.effects.panel import Numbers

CHANCE = 0.05
TERMS = 200


def has_season(values: Numbers, period: int, chance: float = CHANCE) -> bool:
    """Whether values at even steps (NaN where none is known) have a season of so many steps.

    False where not every step of the year is there twice, so that none can be told.
    """
    at = np.flatnonzero(np.isfinite(values))
    counts = np.bincount(at % period, minlength=period)
    if counts.min() < 2:
        return False
    held, place = values[at], at % period
    turn = 2 * np.pi * place / period
    wave = np.column_stack([np.ones(at.size), np.sin(turn), np.cos(turn)])
    months = (place[:, None] == np.arange(period)[None, :]).astype("float64")
    return any(_beyond(held, columns) < chance / 2 for columns in (wave, months))


def _beyond(held: Numbers, columns: Numbers) -> float:
    """The chance of columns, a constant among them, telling as much of values that they tell nothing of."""
    fitted = columns @ np.linalg.lstsq(columns, held, rcond=None)[0]
    away = held - held.mean()
    left, whole = float(((held - fitted) ** 2).sum()), float(away @ away)
    more, rest = columns.shape[1] - 1, held.size - columns.shape[1]
    if whole <= 0 or rest < 1:
        return 1.0
    if left <= 1e-12 * whole:
        return 0.0
    return beyond_f((whole - left) / more / (left / rest), more, rest)


def beyond_f(value: float, more: int, rest: int) -> float:
    """The chance that an F number with so many degrees of freedom over and under is larger.

    Source: Abramowitz and Stegun 26.6.2 and 26.5.8, the incomplete beta function as a continued fraction. It is worked
    out here since a page is drawn with it, and the library that has it weighs tens of megabytes.
    """
    if value <= 0:
        return 1.0
    x, a, b = rest / (rest + more * value), rest / 2, more / 2
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _beta_share(1 - x, b, a)
    return _beta_share(x, a, b)


def _beta_share(x: float, a: float, b: float) -> float:
    """The incomplete beta function as a share of the whole one, for x below its mean; from the fraction's far end."""
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    fraction = 1.0
    for m in range(TERMS, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 + odd / (1 + even / fraction)
    return front / fraction
