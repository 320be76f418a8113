"""Constructed panels with known answers, for tests and for the study of false alarms; the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reformspor.effects.panel import Numbers, Panel


def autocorrelated(shape: tuple[int, int], rho: float, rng: np.random.Generator) -> Numbers:
    """Noise of standard deviation 1 whose neighbours in a row correlate `rho`: (units, steps), stationary."""
    drawn = rng.normal(size=shape)
    noise = np.empty(shape)
    noise[:, 0] = drawn[:, 0]
    for step in range(1, shape[1]):
        noise[:, step] = rho * noise[:, step - 1] + np.sqrt(1 - rho**2) * drawn[:, step]
    return noise


def simulated(
    begins: Sequence[int | None],
    times: int,
    seed: int,
    rho: float = 0.0,
    change: float = 0.0,
    missing: float = 0.0,
) -> Panel:
    """Units with levels of their own and a path in common; `change` is added from each unit's start on.

    `begins` are the places of the starts, None for never; `missing` is the share of values taken away at random.
    """
    rng = np.random.default_rng(seed)
    units = len(begins)
    values = autocorrelated((units, times), rho, rng) + rng.normal(size=(units, 1)) * 2 + rng.normal(size=(1, times))
    for place, start in enumerate(begins):
        if start is not None:
            values[place, start:] += change
    values[rng.random(values.shape) < missing] = np.nan
    names = tuple(f"unit-{place:02d}" for place in range(units))
    return Panel(names, tuple(range(1, times + 1)), "step", values, tuple(begins))


def spread_starts(units: int, treated: int, cohorts: int, times: int) -> tuple[int | None, ...]:
    """Starts of `treated` units in `cohorts` steps spread over the middle half of the panel, the rest never."""
    steps = [times // 4 + round(place * times / 2 / max(cohorts - 1, 1)) for place in range(cohorts)]
    steps = steps if cohorts > 1 else [times // 2]
    return tuple(steps[place % cohorts] if place < treated else None for place in range(units))
