"""What a segmented regression tells: its changes as contrasts of the coefficients, its shape, and its lines."""

from __future__ import annotations

from math import sqrt

import numpy as np

from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, column
from reformspor.effects.segments import LEVEL, SLOPE, Design, Interruption
from reformspor.effects.student import beyond, width

# The sixth and the twelfth step, counted with the start's own.
TOLD = (6, 12)


def contrasts(design: Design, model: Interruption) -> list[tuple[str, Numbers, int]]:
    """What is told: its code, its contrast, and how many steps after the start it stands on."""
    after = design.since[design.used & (design.since >= 0)]
    sides = {LEVEL: design.after, SLOPE: design.after, "trend": design.before}
    told = [
        (what, np.array([float(name == what) for name in design.names]), n)
        for what, n in sides.items()
        if what in design.names
    ]
    last = int(after.max())
    told += [(f"month_{step}", design.change(step - 1.0), design.after) for step in TOLD if last >= step - 1]
    inside = after[(after >= model.window[0]) & (after <= model.window[1])]
    if inside.size:
        told.append(("window", design.change(float(inside.mean())), int(inside.size)))
    return told


def estimate(
    what: str, contrast: Numbers, beta: Numbers, covariance: Numbers, freedom: int | None, sure: float, n: int
) -> Estimate:
    """One contrast with its standard error, interval and p value."""
    value, error = float(contrast @ beta), sqrt(max(float(contrast @ covariance @ contrast), 0.0))
    reach = width(sure, freedom) * error
    p = beyond(value / error, freedom) if error > 0 else None
    return Estimate(what, value, error, value - reach, value + reach, p, n=n, sure=sure)


def would_be(
    design: Design, beta: Numbers, covariance: Numbers, freedom: int | None, sure: float
) -> tuple[Numbers, Numbers]:
    """The line had nothing begun, and how far to either side of it the line may lie, at every step."""
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", design.bare, covariance, design.bare), 0.0))
    return design.bare @ beta, width(sure, freedom) * error


def shape(panel: Panel, design: Design) -> dict[str, Fact]:
    """How long the series is and how it is cut; the same for every family."""
    known = ~np.isnan(panel.values[0])
    return {
        "n": design.before + design.after,
        "before": design.before,
        "after": design.after,
        "parameters": len(design.names),
        "season": design.season,
        "dropped": int((known & ~design.used).sum()),
        "missing": int((~known).sum()),
    }


def drawn(
    panel: Panel, design: Design, line: Numbers, would: Numbers, low: Numbers, high: Numbers
) -> dict[str, tuple[object, ...]]:
    """The series of a figure; the line that would have been begins at the start."""
    after = design.since >= 0
    later = {"counterfactual": would, "low": low, "high": high}
    return {
        "fit.time": panel.times,
        "fit.value": column(panel.values[0].tolist()),
        "fit.used": tuple(bool(used) for used in design.used),
        "fit.after": tuple(bool(begun) for begun in after),
        "fit.fitted": column(line.tolist()),
        **{f"fit.{name}": column(np.where(after, values, np.nan).tolist()) for name, values in later.items()},
    }
