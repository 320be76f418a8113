"""A backtest asks every model at every past month what it would have said, and holds it to what came.

Rolling origin (Tashman 2000): from the eighteenth month on, each month is once the last one known; models are fitted
anew there and say as many months as the data go on, at most twelve. Errors are scaled by the mean error of the
seasonal naive forecast within the months known at that origin (MASE, Hyndman & Koehler 2006).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reformspor.effects.models import NAIVE, SEASON, Values, carried_on

Say = Callable[[Values, int], dict[str, Values]]
FIRST_ORIGIN = 18
AHEAD = 12
# Older origins tell of another time, and each costs a fit of every model.
MOST_ORIGINS = 60
# The interval is to hold four months of five; with fewer errors than five nothing can be said of it.
HOLDS = 0.80
LEAST_ERRORS = 5
CHOSEN_ALONG = "chosen_along"


@dataclass(frozen=True)
class Tried:
    """One forecast of the backtest: how many months were known, how far ahead, what was said, what came, the scale."""

    origin: int
    horizon: int
    said: float
    came: float
    scale: float

    @property
    def error(self) -> float:
        """How wrong, in the series' own unit."""
        return abs(self.said - self.came)

    @property
    def known_at(self) -> int:
        """How many months must be known before this error is."""
        return self.origin + self.horizon


@dataclass(frozen=True)
class Score:
    """How one model did at one horizon, or at all of them (`horizon` 0).

    `n` errors; `mae` in the series' unit; `mase` scaled; `relative` the mean error as a share of the seasonal naive
    one's over the same origins; `coverage` the share of `scored` intervals, made only from errors known by then, that
    held. None where nothing can be said.
    """

    model: str
    horizon: int
    n: int
    mae: float
    mase: float | None
    relative: float | None
    coverage: float | None
    scored: int


def backtest(values: Values, say: Say = carried_on) -> dict[str, list[Tried]]:
    """Every model's forecasts at every origin, and those of `chosen_along`: the model that was best at each origin.

    `say` gives each model's next months from the months known.

    A model that could not answer at some origin is left out altogether, so that all are held to the same months.
    """
    tried: dict[str, list[Tried]] = {}
    origins = range(max(FIRST_ORIGIN, len(values) - MOST_ORIGINS), len(values))
    for origin in origins:
        known, ahead = values[:origin], min(AHEAD, len(values) - origin)
        scale = float(np.mean(np.abs(known[SEASON:] - known[:-SEASON])))
        for name, said in say(known, ahead).items():
            tried.setdefault(name, []).extend(
                Tried(origin, step + 1, float(said[step]), float(values[origin + step]), scale) for step in range(ahead)
            )
    whole = len(tried.get(NAIVE, []))
    tried = {name: found for name, found in tried.items() if len(found) == whole}
    return {**tried, CHOSEN_ALONG: _along(tried)} if tried else {}


def best_of(tried: dict[str, list[Tried]], known: int | None = None) -> str:
    """The model with the least scaled error among those known at `known` months; the naive one until there are some."""
    means = {name: _scaled(found, known) for name, found in tried.items() if name != CHOSEN_ALONG}
    said = {name: mean for name, mean in means.items() if mean is not None}
    # In the order of the models, so that equal ones are chosen the same way every time, the naive first.
    return min(said, key=lambda name: said[name]) if said else NAIVE


def scores(tried: dict[str, list[Tried]]) -> list[Score]:
    """How every model did, over all horizons (0) and at each."""
    found = []
    for name, all_of_it in tried.items():
        held = covered(all_of_it)
        for horizon in range(AHEAD + 1):
            own = [one for one in all_of_it if horizon in (0, one.horizon)]
            naive = [one for one in tried[NAIVE] if horizon in (0, one.horizon)]
            inside = [yes for one, yes in held if horizon in (0, one.horizon)]
            if own:
                found.append(_score(name, horizon, own, naive, inside))
    return found


def covered(tried: list[Tried]) -> list[tuple[Tried, bool]]:
    """Of each forecast whose interval could be made from errors known by then: whether what came lay inside."""
    held = []
    for one in tried:
        reach = reach_of([o.error for o in tried if o.horizon == one.horizon and o.known_at <= one.origin])
        if reach is not None:
            held.append((one, one.error <= reach))
    return held


def reach_of(errors: list[float]) -> float | None:
    """How far an interval must reach to each side to hold `HOLDS` of what comes: the split-conformal quantile
    (Vovk et al. 2005) of the errors so far; None for fewer than five."""
    if len(errors) < LEAST_ERRORS:
        return None
    return sorted(errors)[math.ceil((len(errors) + 1) * HOLDS) - 1]


def _along(tried: dict[str, list[Tried]]) -> list[Tried]:
    """What a reader would have got who chose, at each origin, by the errors known then."""
    at = {name: {(one.origin, one.horizon): one for one in found} for name, found in tried.items()}
    origins = sorted({one.origin for one in tried[NAIVE]})
    best = {origin: best_of(tried, origin) for origin in origins}
    return [at[best[one.origin]][one.origin, one.horizon] for one in tried[NAIVE]]


def _scaled(tried: list[Tried], known: int | None) -> float | None:
    seen = [one for one in tried if known is None or one.known_at <= known]
    scaled = [one.error / one.scale for one in seen if one.scale > 0]
    return float(np.mean(scaled)) if len(scaled) >= LEAST_ERRORS else None


def _score(name: str, horizon: int, own: list[Tried], naive: list[Tried], inside: list[bool]) -> Score:
    mae, against = (float(np.mean([one.error for one in found])) for found in (own, naive))
    scaled = [one.error / one.scale for one in own if one.scale > 0]
    return Score(
        model=name,
        horizon=horizon,
        n=len(own),
        mae=mae,
        mase=float(np.mean(scaled)) if scaled else None,
        relative=mae / against if against > 0 else None,
        coverage=sum(inside) / len(inside) if inside else None,
        scored=len(inside),
    )
