"""How much the months of a unit vary before the reform, and how much of it is left a month later: what a plan needs.

Only months in which a unit had not begun are read, so that nothing is learnt of what came after. Levels of units and
months are taken out, as the estimate that is planned for does; the correlation is corrected for the months being few
(Nickell 1981, Econometrica 49; Kendall 1954, Biometrika 41).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects.att import begun_of
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.planned import correlation

# Fewer months or units tell too little of either.
FEWEST_MONTHS, FEWEST_UNITS = 12, 3
ROUNDS, ENOUGH = 200, 1e-10
HIGHEST = 0.95


@dataclass(frozen=True)
class Variation:
    """`sd` in the outcome's own unit, `rho` from 0 to .95, from `values` unit-steps of `units` units."""

    sd: float
    rho: float
    units: int
    values: int


def variation_before(panel: Panel) -> Variation | None:
    """The variation of a panel's values before each unit's start; None where there are too few of them."""
    values = np.where(begun_of(panel), np.nan, panel.values)
    told = values[(~np.isnan(values)).sum(axis=1) >= FEWEST_MONTHS]
    told = told[:, ~np.isnan(told).all(axis=0)] if len(told) else told
    if len(told) < FEWEST_UNITS or told.shape[1] < FEWEST_MONTHS:
        return None
    left = _within(told)
    known = ~np.isnan(left)
    squares = float(np.nansum(left**2))
    if squares <= 0:
        return None
    pairs = known[:, 1:] & known[:, :-1]
    if not pairs.any():
        return None
    follows = float(np.nansum(np.where(pairs, left[:, 1:] * left[:, :-1], 0.0))) / int(pairs.sum())
    rho = follows / (squares / int(known.sum()))
    # Each unit's own mean pulls what follows itself down, by about this much.
    corrected = min(max(rho + (1 + 3 * max(rho, 0.0)) / float(known.sum(axis=1).mean()), 0.0), HIGHEST)
    # And takes with it what the months of a unit have in common, the more the more alike they are.
    lost = [count * (1 - float(correlation(count, corrected).mean())) for count in known.sum(axis=1).tolist()]
    variance = squares / sum(lost) * len(told) / (len(told) - 1)
    return Variation(sd=float(np.sqrt(variance)), rho=corrected, units=len(told), values=int(known.sum()))


def _within(values: Numbers) -> Numbers:
    """What is left when each unit's and each month's level are taken out, in turn until nothing moves."""
    left = values - np.nanmean(values)
    for _ in range(ROUNDS):
        before = left
        left = left - np.nanmean(left, axis=1, keepdims=True)
        left = left - np.nanmean(left, axis=0, keepdims=True)
        if float(np.nanmax(np.abs(left - before))) <= ENOUGH * float(np.nanmax(np.abs(values)) or 1.0):
            break
    return left
