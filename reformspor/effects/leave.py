"""Leave one unit out: does the change still point the same way when any one of the units had not been there?"""

from __future__ import annotations

import numpy as np

from reformspor.effects.assignments import exchangeable
from reformspor.effects.att import Control, Meant, Statistic, att, att_of, starts_of
from reformspor.effects.contrast import lacks
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Refusal, Result, column, finite

METHOD = "leave_one_out"
# Of more units than these, one decides nothing unless it lies far from the rest: so many of the farthest are left out.
MOST = 500


def one_out(
    panel: Panel,
    statistic: Statistic = "cs",
    anticipation: int = 0,
    comparison: Control = "not_yet",
    window: tuple[int, int] | None = None,
) -> Result:
    """The mean change with all units (`att_simple`) and without each (`att_without`, `at` the unit left out).

    `sign_stable` among the facts is whether none turns the sign or leaves nothing to reckon; `least` and `most` are the
    ends of what they give, `mover` the unit whose absence moves it most. `left.unit`, `left.value` and `left.begun` are
    the same as columns, from the least change to the most.
    """
    meant = Meant(statistic, comparison, anticipation, window)
    kept = exchangeable(panel)
    lacking = lacks(kept)
    if lacking is not None:
        return Result(METHOD, facts={"statistic": statistic}, refused=(lacking,))
    whole = att_of(kept, meant)
    if whole is None:
        return Result(METHOD, facts={"statistic": statistic}, refused=(Refusal("no_comparison"),))
    found = _without(kept, meant, _asked(kept))
    left = {unit: value for unit, value in found.items() if value is not None}
    lost = len(found) - len(left)
    facts = {
        "statistic": statistic,
        "sign_stable": not lost and all(value * whole > 0 for value in left.values()),
        "least": min(left.values(), default=None),
        "most": max(left.values(), default=None),
        "mover": max(left, key=lambda unit: abs(left[unit] - whole), default=None),
        "lost": lost,
        "asked": len(found),
    }
    estimates = (
        Estimate("att_simple", whole, n=len(kept.treated)),
        *(Estimate("att_without", value, at=unit, n=kept.n_units - 1) for unit, value in found.items()),
    )
    ordered = sorted(left, key=lambda unit: left[unit])
    begun = {kept.units[place] for place in kept.treated}
    series = {
        "left.unit": tuple(ordered),
        "left.value": column([left[unit] for unit in ordered]),
        "left.begun": tuple(unit in begun for unit in ordered),
    }
    notices = [Refusal("left_none", {"n": lost})] if lost else []
    if len(found) < kept.n_units:
        notices.append(Refusal("left_some", {"n": len(found), "of": kept.n_units}))
    return Result(METHOD, estimates, facts, series, notices=tuple(notices))


def _without(panel: Panel, meant: Meant, places: tuple[int, ...]) -> dict[str, float | None]:
    """The change without each of these units: one that had begun before the panel takes no part, so it is called so."""
    starts = np.tile(starts_of(panel), (len(places), 1))
    starts[np.arange(len(places)), list(places)] = 0
    values = att(panel.values[None], starts, meant)[:, 0]
    return {panel.units[place]: finite(value) for place, value in zip(places, values, strict=True)}


def _asked(panel: Panel) -> tuple[int, ...]:
    """The units to leave out: all, or of very many those whose mean moved farthest from the first half to the last."""
    if panel.n_units <= MOST:
        return tuple(range(panel.n_units))
    known = ~np.isnan(panel.values)
    filled, half = np.where(known, panel.values, 0.0), max(1, panel.n_times // 2)
    early, late = (
        filled[:, part].sum(1) / np.maximum(known[:, part].sum(1), 1) for part in (slice(half), slice(half, None))
    )
    moved = late - early
    farthest = np.argsort(-np.abs(moved - np.median(moved)), kind="stable")[:MOST]
    return tuple(int(place) for place in np.sort(farthest))
