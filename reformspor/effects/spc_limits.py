"""The middle and the limits of one stretch of a control chart, from the points of its baseline.

Sources: Wheeler (1993), Understanding Variation, for single values and their moving ranges; Laney (2002), Quality
Engineering 14, 531-537, for shares with more spread than chance alone gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers

Direction = Literal["lower", "higher", "neither"]
# Three standard deviations are so many mean moving ranges, and a moving range is seldom more than so many of them.
LIMIT, RANGE_LIMIT = 2.66, 3.267
# The mean moving range in standard deviations.
D2 = 1.128
# Fewer baseline points than these give a line alone, and limits that are only for the time being.
LINE, LASTING = 8, 12
ROUNDING = 1e-12
# A baseline that is chosen, not given, takes in as many as this.
LONGEST = 24


@dataclass(frozen=True)
class Charting:
    """How a chart is made. `baseline` is how many of the first known points the limits come from (all when None).

    `rebase` are places from which a registered event starts a new baseline of as many points. `before` is a place
    from which no point is in the baseline of a stretch that begins earlier, so that a start is judged by what came
    before it. `screened` leaves out moving ranges beyond their own limit, once. `period` takes each step against the
    same step of the year in the baseline, where every one is there twice or more. `direction` is which way is better,
    `target` what is aimed at.
    """

    baseline: int | None = None
    rebase: tuple[int, ...] = ()
    before: int | None = None
    screened: bool = True
    period: int | None = None
    direction: Direction = "neither"
    target: float | None = None


@dataclass(frozen=True)
class Limits:
    """One stretch's middle and limits at each of its points (NaN where there are none), which points they come from,
    the mean moving range, and `status`: line, temporary or lasting."""

    centre: Numbers
    low: Numbers
    high: Numbers
    base: NDArray[np.bool_]
    spread: float
    status: str
    seasonal: bool = False


def _base(values: Numbers, first: int, chosen: Charting) -> NDArray[np.bool_]:
    """The first so many known points, or all of them, of a stretch that begins at the place `first`."""
    known = np.isfinite(values)
    if chosen.before is not None and first < chosen.before:
        known = known & (np.arange(values.size) + first < chosen.before)
    return known if chosen.baseline is None else known & (np.cumsum(known) <= chosen.baseline)


def _status(n: int, spread: float, size: float) -> str:
    """Spread that is nothing but rounding beside the values' `size` sets no limits."""
    if n < LINE or not spread > ROUNDING * size:
        return "line"
    return "temporary" if n < LASTING else "lasting"


def single_values(values: Numbers, first: int, chosen: Charting) -> Limits:
    """Limits of single values, the first of which is at the place `first` of the whole series."""
    base = _base(values, first, chosen)
    n = int(base.sum())
    offset, share = _season(values, base, first, chosen.period)
    level = float(np.nanmean(values[base])) if n else float("nan")
    spread = mean_range(np.where(base, values - offset, np.nan), chosen.screened)
    status = _status(n, spread, float(np.abs(values[base]).max()) if n else 0.0)
    # What a month's own mean took out of the baseline is put back, and a new point strays from that mean too.
    wider = np.where(base, 1.0, np.sqrt((1 + share) / (1 - share))) if share else np.ones(values.size)
    reach = LIMIT * spread * wider if status != "line" else np.full(values.size, np.nan)
    centre = level + offset
    return Limits(centre, centre - reach, centre + reach, base, spread, status, bool(share))


def mean_range(values: Numbers, screened: bool = True) -> float:
    """The mean of moving ranges between neighbours; screened of those beyond their own limit, once. NaN without any."""
    moved = np.abs(np.diff(values))
    kept = moved[np.isfinite(moved)]
    if not kept.size:
        return float("nan")
    return float(kept[kept <= RANGE_LIMIT * kept.mean()].mean()) if screened else float(kept.mean())


def _season(values: Numbers, base: NDArray[np.bool_], first: int, period: int | None) -> tuple[Numbers, float]:
    """How far each step of the year lay from the baseline's middle, and the share of a point that its own mean is."""
    flat = np.zeros(values.size)
    if not period:
        return flat, 0.0
    places = (np.arange(values.size) + first) % period
    counts = np.array([int((base & (places == place)).sum()) for place in range(period)])
    if counts.min() < 2:
        return flat, 0.0
    means = np.array([values[base & (places == place)].mean() for place in range(period)])
    return (means - values[base].mean())[places], float(np.mean(1 / counts))


def shares(part: Numbers, whole: Numbers, held: Numbers, first: int, chosen: Charting) -> tuple[Limits, float]:
    """Limits of shares `held`, each out of its own `whole`, and Laney's factor, at least one; `first` as above."""
    base = _base(held, first, chosen)
    level = float(part[base].sum() / whole[base].sum()) if base.any() else float("nan")
    size = np.where(np.isfinite(whole) & (whole > 0), whole, np.nan)
    error = np.sqrt(max(level * (1 - level), 0.0) / size) if np.isfinite(level) else np.full(held.size, np.nan)
    spread = float(np.nanmean(error[base])) if base.any() else float("nan")
    status = _status(int(base.sum()), spread, level)
    centre = np.full(held.size, level)
    if status == "line":
        nowhere = np.full(held.size, np.nan)
        return Limits(centre, nowhere, nowhere, base, spread, status), 1.0
    over = mean_range(np.where(base, (held - level) / error, np.nan), chosen.screened) / D2
    laney = max(over, 1.0) if np.isfinite(over) else 1.0
    reach = 3 * error * laney
    return Limits(centre, np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0), base, spread, status), laney
