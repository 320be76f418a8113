"""What each unit and each step have of their own, by least squares, for many patterns of known values at once.

The smaller of the two sets of effects is solved for and the larger one follows from it (the partitioned normal
equations of the two-way model, as in Baltagi, Econometric Analysis of Panel Data, ch. 9), so gaps cost nothing extra.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers

Flags = NDArray[np.bool_]


def two_way(values: Numbers, seen: Flags) -> tuple[Numbers, Numbers, Flags]:
    """Unit effects (patterns, outcomes, units), step effects (patterns, outcomes, steps), and the patterns linked.

    `values` is (outcomes, units, steps), `seen` (patterns, units, steps): which values each pattern fits. A value that
    is not seen may be anything finite. The level is shared out so that unit effects sum to zero; a unit or step without
    a value has the effect zero. A pattern is linked when its units are bound together by common steps: only then are
    the differences between units known, and the effects of a pattern that is not are to be thrown away.
    """
    if values.shape[1] > values.shape[2]:
        step, unit, linked = two_way(values.transpose(0, 2, 1), seen.transpose(0, 2, 1))
        return unit, step, linked
    fits = seen.astype("float64")
    by_unit, by_step = fits.sum(2), fits.sum(1)
    share = np.divide(1.0, by_step, out=np.zeros_like(by_step), where=by_step > 0)
    unit_sums = np.stack([(fits * one).sum(2) for one in values], 1)
    step_means = np.stack([(fits * one).sum(1) for one in values], 1) * share[:, None]
    crossed = fits.transpose(0, 2, 1)
    common = (fits * share[:, None]) @ crossed
    present = by_unit > 0
    matrix = -common
    places = np.arange(values.shape[1])
    matrix[:, places, places] += np.where(present, by_unit, 1.0)
    # The level belongs to the steps: without this the matrix has no inverse, and with it unit effects sum to zero.
    matrix += present[:, :, None] * present[:, None] / np.maximum(present.sum(1), 1)[:, None, None]
    linked = _linked(fits, by_unit, by_step, common)
    matrix[~linked] = np.eye(values.shape[1])
    left = unit_sums - step_means @ crossed
    unit = np.linalg.solve(matrix, left.transpose(0, 2, 1)).transpose(0, 2, 1) * present[:, None]
    step = step_means - (unit @ fits) * share[:, None]
    return unit, step, linked


def left_over(values: Numbers, seen: Flags) -> Numbers | None:
    """Values less their unit's and step's effect, (outcomes, units, steps), zero where not seen; None if not linked.

    `seen` is (units, steps): one pattern.
    """
    unit, step, linked = two_way(values, seen[None])
    if not linked[0]:
        return None
    rest: Numbers = np.where(seen, values - unit[0][:, :, None] - step[0][:, None, :], 0.0)
    return rest


def _linked(fits: Numbers, by_unit: Numbers, by_step: Numbers, common: Numbers) -> Flags:
    """Whether all units with a value are bound together: at once by a step all have, else through one another."""
    units, steps = (by_unit > 0).sum(1), (by_step > 0).sum(1)
    linked: Flags = (by_step.max(1, initial=0) == units) | (by_unit.max(1, initial=0) == steps)
    unsure = ~linked
    if unsure.any():
        reach = (common[unsure] > 0).astype("float64")
        for _ in range(int(np.ceil(np.log2(max(fits.shape[1], 2))))):
            reach = ((reach @ reach) > 0).astype("float64")
        linked[unsure] = reach.max(1).sum(1) == reach.sum(2).max(1)
    bound: Flags = linked & (units > 0)
    return bound
