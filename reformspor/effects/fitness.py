"""Whether a panel can carry a comparison of units at all: each lack is one refusal, and none is passed over."""

from __future__ import annotations

import numpy as np

from reformspor.effects.panel import Panel
from reformspor.effects.result import Refusal

# With one treated unit analytic tests reject a true null every second time; with two, one unit decides.
LEAST_TREATED = 3
LEAST_AGAINST = 3


def unfit(panel: Panel, anticipation: int = 0) -> tuple[Refusal, ...]:
    """Why units cannot be compared over time in this panel; empty when they can."""
    if anticipation < 0:
        return (Refusal("negative_anticipation", {"n": anticipation}),)
    if panel.n_times < 3:
        return (Refusal("too_few_steps", {"n": panel.n_times, "least": 3}),)
    if not panel.treated:
        return (Refusal("none_begins", {"n": panel.n_units}),)
    if len(panel.treated) < LEAST_TREATED:
        return (Refusal("few_treated", {"n": len(panel.treated), "least": LEAST_TREATED}),)
    if not any(start - 1 - anticipation >= 0 for start in panel.cohorts):
        return (Refusal("no_before", {"n": anticipation}),)
    known = panel.values[np.isfinite(panel.values)]
    if known.size == 0 or float(np.ptp(known)) == 0.0:
        return (Refusal("constant", {}),)
    return ()


def gaps(panel: Panel) -> Refusal:
    """How much of the panel has no value; a share that would be told as none is told as less than one in a hundred."""
    return Refusal("gaps", {"share": panel.missing}) if panel.missing >= 0.005 else Refusal("gaps_few")


def untouched_before(panel: Panel, anticipation: int) -> tuple[int, ...]:
    """The units that begin and have a step from before anything of it could touch them."""
    return tuple(unit for unit in panel.treated if (panel.starts[unit] or 0) - 1 - anticipation >= 0)


def minded(panel: Panel, anticipation: int = 0) -> tuple[Refusal, ...]:
    """What must be minded about any comparison of this panel's units, when the last steps before the start may already
    be touched."""
    said = []
    if panel.always:
        said.append(Refusal("always", {"n": len(panel.always)}))
    if early := len(panel.treated) - len(untouched_before(panel, anticipation)):
        said.append(Refusal("touched_from_first", {"n": early}))
    if panel.missing > 0:
        said.append(gaps(panel))
    if thin := sum(len(units) < LEAST_TREATED for units in panel.cohorts.values()):
        said.append(Refusal("thin_cohorts", {"n": thin}))
    return tuple(said)
