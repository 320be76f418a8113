"""A series before and after a step: which steps count, the columns of a segmented regression, and its contrasts.

Source: Wagner and others (2002), Journal of Clinical Pharmacy and Therapeutics 27, 299-309; Lopez Bernal, Cummins and
Gasparrini (2017), International Journal of Epidemiology 46, 348-355.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Refusal

Family = Literal["gaussian", "quasipoisson", "poisson"]
# Steps in a year; what has none has no season unless one is given.
YEAR = {"month": 12, "quarter": 4}
# A pair of harmonics is taken when there are two years to tell it from.
SEASONS = 2
LEVEL, SLOPE = "level", "slope"


@dataclass(frozen=True)
class Interruption:
    """How a series is thought to change at its start.

    `family` quasipoisson is for counts, with the panel's exposure as what they are out of; poisson is the same with
    errors that take counts to vary no more than by chance, as some published tables do. `slope` lets the trend
    change too. `season` is how many pairs of harmonics (chosen from the step when None: one where there are two
    years), over `period` steps (those of a year when None). `drop` are steps left out as neither before nor after,
    counted from the start, as (0, 1, 2) or (-2, -1). `window` is the first and last step after the start whose mean
    change is told. `first` is what the start's own step counts as in the new slope: with 1 the level is that of the
    step before, as some authors have it. `normal` takes intervals and p values from the normal distribution instead
    of t.
    """

    family: Family = "gaussian"
    slope: bool = True
    season: int | None = None
    period: int | None = None
    drop: tuple[int, ...] = ()
    window: tuple[int, int] = (0, 11)
    first: int = 0
    normal: bool = False
    sure: float = 0.95


@dataclass(frozen=True)
class Design:
    """The columns `names` at every step (`whole`), the same had nothing begun (`bare`), and which steps are `used`.

    `since` is the number of steps after the start at each step, negative before.
    """

    whole: Numbers
    bare: Numbers
    names: tuple[str, ...]
    used: NDArray[np.bool_]
    since: NDArray[np.int64]
    season: int
    period: int | None
    first: int = 0

    @property
    def at(self) -> Numbers:
        """The places of the steps that are used."""
        return np.flatnonzero(self.used).astype("float64")

    @property
    def before(self) -> int:
        """How many steps before the start are used."""
        return int((self.used & (self.since < 0)).sum())

    @property
    def after(self) -> int:
        """How many steps from the start on are used."""
        return int((self.used & (self.since >= 0)).sum())

    def change(self, since: float) -> Numbers:
        """The contrast that is the change so many steps after the start, against what would have been."""
        held = {LEVEL: 1.0, SLOPE: since + self.first}
        return np.array([held.get(name, 0.0) for name in self.names])


def design_of(panel: Panel, model: Interruption, known: NDArray[np.bool_] | None = None) -> Design | Refusal:
    """The design of the panel's one series; why there is none, when there is none.

    `known` are the steps that may be used, those with a value when not given.
    """
    if panel.n_units != 1:
        return Refusal("one_series", {"n": panel.n_units})
    start = panel.starts[0]
    if start is None:
        return Refusal("no_start")
    since = np.arange(panel.n_times) - start
    used = (~np.isnan(panel.values[0]) if known is None else known) & ~np.isin(since, model.drop)
    period = model.period or YEAR.get(panel.step)
    season = model.season
    if season is None:
        season = int(bool(period) and int(used.sum()) >= SEASONS * (period or 0))
    if season and (period is None or 2 * season > period):
        return Refusal("season", {"n": season, "period": period or 0})
    columns, names = _columns(panel, since, period, season)
    begun = (since >= 0).astype("float64")
    added = [begun, begun * (since + model.first)] if model.slope else [begun]
    whole = np.column_stack([*columns, *added])
    bare = np.column_stack([*columns, *(np.zeros_like(begun) for _ in added)])
    said = (*names, LEVEL, SLOPE) if model.slope else (*names, LEVEL)
    return _enough(Design(whole, bare, said, used, since, season, period, model.first), model)


def _enough(design: Design, model: Interruption) -> Design | Refusal:
    """Each side must tell its own line, and some of the series must be left to reckon errors from."""
    least = 3 if model.slope else 2
    if design.before < least:
        return Refusal("few_before", {"n": design.before, "least": least})
    if design.after < least:
        return Refusal("few_after", {"n": design.after, "least": least})
    n, k = design.before + design.after, len(design.names)
    return design if n >= k + least else Refusal("few_steps", {"n": n, "k": k, "least": k + least})


def _columns(
    panel: Panel, since: NDArray[np.int64], period: int | None, season: int
) -> tuple[list[Numbers], list[str]]:
    """The columns that are the same whether anything began: constant, trend and season."""
    columns, names = [np.ones(since.size), since.astype("float64")], ["constant", "trend"]
    if season and period:
        turn = 2 * np.pi * _places(panel, period) / period
        for pair in range(1, season + 1):
            # Halfway round there is no sine to tell from nothing.
            if 2 * pair < period:
                columns.append(np.sin(pair * turn))
                names.append(f"sin_{pair}")
            columns.append(np.cos(pair * turn))
            names.append(f"cos_{pair}")
    return columns, names


def _places(panel: Panel, period: int) -> Numbers:
    """Where in the period each step is: in the calendar's year, or counted from the first step for any other period."""
    if period == YEAR.get(panel.step):
        per_place = 12 // period
        months = [time.month - 1 for time in panel.times if isinstance(time, dt.date)]
        return np.array(months, "float64") // per_place
    return np.arange(panel.n_times, dtype="float64")
