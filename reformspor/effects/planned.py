"""A plan is who begins when; from it follow what the later estimate weighs, and how many ways the lot can fall.

The estimate planned for is the imputation estimate (Borusyak, Jaravel and Spiess 2024, Review of Economic Studies 91):
units and months are fitted on what has not begun, and the change is what has begun less what the fit says. It is linear
in the values, so its variance under any correlation within units follows without drawing anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.assignments import mirrored
from reformspor.effects.draw import orders_of
from reformspor.effects.panel import Numbers


@dataclass(frozen=True)
class Plan:
    """`starts` is each unit's first month under the reform, counted from 0, None for one that does not begin; `months`
    is how many months are followed."""

    starts: tuple[int | None, ...]
    months: int

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.starts)

    @property
    def treated(self) -> int:
        """How many begin."""
        return sum(start is not None for start in self.starts)

    @property
    def assignments(self) -> int:
        """In how many ways the same starts can be dealt out over the units."""
        return orders_of(Counter(self.starts).values())

    @property
    def smallest_p(self) -> float:
        """The smallest p value a two-sided test by permutation can give: one over the ways, and twice that where as
        many begin at one step as do not, since each way then has a mirror as far from nought as itself."""
        return min((2 if mirrored(self.starts, (tuple(range(self.units)),)) else 1) / self.assignments, 1.0)


def planned(units: int, months: int, *, treated: int, steps: int, first: int, gap: int) -> Plan:
    """The plan in which `treated` of the units begin in `steps` groups as equal as can be (the first the largest), the
    first at month `first` and each other `gap` months after the one before."""
    sizes = [treated // steps + (place < treated % steps) for place in range(steps)]
    starts = [first + place * gap for place, size in enumerate(sizes) for _ in range(size)]
    held: list[int | None] = [start if start < months else None for start in starts]
    return Plan((*held, *([None] * (units - treated))), months)


@lru_cache(maxsize=512)
def weights(plan: Plan) -> Numbers | None:
    """What each value weighs in the estimate, units by months; None where the plan tells nothing of any change.

    A month in which nobody is left to compare with is left out, and so is a unit that has no month before its start.
    """
    begun = begun_of(plan)
    free = ~begun
    has_before, has_others = np.asarray(free.any(axis=1)), np.asarray(free.any(axis=0))
    told = begun & has_before[:, None] & has_others[None, :]
    if not told.any():
        return None
    units, months = begun.shape
    # The fit's normal equations: how often each unit and month stand free, and stand free together.
    gram = np.zeros((units + months, units + months))
    gram[:units, :units] = np.diag(free.sum(axis=1))
    gram[units:, units:] = np.diag(free.sum(axis=0))
    gram[:units, units:] = free
    gram[units:, :units] = free.T
    mean = np.concatenate([told.sum(axis=1), told.sum(axis=0)]) / told.sum()
    fitted = np.linalg.lstsq(gram, mean, rcond=None)[0]
    # What cannot be fitted (a chain of units and months that never meet) leaves a rest.
    if not np.allclose(gram @ fitted, mean, atol=1e-8):
        return None
    own = fitted[:units, None] + fitted[None, units:]
    held = np.where(told, 1 / told.sum(), 0.0) - np.where(free, own, 0.0)
    held.setflags(write=False)
    return np.asarray(held, dtype="float64")


def begun_of(plan: Plan) -> NDArray[np.bool_]:
    """Whether each unit has begun in each month."""
    never = plan.months
    first = np.array([never if start is None else start for start in plan.starts])
    return np.asarray(np.arange(plan.months)[None, :] >= first[:, None])


def correlation(months: int, rho: float) -> Numbers:
    """How alike a unit's months are when each carries `rho` of the one before (AR(1)), months by months."""
    place = np.arange(months)
    return np.asarray(rho ** np.abs(np.subtract.outer(place, place)).astype("float64"))
