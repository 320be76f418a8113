"""Whether trends parted before the start, and how large a parting would have gone unseen.

The test asks whether every stretch before the start is nought at once (Hotelling's T2, which knows how few units the
covariance is told from). What would have gone unseen is Roth's (2022, AER: Insights 4, 305-322): the straight drift
that a test before the start would find with a given power, carried on over the window.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from reformspor.effects.callaway import Window
from reformspor.effects.group_time import Against
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Fact, Refusal, Result
from reformspor.effects.stretches import Stretches, stretches_of
from reformspor.effects.student import width

DRAWS = 20_000
TESTED_AT = 0.05
SURE = 0.95


def power(
    panel: Panel,
    wanted: float = 0.8,
    comparison: Against = "not_yet",
    anticipation: int = 0,
    window: Window | None = None,
    alpha: float = TESTED_AT,
) -> Result:
    """The test before the start (`pretest_w`, `pretest_df`, `pretest_p`) and what it could have found: `slope`, the
    drift a step found with the `wanted` power; `slope_individual`, the same when any single estimate may give it away,
    as Roth reckons; `extrapolated`, the drift's mean over what comes after; and `drift_ratio`, that as a share of the
    estimate. Series `stretch.*`: time (the stretch's middle), first, last, value, low and high (95 per cent, as wide as
    so few units ask for), and drift, what the slope comes to there."""
    found = stretches_of(panel, comparison, anticipation, window)
    if not isinstance(found, Stretches):
        return Result("pretrends_power", refused=found)
    return power_of(found, wanted, alpha)


def power_of(found: Stretches, wanted: float = 0.8, alpha: float = TESTED_AT) -> Result:
    """The same for an event study that is at hand."""
    n = found.n_before
    values, spread, drift = found.values[:n], found.spread[:n, :n], found.distances[:n]
    if np.linalg.matrix_rank(spread, hermitian=True) < n or not np.all(np.diag(spread) > 0):
        return Result("pretrends_power", refused=(Refusal("no_spread", {}),))
    statistic = float(values @ np.linalg.solve(spread, values))
    slope = math.sqrt(_needed(n, found.free, wanted, alpha) / float(drift @ np.linalg.solve(spread, drift)))
    after = found.distances[n:]
    counted = found.counted
    estimate = float(found.values[n:][counted].mean())
    extrapolated = slope * float(after[counted].mean())
    facts: dict[str, Fact] = {
        "pretest_w": statistic,
        "pretest_df": n,
        "pretest_free": found.free,
        "pretest_p": _p(statistic, n, found.free),
        "slope": slope,
        "slope_individual": individual(spread, drift, wanted, alpha),
        "extrapolated": extrapolated,
        "estimate": estimate,
        "drift_ratio": extrapolated / abs(estimate) if estimate else None,
        "length": found.length,
    }
    events = [float(np.mean(part)) for part in found.events]
    reach = width(SURE, found.free) * np.sqrt(np.diag(found.spread))
    series = {
        "stretch.time": tuple(events),
        "stretch.first": tuple(min(part) for part in found.events),
        "stretch.last": tuple(max(part) for part in found.events),
        "stretch.value": tuple(float(one) for one in found.values),
        "stretch.low": tuple(float(one) for one in found.values - reach),
        "stretch.high": tuple(float(one) for one in found.values + reach),
        "stretch.drift": tuple(float(slope * one) for one in found.distances),
    }
    said = (Refusal("in_stretches", {"n": found.length}),) if found.length > 1 else ()
    return Result("pretrends_power", facts=facts, series=series, notices=said)


def individual(spread: Numbers, drift: Numbers, wanted: float, alpha: float = TESTED_AT) -> float | None:
    """The slope at which some single estimate before the start differs from nought with the wanted power, all by chance
    of a normal distribution; by drawing, always the same."""
    from scipy.stats import norm

    errors = np.sqrt(np.diag(spread))
    sizes, directions = np.linalg.eigh(spread)
    drawn = np.random.default_rng(1).standard_normal((DRAWS, len(errors)))
    noise = drawn @ (directions * np.sqrt(np.clip(sizes, 0, None))).T
    limit = float(norm.ppf(1 - alpha / 2)) * errors
    unit = float(np.min(errors / np.maximum(np.abs(drift), 1e-300)))

    def seen(times: float) -> float:
        return float(np.mean(np.any(np.abs(noise + times * unit * drift) > limit, axis=1)))

    if seen(0.0) >= wanted:
        return 0.0
    root = _rising(seen, wanted)
    return None if root is None else root * unit


def _p(statistic: float, n: int, free: int | None) -> float:
    from scipy.stats import chi2, f

    if free is None:
        return float(chi2.sf(statistic, n))
    return float(f.sf(statistic * (free - n + 1) / (free * n), n, free - n + 1))


def _needed(n: int, free: int | None, wanted: float, alpha: float) -> float:
    """The distance from nought, in squared standard errors, at which the test has the wanted power."""
    from scipy.stats import chi2, f, ncf, ncx2

    if free is None:
        limit = float(chi2.ppf(1 - alpha, n))
        root = _rising(lambda far: float(ncx2.sf(limit, n, max(far, 1e-12))), wanted)
    else:
        rest = free - n + 1
        limit = float(f.ppf(1 - alpha, n, rest))
        root = _rising(lambda far: float(ncf.sf(limit, n, rest, max(far, 1e-12))), wanted)
    assert root is not None  # the power of either test rises to one
    return root


def _rising(of: Callable[[float], float], wanted: float) -> float | None:
    """Where a rising function reaches what is wanted, by doubling and halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        if of(high) >= wanted:
            break
        low, high = high, 2 * high
    else:
        return None
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if of(middle) >= wanted else (middle, high)
    return high
