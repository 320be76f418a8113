"""A forecast says the next twelve months with an interval, by the model the backtest holds up, or by the naive one.

It carries on what was, and is no prognosis of an effect. The interval reaches as far as the chosen model's own errors
did at the same distance; where the backtest did not go so far, it grows by the square root of the distance, as errors
of a random walk do, and that month is said to be untried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reformspor.effects.backtest import (
    AHEAD,
    CHOSEN_ALONG,
    Score,
    Tried,
    backtest,
    best_of,
    reach_of,
    scores,
)
from reformspor.effects.models import NAIVE, carried_on

LEAST_MONTHS = 24
# Twelve years: more would let a time long past decide what the season is.
MOST_MONTHS = 144


class TooShort(ValueError):
    """A series of fewer months than a forecast can be tried on."""


@dataclass(frozen=True)
class Point:
    """One month ahead: the forecast, the ends of its interval, and whether the backtest has tried that distance."""

    horizon: int
    value: float
    low: float
    high: float
    tried: bool


@dataclass(frozen=True)
class Forecast:
    """The twelve months, the model that made them, the one that did best, and every score of the backtest.

    `model` is the naive one when `best` did not beat it, or when choosing along the way would not have.
    """

    model: str
    best: str
    points: tuple[Point, ...]
    scores: tuple[Score, ...]
    origins: int


def forecast(values: Sequence[float]) -> Forecast:
    """Carry a monthly series on; `values` are oldest first, one a month, without holes.

    Raises TooShort under 24 months.
    """
    known = np.asarray(values, dtype="float64")[-MOST_MONTHS:]
    if len(known) < LEAST_MONTHS:
        raise TooShort(len(known))
    tried = backtest(known)
    said = scores(tried)
    best = best_of(tried)
    model = best if _holds_up(best, said) else NAIVE
    ahead = carried_on(known, AHEAD)
    if model not in ahead:
        model = NAIVE
    return Forecast(
        model=model,
        best=best,
        points=tuple(_points(ahead[model].tolist(), tried[model])),
        scores=tuple(said),
        origins=len({one.origin for one in tried[NAIVE]}),
    )


def _holds_up(best: str, said: list[Score]) -> bool:
    """The best model beats the naive one, and so does the way of choosing, each time by what was known then."""
    whole = {one.model: one.relative for one in said if one.horizon == 0}
    return all((whole[name] or 1.0) < 1.0 for name in (best, CHOSEN_ALONG))


def _points(ahead: list[float], tried: list[Tried]) -> list[Point]:
    by_horizon = {h: [one.error for one in tried if one.horizon == h] for h in range(1, AHEAD + 1)}
    reaches = {h: reach for h, errors in by_horizon.items() if (reach := reach_of(errors)) is not None}
    # Five months may be known too little of at any one distance; all errors together are known more of.
    together = reach_of([one.error for one in tried]) or 0.0
    furthest = max(reaches, default=1)
    points, widest = [], 0.0
    for horizon, value in enumerate(ahead, start=1):
        beyond = reaches.get(furthest, together) * (horizon / furthest) ** 0.5
        # An interval that shrinks with the distance is chance.
        widest = max(widest, reaches.get(horizon, beyond))
        points.append(Point(horizon, value, max(value - widest, 0.0), value + widest, horizon in reaches))
    return points
