"""The event study gathered in stretches of steps, so that there are fewer numbers than what tells of their covariance.

With twelve units no more than a handful of covariances can be told. Tests and bounds that weigh forty event times by
their covariance would then find weights that happen to have no variance, and be sure of nothing. Stretches of equal
length, as short as the number of units allows, keep what they are about: the shape before and after the start. Ours;
the weights within a stretch are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from reformspor.effects.callaway import Window
from reformspor.effects.fitness import unfit
from reformspor.effects.group_time import Against, Cells, cells_of, weighted
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Refusal
from reformspor.effects.two_way import Flags

# Three numbers are the least a bend before the start can be told from: two stretches before the reference, one after.
LEAST = 3
# So many degrees of freedom for each number; and above so many the covariance is taken as known, as the published
# methods do.
EACH = 4
KNOWN = 30
# More numbers than these tell a reader no more, and the search for the shortest bound takes their cube in time.
MOST = 40


@dataclass(frozen=True)
class Stretches:
    """The event study in stretches of `length` steps: `values` and their covariance `spread`, first the `n_before`
    before the reference stretch, oldest first, then those after. `events` holds the event times of each; those of the
    reference are `reference`. `free` is how many degrees of freedom the covariance is told from, None when it is taken
    as known; `first` the first step after the start whose change counts."""

    values: Numbers
    spread: Numbers
    n_before: int
    events: tuple[tuple[int, ...], ...]
    reference: tuple[int, ...]
    length: int
    free: int | None
    first: int = 0

    @property
    def n_after(self) -> int:
        """How many stretches there are after the reference."""
        return len(self.values) - self.n_before

    @property
    def counted(self) -> Flags:
        """Which stretches after the reference count: those that hold a step of the window."""
        return np.array([max(part) >= self.first for part in self.events[self.n_before :]], dtype=bool)

    @property
    def distances(self) -> Numbers:
        """How many steps each stretch's middle is from the reference's."""
        middle = float(np.mean(self.reference))
        return np.array([float(np.mean(part)) - middle for part in self.events])


def stretches_of(
    panel: Panel, comparison: Against = "not_yet", anticipation: int = 0, window: Window | None = None
) -> Stretches | tuple[Refusal, ...]:
    """The event study of a panel in stretches, or why there can be none.

    Steps that may be touched before the start count among those after. `window` cuts what comes after the start, and
    says from which step on it counts.
    """
    found = _shortest(panel, comparison, anticipation, window)
    if not isinstance(found, Stretches) or window is None:
        return found
    found = replace(found, first=window[0])
    return found if found.counted.any() else (Refusal("few_for_stretches", {}),)


def _shortest(
    panel: Panel, comparison: Against, anticipation: int, window: Window | None
) -> Stretches | tuple[Refusal, ...]:
    lack = unfit(panel, anticipation)
    if lack:
        return lack
    cells = cells_of(panel, comparison, anticipation, "universal")
    reference = -1 - anticipation
    free = cells.taking_part - len(set(cells.cohorts.tolist())) - 1
    last = None if window is None else window[1]
    before, after = _unbroken(_carried(cells, None), reference, last)
    if not before or not after or after[-1] < 0:
        return (Refusal("all_at_once" if not panel.never and len(panel.cohorts) == 1 else "few_for_stretches", {}),)
    most = min(max(LEAST, free // EACH), MOST)
    if len(before) + len(after) <= most:
        return _gathered(cells, (before, after), reference, 1, free)
    every = _unbroken(_carried(cells, len(panel.cohorts)), reference, last)
    if len(every[0]) >= LEAST - 1 and every[1] and every[1][-1] >= 0:
        before, after = every
    if free <= LEAST or len(before) < LEAST - 1:
        return (Refusal("few_for_stretches", {}),)
    for length in range(1, (len(before) + 1) // LEAST + 1):
        if (len(before) + 1) // length - 1 + max(len(after) // length, 1) <= most:
            return _gathered(cells, (before, after), reference, length, free)
    return _longest(cells, (before, after), reference, free, most)


def _longest(cells: Cells, whole: tuple[list[int], list[int]], reference: int, free: int, most: int) -> Stretches:
    """Three stretches before, as long as there is room for, and as many after as the units allow."""
    before, after = whole
    length = (len(before) + 1) // LEAST
    room = max(most - (LEAST - 1), 1) * length
    return _gathered(cells, (before[-(LEAST * length - 1) :], after[:room]), reference, length, free)


def _carried(cells: Cells, cohorts: int | None) -> set[int]:
    """The event times every cohort reaches, or all there are."""
    events = cells.events
    return {
        int(event)
        for event in np.unique(events)
        if cohorts is None or len(np.unique(cells.cohorts[events == event])) == cohorts
    }


def _unbroken(events: set[int], reference: int, last: int | None) -> tuple[list[int], list[int]]:
    """Event times before and after the reference that follow one another without a gap, in order."""
    before: list[int] = []
    after: list[int] = []
    at = reference - 1
    while at in events:
        before.insert(0, at)
        at -= 1
    at = reference + 1
    while at in events and (last is None or at <= last):
        after.append(at)
        at += 1
    return before, after


def _gathered(cells: Cells, whole: tuple[list[int], list[int]], reference: int, length: int, free: int) -> Stretches:
    before, after = whole
    backwards = [reference, *reversed(before)]
    parts = [backwards[at : at + length] for at in range(0, len(backwards) - length + 1, length)]
    ahead = [after[at : at + length] for at in range(0, len(after) - length + 1, length)] or [after]
    known = {event: weighted(cells, np.flatnonzero(cells.events == event)) for event in (*before, *after)}
    known[reference] = (0.0, np.zeros(cells.influence.shape[0]))
    base = _mean(known, parts[0])
    kept = [sorted(part) for part in reversed(parts[1:])] + ahead
    found = [_mean(known, part) for part in kept]
    influence = np.array([one[1] - base[1] for one in found]).T
    return Stretches(
        values=np.array([one[0] - base[0] for one in found]),
        spread=influence.T @ influence,
        n_before=len(parts) - 1,
        events=tuple(tuple(part) for part in kept),
        reference=tuple(sorted(parts[0])),
        length=length,
        free=free if free < KNOWN else None,
    )


def _mean(known: dict[int, tuple[float, Numbers]], part: Sequence[int]) -> tuple[float, Numbers]:
    values = [known[event] for event in part]
    return float(np.mean([one[0] for one in values])), np.mean([one[1] for one in values], axis=0)
