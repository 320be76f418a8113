"""How far trends may part from being parallel before what is found could be nothing.

Rambachan & Roth (2023, Rev. Econ. Studies 90, 2555-2591). Smoothness: the difference of trends may bend by at most M
from one step to the next; the interval is their fixed-length one. Relative magnitudes: it may change from one step to
the next by at most Mbar times the most it did before the start; only the optional extra reckons that rightly, and
without it there is no number. With few units the steps are gathered in stretches, and M is the bend from one stretch to
the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np

from reformspor.effects.callaway import Window
from reformspor.effects.fixed_length import problem_of, shortest
from reformspor.effects.group_time import Against
from reformspor.effects.outside import quietly, tried
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.stretches import Stretches, stretches_of
from reformspor.effects.student import width

SHARES = (0.0, 0.5, 1.0, 1.5, 2.0)
MBARS = (0.5, 1.0, 1.5, 2.0)
# The breakdown is found to a fiftieth of the largest bend before the start, and no further than sixteen times that.
FINENESS = 0.02
MOST_DOUBLINGS = 5
GRID = 200
# What the optional extra brings; the first does nothing here without the second.
EXTRA = ("moderndid", "cvxpy")


def smoothness(
    panel: Panel,
    bends: Sequence[float] | None = None,
    at: int | None = None,
    comparison: Against = "not_yet",
    anticipation: int = 0,
    window: Window | None = None,
    sure: float = 0.95,
) -> Result:
    """`bound` for each M of `bends` (in the outcome's unit; shares of the largest bend before the start when None), of
    the mean over what comes after the start, or of the event time `at` alone.

    `breakdown` is the largest M whose interval leaves nought out, None when none does.
    """
    found = stretches_of(panel, comparison, anticipation, window)
    if not isinstance(found, Stretches):
        return Result("honest_smoothness", refused=found)
    return smoothness_of(found, bends, at, sure)


def smoothness_of(
    found: Stretches, bends: Sequence[float] | None = None, at: int | None = None, sure: float = 0.95
) -> Result:
    """The same for an event study that is at hand."""
    weights = _weights(found, at)
    if weights is None:
        return Result("honest_smoothness", refused=(Refusal("no_such_event", {"n": at}),))
    largest = _largest_bend(found)
    given = bends if bends is not None else [share * largest for share in SHARES]
    if any(not np.isfinite(one) or one < 0 for one in given):
        return Result("honest_smoothness", refused=(Refusal("negative_bend", {}),))
    bounds = [(float(one), _interval(found, weights, float(one), sure)) for one in sorted(set(given))]
    if any(interval is None for _, interval in bounds):
        return Result("honest_smoothness", refused=(Refusal("no_spread", {}),))
    estimates = [Estimate("bound", sum(i) / 2, None, *i, at=f"{m:.12g}", sure=sure) for m, i in bounds if i is not None]
    breakdown = _breakdown(found, weights, largest, sure)
    facts = _facts(found, weights) | {
        "largest_bend": largest,
        "breakdown": breakdown,
        "breakdown_ratio": None if breakdown is None or largest <= 0 else breakdown / largest,
    }
    return Result("honest_smoothness", (_original(found, weights, sure), *estimates), facts, notices=_minded(found))


def relative(
    panel: Panel,
    mbars: Sequence[float] = MBARS,
    at: int | None = None,
    comparison: Against = "not_yet",
    anticipation: int = 0,
    window: Window | None = None,
    sure: float = 0.95,
) -> Result:
    """`bound` for each Mbar, by the conditional and least-favourable test; refused where the extra is not installed.

    `breakdown` is the largest Mbar asked for whose interval, and those of all smaller, leave nought out.
    """
    method = "honest_relative"
    found = stretches_of(panel, comparison, anticipation, window)
    if not isinstance(found, Stretches):
        return Result(method, refused=found)
    if any(find_spec(name) is None for name in EXTRA):
        return Result(method, refused=(Refusal("needs_extra", {"extra": "sensitivity"}),))
    weights = _weights(found, at)
    if weights is None:
        return Result(method, refused=(Refusal("no_such_event", {"n": at}),))
    asked = sorted({float(one) for one in mbars if np.isfinite(one) and one >= 0})
    rows = tried(lambda: _by_extra(found, weights, asked, sure))
    if not rows:
        return Result(method, refused=(Refusal("no_spread", {}),))
    estimates = [Estimate("bound", (lo + hi) / 2, None, lo, hi, at=f"{m:.12g}", sure=sure) for m, lo, hi in rows]
    broken = next((place for place, (_, low, high) in enumerate(rows) if low <= 0 <= high), len(rows))
    facts = _facts(found, weights) | {"breakdown": rows[broken - 1][0] if broken else None}
    return Result(method, (_original(found, weights, sure), *estimates), facts, notices=_minded(found))


def _by_extra(found: Stretches, weights: Numbers, mbars: list[float], sure: float) -> list[tuple[float, float, float]]:
    import moderndid

    with quietly():
        table = moderndid.create_sensitivity_results_rm(
            found.values,
            found.spread,
            found.n_before,
            found.n_after,
            m_bar_vec=mbars,
            l_vec=weights.reshape(-1, 1),
            alpha=1 - sure,
            grid_points=GRID,
        )
    rows = table.to_dicts() if hasattr(table, "to_dicts") else table.to_dict("records")
    return [(float(row["Mbar"]), float(row["lb"]), float(row["ub"])) for row in rows]


def _interval(found: Stretches, weights: Numbers, bend: float, sure: float) -> tuple[float, float] | None:
    """The shortest interval of fixed length that is right whatever the bend, up to this one.

    Few units make the covariance uncertain: it is then widened to what Student's distribution asks for.
    """

    wider = width(sure, found.free) / width(sure, None)
    # In standard errors, so that nothing hangs on the outcome's unit.
    unit = float(np.sqrt(np.max(np.diag(found.spread)))) if len(found.spread) else 0.0
    if not unit > 0:
        return None
    problem = problem_of(found.spread * (wider / unit) ** 2, found.n_before, weights)
    interval = shortest(found.values / unit, problem, bend / unit, sure)
    return None if interval is None else (interval[0] * unit, interval[1] * unit)


def _breakdown(found: Stretches, weights: Numbers, largest: float, sure: float) -> float | None:
    """The largest M that still leaves nought out, by halving; None when a straight difference of trends already
    explains what is found."""

    def leaves_out(bend: float) -> bool:
        interval = _interval(found, weights, bend, sure)
        return interval is not None and not interval[0] <= 0 <= interval[1]

    if not leaves_out(0.0):
        return None
    scale = largest or float(np.sqrt(np.max(np.diag(found.spread))))
    low, high = 0.0, scale
    for _ in range(MOST_DOUBLINGS):
        if not leaves_out(high):
            break
        low, high = high, 2 * high
    else:
        return low
    while high - low > FINENESS * scale:
        middle = (low + high) / 2
        low, high = (middle, high) if leaves_out(middle) else (low, middle)
    return low


def _largest_bend(found: Stretches) -> float:
    """The largest second difference before the start, the reference among it; nought when there are too few to bend."""
    path = np.append(found.values[: found.n_before], 0.0)
    return float(np.abs(np.diff(path, 2)).max()) if len(path) > 2 else 0.0


def _weights(found: Stretches, at: int | None) -> Numbers | None:
    """How much each stretch after the reference counts: all of the window alike, or the one that holds `at`."""
    after = found.events[found.n_before :]
    counted = found.counted.astype("float64") if at is None else np.array([float(at in part) for part in after])
    return counted / counted.sum() if counted.sum() else None


def _original(found: Stretches, weights: Numbers, sure: float) -> Estimate:
    value = float(weights @ found.values[found.n_before :])
    spread = found.spread[found.n_before :, found.n_before :]
    error = float(np.sqrt(weights @ spread @ weights))
    reach = width(sure, found.free) * error
    return Estimate("original", value, error, value - reach, value + reach, sure=sure)


def _facts(found: Stretches, weights: Numbers) -> dict[str, Fact]:
    counted = [event for part, w in zip(found.events[found.n_before :], weights, strict=True) if w for event in part]
    return {
        "length": found.length,
        "before": found.n_before,
        "after": found.n_after,
        "free": found.free,
        "first_event": min(counted),
        "last_event": max(counted),
    }


def _minded(found: Stretches) -> tuple[Refusal, ...]:
    return (Refusal("in_stretches", {"n": found.length}),) if found.length > 1 else ()
