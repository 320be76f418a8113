"""Numbers of a row of measurements: the middle one, the one that nineteen of twenty stay under, and the rest."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def at(values: Sequence[float], share: float) -> float:
    """The value that a share of the measurements do not pass (nearest rank, no smoothing). Raises on an empty row."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values: Sequence[float], digits: int = 1) -> dict[str, float]:
    """How many, least, p50, p95 and most of a row of measurements; only the number of them when it is empty."""
    if not values:
        return {"n": 0}
    named = {"least": min(values), "p50": statistics.median(values), "p95": at(values, 0.95), "most": max(values)}
    return {"n": len(values)} | {name: round(value, digits) for name, value in named.items()}


def ratio(own: Sequence[float], other: Sequence[float]) -> float | None:
    """The median of the ratios of measurements taken by turns; None where there is none."""
    pairs = [a / b for a, b in zip(own, other, strict=False) if b]
    return round(statistics.median(pairs), 3) if pairs else None
