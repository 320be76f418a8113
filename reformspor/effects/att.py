"""The mean change among units that have begun, against those that have not, for many suppositions of who began when.

Two statistics, both linear in the outcome: the weighted mean of group-time changes (Callaway and Sant'Anna, Journal of
Econometrics 225, 2021) and the mean of what is left over when unit and step effects are fitted to what had not begun
(Borusyak, Jaravel and Spiess, Review of Economic Studies 91, 2024). No covariates. Written apart from the estimators
that give standard errors because a permutation test needs them two thousand times over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.two_way import Flags, two_way

Statistic = Literal["cs", "imputation"]
Control = Literal["not_yet", "never"]
Starts = NDArray[np.int64]
# The start of a unit that never begins: later than any step.
NEVER = 1 << 40
# So many values at once, to keep the memory bounded.
AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Meant:
    """What is meant by the change: which statistic, held against whom, how many steps before the start may be touched,
    and the first and last step after the start that count (all from the start on when there is no window).

    Imputation holds the begun against all that is untouched, whatever `comparison` says.
    """

    statistic: Statistic = "cs"
    comparison: Control = "not_yet"
    anticipation: int = 0
    window: tuple[int, int] | None = None

    def counts(self, since: NDArray[np.int64]) -> Flags:
        """Which steps after the start count."""
        first, last = self.window or (0, NEVER)
        counted: Flags = (since >= first) & (since <= last)
        return counted


def starts_of(panel: Panel) -> Starts:
    """The start of each unit as a whole number, NEVER for one that does not begin: (units,)."""
    return np.array([NEVER if start is None else start for start in panel.starts], dtype="int64")


def begun_of(panel: Panel) -> Flags:
    """Whether each unit has begun at each step: (units, steps)."""
    begun: Flags = np.arange(panel.n_times)[None] >= starts_of(panel)[:, None]
    return begun


def att(values: Numbers, starts: Starts, meant: Meant) -> Numbers:
    """The statistic of each supposed set of starts and each outcome, (suppositions, outcomes), NaN where there is none.

    `values` is (outcomes, units, steps), NaN in the same places in each outcome; `starts` is (suppositions, units).
    """
    reckon = _group_time if meant.statistic == "cs" else _imputed
    seen = ~np.isnan(values[0])
    known = np.where(seen, values, 0.0)
    size = max(1, AT_ONCE // max(seen.size, 1))
    parts = [reckon(known, seen, starts[at : at + size], meant) for at in range(0, len(starts), size)]
    return np.concatenate(parts) if parts else np.empty((0, len(values)))


def att_of(panel: Panel, meant: Meant) -> float | None:
    """The statistic of a panel as it is; None where there is none."""
    value = float(att(panel.values[None], starts_of(panel)[None], meant)[0, 0])
    return value if np.isfinite(value) else None


def _group_time(values: Numbers, seen: Flags, starts: Starts, meant: Meant) -> Numbers:
    """Each group's change from the step before it could be touched, less the change of those that have not begun;
    weighted by how many of the group are known at both ends. Groups and steps without a comparison do not count."""
    last = values.shape[2]
    begins = [int(start) for start in np.unique(starts) if 0 < start < last]
    total, weight = np.zeros((len(starts), len(values))), np.zeros((len(starts), 1))
    for begin in begins:
        base = begin - 1 - meant.anticipation
        if base < 0:
            continue
        steps = np.arange(last)[meant.counts(np.arange(last) - begin)]
        both = seen & seen[:, [base]]
        change = np.where(both, values - values[:, :, [base]], 0.0)
        group = (starts == begin).astype("float64")
        for part in _spans(steps, begins, meant):
            known = both[:, part].astype("float64")
            others = _apart(starts, int(max(part[0], base)), meant).astype("float64")
            treated, control = group @ known, others @ known
            usable = (treated > 0) & (control > 0)
            for place, one in enumerate(change[:, :, part]):
                found = (group @ one) / np.maximum(treated, 1) - (others @ one) / np.maximum(control, 1)
                total[:, place] += np.where(usable, treated * found, 0.0).sum(1)
            weight[:, 0] += np.where(usable, treated, 0.0).sum(1)
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)


def _spans(steps: NDArray[np.int64], begins: list[int], meant: Meant) -> list[NDArray[np.int64]]:
    """The steps in runs within which the same units have not begun."""
    if not steps.size:
        return []
    edges = [] if meant.comparison == "never" else [begin - meant.anticipation for begin in begins]
    return [part for part in np.split(steps, np.searchsorted(steps, sorted(edges))) if part.size]


def _apart(starts: Starts, step: int, meant: Meant) -> Flags:
    """Which units stand for what would have been: never begun, or not yet nor soon."""
    apart: Flags = starts == NEVER if meant.comparison == "never" else starts > step + meant.anticipation
    return apart


def _imputed(values: Numbers, seen: Flags, starts: Starts, meant: Meant) -> Numbers:
    """The mean of what is left over among the begun when effects are fitted to the values that are not touched."""
    since = np.arange(values.shape[2])[None, None] - starts[:, :, None]
    fitted = seen & (since < -meant.anticipation)
    unit, step, linked = two_way(values, fitted)
    begun: Flags = np.logical_and(starts > 0, starts < NEVER)
    counted = seen & meant.counts(since) & begun[:, :, None]
    counted &= (fitted.sum(2) > 0)[:, :, None] & (fitted.sum(1) > 0)[:, None]
    weight = counted.sum((1, 2))
    found = np.empty((len(starts), len(values)))
    for place, one in enumerate(values):
        rest = one - unit[:, place][:, :, None] - step[:, place][:, None]
        found[:, place] = np.where(counted, rest, 0.0).sum((1, 2))
    usable = linked & (weight > 0)
    return np.where(usable[:, None], found / np.maximum(weight, 1)[:, None], np.nan)
