"""Which design a panel can carry: units held against units where there are enough, else one series, else a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from reformspor.effects.att import begun_of
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.panel import Panel
from reformspor.effects.series import Joined, joined

Design = Literal["did", "its", "table"]
# With fewer begun, or fewer to hold them against, one unit decides.
FEWEST = 3
# Fewer steps than these are shown in a table.
SHORTEST = 12
# Months a unit is followed before it begins, so that every season has been seen.
YEAR = 12
MONTHS = {"month": 1, "quarter": 3, "year": 12, "step": 1}


def suited(panel: Panel, hypothesis: Hypothesis | None = None) -> Design:
    """The design of a registered hypothesis; without one, the strongest that what the panel holds can carry."""
    if hypothesis is not None:
        return hypothesis.method
    held = compared(followed(panel))
    if len(held.treated) >= FEWEST and held.n_units - len(held.treated) - len(held.always) >= FEWEST:
        return "did"
    if isinstance(joined(panel), Joined) and panel.n_times >= SHORTEST:
        return "its"
    return "table"


def meant(panel: Panel, units: tuple[str, ...]) -> Panel:
    """The panel without the units that begin and are not meant; all where none are named."""
    if not units:
        return panel
    places = tuple(place for place, name in enumerate(panel.units) if name in units or panel.starts[place] is None)
    return panel.only(places)


def is_of(hypothesis: Hypothesis, panel: Panel) -> bool:
    """Whether a panel has every unit a hypothesis names and, where it is of one series and names the step of the
    reform, begins at that step: neither may be chosen when the numbers are known."""
    if not set(hypothesis.units) <= set(panel.units):
        return False
    begins = [start for start in meant(panel, hypothesis.units).starts if start]
    if hypothesis.method != "its" or not hypothesis.start or not begins:
        return True
    said, told = panel.said(min(begins)), hypothesis.start[:7]
    if panel.step == "quarter" and "Q" not in told and len(told) > len("2020"):
        told = f"{told[:4]}Q{(int(told[5:7]) + 2) // 3}"
    return said == (told[:4] if panel.step == "year" else told) or said.startswith(f"{told}-")


def compared(panel: Panel) -> Panel:
    """The panel up to the last step at which three units have not begun; what begins later has not begun in it.

    Further on the begun would be held against one or two units. A panel that never has three is left as it is.
    """
    left = untouched(panel)
    steps = np.flatnonzero(left >= FEWEST)
    if not steps.size or steps[-1] == panel.n_times - 1:
        return panel
    end = int(steps[-1]) + 1
    return replace(
        panel,
        times=panel.times[:end],
        values=panel.values[:, :end],
        exposure=None if panel.exposure is None else panel.exposure[:, :end],
        persons=None if panel.persons is None else panel.persons[:, :end],
        starts=tuple(None if start is None or start >= end else start for start in panel.starts),
    )


def followed(panel: Panel, lead: int = 0) -> Panel:
    """The panel without the units that begin before they have been followed for a year; all where no unit has.

    `lead` is how many steps before the start may be touched already.
    """
    short = {place for place in panel.treated if months(panel, (panel.starts[place] or 0) - lead) < YEAR}
    if not short or short == set(panel.treated):
        return panel
    return panel.only(tuple(place for place in range(panel.n_units) if place not in short))


def untouched(panel: Panel) -> np.ndarray:
    """How many units with a value have not begun, at each step."""
    return np.asarray((~begun_of(panel) & ~np.isnan(panel.values)).sum(0))


def months(panel: Panel, steps: int) -> int:
    """So many steps in months; a step without a calendar is taken for one."""
    return steps * MONTHS[panel.step]
