"""Which points of a control chart are beyond what is usual: the four rules of the NHS's Making Data Count.

Sources: Shewhart (1931), Economic Control of Quality of Manufactured Product; Western Electric (1956), Statistical
Quality Control Handbook; the runs of seven and the zone of two in three as NHS England's Making Data Count sets them.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers

Rule = Literal["outside", "shift", "trend", "near"]
# The order they are told in, the plainest first.
RULES: tuple[Rule, ...] = ("outside", "shift", "trend", "near")
RUN = 7
# The outer third between the middle and a limit.
ZONE = 2 / 3


def signals(values: Numbers, centre: Numbers, low: Numbers, high: Numbers) -> dict[Rule, NDArray[np.int64]]:
    """For each rule and point 1 where it breaks the rule upwards, -1 downwards, 0 where it keeps it; length n.

    `outside` the limits; `shift`, one of seven or more on one side of the middle; `trend`, one of seven or more that
    each lie higher, or each lower, than the one before; `near`, in the outer third while two of three neighbours are,
    all three on one side. A missing value ends every run. Trends are of the distance from the middle.
    """
    away = values - centre
    with np.errstate(invalid="ignore"):
        side = np.where(np.isnan(away), 0, np.sign(away)).astype("int64")
        out = (values > high).astype("int64") - (values < low).astype("int64")
        inner = (away > ZONE * (high - centre)).astype("int64") - (away < ZONE * (low - centre)).astype("int64")
    return {
        "outside": out,
        "shift": _runs(side, RUN),
        "trend": _trends(away),
        "near": _two_in_three(np.where(out == 0, inner, 0), side),
    }


def _runs(marks: NDArray[np.int64], least: int) -> NDArray[np.int64]:
    """The marks that stand in so long a row of equal ones, and 0 elsewhere."""
    found = np.zeros_like(marks)
    start = 0
    for place in range(1, marks.size + 1):
        if place == marks.size or marks[place] != marks[start]:
            if place - start >= least:
                found[start:place] = marks[start]
            start = place
    return found


def _trends(away: Numbers) -> NDArray[np.int64]:
    if away.size < RUN:
        return np.zeros(away.size, "int64")
    steps = np.diff(away)
    marks = np.where(np.isnan(steps), 0, np.sign(steps)).astype("int64")
    # Seven points are six steps; a point is in the trend when the step before it or after it is.
    held = _runs(marks, RUN - 1)
    return np.where(np.append(held, 0) != 0, np.append(held, 0), np.insert(held, 0, 0))


def _two_in_three(zone: NDArray[np.int64], side: NDArray[np.int64]) -> NDArray[np.int64]:
    found = np.zeros_like(zone)
    for first in range(zone.size - 2):
        three = slice(first, first + 3)
        one_side = abs(int(side[three].sum())) == 3
        if one_side and int((zone[three] != 0).sum()) >= 2:
            found[three] = np.where(zone[three] != 0, zone[three], found[three])
    return found
