"""Whether the units that begin were drifting from the others before anybody began: the difference of straight trends.

A straight drift is what most often passes for a change, and the test made for it sees it where a test of every step
before the start has no power (Roth 2022, AER: Insights 4, 305-322). Its p value is that of exchanged starts (Fisher
1935, The Design of Experiments), which holds with few units.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects import assignments
from reformspor.effects.att import NEVER, starts_of
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.permute import DRAWS, SEED, p_value
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.two_way import Flags

METHOD = "drift"
# A straight line through fewer steps is mostly its ends.
SHORTEST = 6


def drift_before(panel: Panel, anticipation: int = 0, draws: int = DRAWS, seed: int = SEED) -> Result:
    """The mean trend of the units that begin less that of those that do not (`drift`, a step), over the steps before
    the first start, and its p value. A unit needs `SHORTEST` values there to have a trend."""
    kept = assignments.exchangeable(panel)
    begins = [start for start in kept.starts if start]
    reach = min(begins) - anticipation if begins else 0
    slopes = _slopes(kept.values[:, : max(reach, 0)])
    told = np.isfinite(slopes)
    held = kept.only(tuple(int(place) for place in np.flatnonzero(told)))
    facts: dict[str, Fact] = {"n_units": held.n_units, "steps": max(reach, 0)}
    if not held.treated or len(held.treated) == held.n_units:
        return Result(METHOD, facts=facts, refused=(Refusal("no_comparison"),))
    supposed, _ = assignments.supposed_of(starts_of(held), assignments.strata_of(held), draws, seed)
    begun = supposed < NEVER
    found = _apart(slopes[told], begun)
    p, _ = p_value(found)
    return Result(METHOD, (Estimate("drift", float(found[0]), p=p, n=int(begun[0].sum())),), facts)


def _slopes(values: Numbers) -> Numbers:
    """The straight trend of each unit's known values, (units,); NaN where there are too few."""
    known = np.isfinite(values)
    count = known.sum(1)
    step = np.where(known, np.arange(values.shape[1], dtype="float64"), 0.0)
    middle = step.sum(1) / np.maximum(count, 1)
    away = np.where(known, step - middle[:, None], 0.0)
    spread = (away**2).sum(1)
    along = (away * np.where(known, values, 0.0)).sum(1)
    enough = (count >= SHORTEST) & (spread > 0)
    return np.where(enough, along / np.where(spread > 0, spread, 1.0), np.nan)


def _apart(slopes: Numbers, begun: Flags) -> Numbers:
    """The mean slope of the begun less that of the rest, of each way the starts may fall."""
    n = begun.sum(1)
    inside = (begun * slopes).sum(1)
    return np.asarray(inside / n - (slopes.sum() - inside) / (slopes.size - n))
