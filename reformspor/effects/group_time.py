"""A cell is the change of one cohort from a base step to another, less the same change of those it is held against.

The group-time average treatment effects ATT(g,t) of Callaway & Sant'Anna (2021, J. Econometrics 225, eq. 2.4 without
covariates) with their influence functions, from which every sum of cells has its variance and covariance. A cell
stands on the units that have a value at both steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.att import NEVER, starts_of
from reformspor.effects.panel import Numbers, Panel

Against = Literal["not_yet", "never"]
Base = Literal["varying", "universal"]
Chosen = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Cells in one order: `cohorts` and `steps` as places in the panel's times, `values`, and `influence` (units by
    cells), scaled so that the sum of products of two columns is their covariance. `members` says which treated units
    are behind each (units by cells), and `shares` what share they are of the units that take part. A reference cell,
    zero by definition, is left out. `n_treated` and `n_against` count the units behind each."""

    cohorts: Places
    steps: Places
    values: Numbers
    influence: Numbers
    shares: Numbers
    members: Chosen
    n_treated: Places
    n_against: Places
    taking_part: int

    @property
    def events(self) -> Places:
        """Steps since the cohort's start; 0 is the step of the start."""
        return self.steps - self.cohorts

    @property
    def errors(self) -> Numbers:
        """The standard error of each cell."""
        return np.asarray(np.sqrt(np.sum(self.influence**2, axis=0)))


def cells_of(panel: Panel, against: Against = "not_yet", anticipation: int = 0, base: Base = "universal") -> Cells:
    """Every cell that can be reckoned: a cohort and a base step within the panel, somebody to be held against.

    The base is the last step before `anticipation` begins; with `varying` a step before the start is held against the
    step before it. Units that began with the panel take no part.
    """
    starts = starts_of(panel)
    found: list[tuple[int, int, float, Numbers, Chosen, int, int]] = []
    for cohort in panel.cohorts:
        fixed = cohort - 1 - anticipation
        members = starts == cohort
        for step in range(panel.n_times if fixed >= 0 else 0):
            held = step - 1 if base == "varying" and step < cohort else fixed
            if held < 0 or step == held:
                continue
            others = _others(starts, cohort, max(step, held) + anticipation, against)
            one = _cell(panel, members, others, step, held)
            if one is not None:
                found.append((cohort, step, *one))
    return _gathered(found, panel.n_units, int(np.sum(starts > 0)))


def weighted(cells: Cells, chosen: Sequence[int] | Places) -> tuple[float, Numbers]:
    """The mean of chosen cells weighted by how many treated units are behind each, and its influence by unit.

    The weights are estimated too: their part of the influence is that of Callaway & Sant'Anna (2021, section 4.2).
    """
    places = np.asarray(chosen, dtype=np.int64)
    shares, values = cells.shares[places], cells.values[places]
    whole = float(shares.sum())
    weights = shares / whole
    value = float(weights @ values)
    part = (cells.members[:, places] - shares) / cells.taking_part
    of_weights = (part @ values - part.sum(axis=1) * value) / whole
    return value, np.asarray(cells.influence[:, places] @ weights + of_weights)


def _others(starts: Places, cohort: int, until: int, against: Against) -> Chosen:
    never = starts == NEVER
    return np.asarray(never if against == "never" else (starts > until) & (starts != cohort))


def _cell(
    panel: Panel, members: Chosen, others: Chosen, step: int, held: int
) -> tuple[float, Numbers, Chosen, int, int] | None:
    change = panel.values[:, step] - panel.values[:, held]
    known = np.isfinite(change)
    treated, against = members & known, others & known
    n_treated, n_against = int(treated.sum()), int(against.sum())
    if not n_treated or not n_against:
        return None
    up, along = float(change[treated].mean()), float(change[against].mean())
    influence = np.zeros(panel.n_units)
    influence[treated] = (change[treated] - up) / n_treated
    influence[against] = -(change[against] - along) / n_against
    return up - along, influence, treated, n_treated, n_against


def _gathered(found: list[tuple[int, int, float, Numbers, Chosen, int, int]], n_units: int, taking_part: int) -> Cells:
    width = len(found)
    return Cells(
        cohorts=np.array([one[0] for one in found], dtype=np.int64),
        steps=np.array([one[1] for one in found], dtype=np.int64),
        values=np.array([one[2] for one in found], dtype=np.float64),
        influence=np.array([one[3] for one in found], dtype=np.float64).reshape(width, n_units).T,
        shares=np.array([one[4].sum() / taking_part for one in found], dtype=np.float64),
        members=np.array([one[4] for one in found], dtype=bool).reshape(width, n_units).T,
        n_treated=np.array([one[5] for one in found], dtype=np.int64),
        n_against=np.array([one[6] for one in found], dtype=np.int64),
        taking_part=taking_part,
    )
