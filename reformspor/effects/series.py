"""Several units as one series: what they come to together, where a unit that lacks a month moves none of the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Refusal

# Units that begin within so many steps of each other are taken to begin together; the steps between are a transition.
TOGETHER = 3


@dataclass(frozen=True)
class Joined:
    """One series of several units, the steps of transition counted from its start, and what must be minded."""

    panel: Panel
    transition: tuple[int, ...] = ()
    notices: tuple[Refusal, ...] = ()


def joined(panel: Panel) -> Joined | Refusal:
    """The units that begin in the panel as one series; why they cannot be one, when they cannot.

    Counts and their exposure are summed over the steps at which every unit has both. Other values are meant, each
    unit's taken from its own mean first, so that which units are known at a step does not move the level.
    """
    if panel.n_units == 1:
        return Joined(panel) if panel.starts[0] is not None else Refusal("none_begins", {"n": 1})
    starts = [panel.starts[place] for place in panel.treated]
    known = [start for start in starts if start is not None]
    if not known:
        return Refusal("none_begins", {"n": panel.n_units})
    first, last = min(known), max(known)
    if last - first > TOGETHER:
        return Refusal("begin_apart", {"n": len(known), "steps": last - first})
    begun = panel.only(panel.treated)
    one = replace(
        begun.only((0,)),
        units=("+".join(begun.units),),
        values=_together(begun)[None],
        exposure=None if begun.exposure is None else _summed(begun.exposure)[None],
        persons=None if begun.persons is None else np.nansum(begun.persons, axis=0)[None],
        starts=(first,),
        strata=None,
    )
    left = panel.n_units - len(known)
    notices = (Refusal("units_left_out", {"n": left}),) if left else ()
    return Joined(one, tuple(range(last - first)), notices)


def _together(panel: Panel) -> Numbers:
    if panel.exposure is not None:
        return _summed(np.where(np.isnan(panel.exposure), np.nan, panel.values))
    seen = ~np.isnan(panel.values)
    own = np.where(seen, panel.values, 0.0).sum(1) / np.maximum(seen.sum(1), 1)
    from_own = np.where(seen, panel.values - own[:, None], 0.0)
    count = seen.sum(0)
    return np.where(count > 0, from_own.sum(0) / np.maximum(count, 1) + own.mean(), np.nan)


def _summed(table: Numbers) -> Numbers:
    return np.asarray(table.sum(axis=0))
