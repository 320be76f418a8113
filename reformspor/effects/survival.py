"""How long something lasts, what still goes on counted for as long as it has been seen: curves, ends and their test.

A duration is known from `entry` to `exit`. It is at risk on a day after it came in and up to the day it ended or was
last seen. One that was followed from its beginning (entry 0) is at risk on day 0 too, so an end on the first day
counts. One that came in later (delayed entry, left truncation) counts from then alone: had it ended before, nobody
would have seen it. One that came in on the day it ended, or later, was never at risk and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
# Products of fractions differ from what they stand for in their last digits.
NEAR = 1e-9
# One end among thirty million has a larger variance than this.
ROUNDING = 1e-15
SURE = 0.95


@dataclass(frozen=True)
class Seen:
    """Durations at risk: days to the end or to the last day known, what each ended by (0: goes on; else 1, 2, …), and
    the days already gone when it came in. Made by `seen`, which checks them."""

    exit: Numbers
    cause: Counts
    entry: Numbers

    @property
    def n(self) -> int:
        """How many there are."""
        return int(self.exit.size)

    def ended(self, cause: int | None = None) -> int:
        """How many ended, by this cause or by any."""
        return int((self.cause > 0 if cause is None else self.cause == cause).sum())


@dataclass(frozen=True)
class Curve:
    """A probability from `start` on: its value after each day on which any was last seen, with standard error and
    interval (NaN where it cannot be reckoned), and the counts at risk, ended by the curve's own end, and lost sight of.
    """

    start: float
    days: Numbers
    share: Numbers
    error: Numbers
    low: Numbers
    high: Numbers
    at_risk: Counts
    ended: Counts
    lost: Counts

    def at(self, day: float) -> float:
        """The probability on a day."""
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        return self.start if place < 0 else float(self.share[place])


@dataclass(frozen=True)
class Middle:
    """The day by which half have ended and the interval round it; None where that is not reached."""

    day: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Test:
    """A test of whether groups differ: its statistic, degrees of freedom, and the chance of as much if they do not."""

    statistic: float
    freedom: int
    p: float


def seen(exit: Sequence[float], cause: Sequence[int], entry: Sequence[float] | None = None) -> Seen:
    """Durations in days, of one length each; those never at risk are left out.

    Raises ValueError when the lengths differ or a number is negative or missing.
    """
    ends, causes = np.asarray(exit, "float64"), np.asarray(cause, "int64")
    came = np.zeros(ends.size) if entry is None else np.asarray(entry, "float64")
    if not ends.shape == causes.shape == came.shape or ends.ndim != 1:
        raise ValueError("exit, cause and entry must be of one length")
    if not (np.isfinite(ends).all() and np.isfinite(came).all()) or (ends < 0).any() or (causes < 0).any():
        raise ValueError("days and causes must be known, and not negative")
    kept = (came <= 0) | (came < ends)
    return Seen(ends[kept], causes[kept], came[kept])


def kaplan_meier(given: Seen, sure: float = SURE) -> Curve:
    """The share that still goes on, whatever ends count, with Greenwood's error and the interval of log S.

    Source: Kaplan and Meier 1958; with delayed entry the product-limit estimator of Lynden-Bell 1971 and Tsai, Jewell
    and Wang 1987. The interval is S·exp(±z·se/S), at most 1, as in the R package survival.
    """
    days, at_risk, ended, lost = _counts(given)
    share, error = _state_shares(at_risk, ended.sum(axis=1, keepdims=True))
    return _curve(1.0, days, share[:, 0], error[:, 0], at_risk, ended.sum(axis=1), lost, sure)


def aalen_johansen(given: Seen, causes: Sequence[int], sure: float = SURE) -> dict[int, Curve]:
    """The share ended by each cause, where every other end keeps one from ending by it; with the share that still goes
    on they sum to one. Never one less Kaplan and Meier of the cause, which takes the other ends for lost sight of.

    Source: Aalen and Johansen 1978; the errors are of Greenwood's kind (Andersen, Borgan, Gill and Keiding 1993, IV.4).
    Raises ValueError when an end is not among the `causes`.
    """
    if not set(np.unique(given.cause).tolist()) <= {0, *causes}:
        raise ValueError("every end must be one of the causes")
    days, at_risk, ended, lost = _counts(given, causes)
    share, error = _state_shares(at_risk, ended)
    return {
        cause: _curve(0.0, days, share[:, place + 1], error[:, place + 1], at_risk, ended[:, place], lost, sure)
        for place, cause in enumerate(causes)
    }


def without(curve: Curve, sure: float = SURE) -> Curve:
    """One less a share: those that have not ended by the cause, whether they still may or not.

    With one cause alone it is Kaplan and Meier's curve.
    """
    return _curve(
        1.0 - curve.start, curve.days, 1.0 - curve.share, curve.error, curve.at_risk, curve.ended, curve.lost, sure
    )


def middle(curve: Curve) -> Middle:
    """When a falling share comes to one half, and when the ends of its interval do.

    Where it stays at just a half, the middle of that stretch, as in the R package survival.
    """
    return Middle(*(reached(curve.days, values) for values in (curve.share, curve.low, curve.high)))


def reached(days: Numbers, values: Numbers, share: float = 0.5) -> float | None:
    """The day by which falling `values` come to a share; where they stay at just that, the middle of the stretch."""
    under = np.flatnonzero(values <= share + NEAR)
    if not under.size:
        return None
    first = int(under[0])
    lower = np.flatnonzero(values < values[first] - NEAR)
    stays = abs(float(values[first]) - share) <= NEAR and lower.size
    return float((days[first] + days[lower[0]]) / 2 if stays else days[first])


def cut(curve: Curve, least: int) -> Curve:
    """The curve up to the last day on which so many were at risk; beyond it a single end moves it far.

    Delayed entry may let the number grow again, and the curve then goes on to the last such day.
    """
    enough = np.flatnonzero(curve.at_risk >= least)
    kept = slice(0, int(enough[-1]) + 1 if enough.size else 0)
    columns = (curve.days, curve.share, curve.error, curve.low, curve.high, curve.at_risk, curve.ended, curve.lost)
    return Curve(curve.start, *(column[kept] for column in columns))  # type: ignore[arg-type]


def at_risk(given: Seen, days: Sequence[float]) -> Counts:
    """How many are at risk on each day."""
    asked = np.asarray(days, "float64")
    late = np.sort(given.entry[given.entry > 0])
    followed = given.n - np.searchsorted(np.sort(given.exit), asked, side="left")
    return (followed - (late.size - np.searchsorted(late, asked, side="left"))).astype("int64")


def is_thin(given: Seen, least: int) -> bool:
    """Whether something ended while fewer than so many were at risk, and as many or more were at risk later, or never.

    So it may be with delayed entry: a curve that begins among few is thrown far by one end, and stays there.
    """
    counts = at_risk(given, np.unique(given.exit[given.cause > 0]).tolist())
    enough = np.flatnonzero(counts >= least)
    return not enough.size or bool((counts[: enough[-1]] < least).any())


def log_rank(groups: Sequence[Seen]) -> Test:
    """Whether what ends, by any cause, ends at the same pace in all groups; no one may be in two of them.

    Source: Mantel 1966 and Peto and Peto 1972, with hypergeometric variance; delayed entry changes the risk sets.
    Raises ValueError with fewer than two groups.
    """
    return log_rank_within([groups])


def log_rank_within(strata: Sequence[Sequence[Seen]]) -> Test:
    """The same within strata, each of which holds every group in the same order: what differs between strata is no
    difference between groups. Raises ValueError with fewer than two groups."""
    if len(strata[0]) < 2:
        raise ValueError("a test needs two groups")
    beyond, spread = (sum(parts) for parts in zip(*(_beyond_chance(groups) for groups in strata), strict=True))
    statistic = float(beyond @ np.linalg.pinv(spread, rcond=1e-12) @ beyond)
    freedom = int(np.linalg.matrix_rank(spread))
    return Test(statistic, freedom, beyond_chi2(statistic, freedom))


def _beyond_chance(groups: Sequence[Seen]) -> tuple[Numbers, Numbers]:
    """How many more ended in each group but the last than its part of those at risk, and the covariance of that."""
    days = np.unique(np.concatenate([group.exit[group.cause > 0] for group in groups]))
    risk = np.stack([at_risk(group, days.tolist()) for group in groups]).astype("float64")
    died = np.stack([_tally(group.exit[group.cause > 0], days) for group in groups]).astype("float64")
    n, d = risk.sum(axis=0), died.sum(axis=0)
    part = risk / n
    beyond = (died - d * part).sum(axis=1)[:-1]
    # One at risk alone tells nothing of who ends first.
    weight = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0)
    spread = np.einsum("t,it,ij->ij", weight, part, np.eye(len(groups))) - (weight * part) @ part.T
    return beyond, spread[:-1, :-1]


def beyond_chi2(value: float, freedom: int) -> float:
    """The chance that a chi-squared number is larger: a finite sum for whole degrees of freedom.

    Source: Abramowitz and Stegun 26.4.4 and 26.4.5.
    """
    if freedom < 1 or value <= 0:
        return 1.0
    half, odd = value / 2, freedom % 2
    first = math.erfc(math.sqrt(half)) if odd else 0.0
    terms = (math.pow(half, i - odd / 2) / math.gamma(i + 1 - odd / 2) for i in range(odd, (freedom + odd) // 2))
    return min(first + math.exp(-half) * sum(terms), 1.0)


def _counts(given: Seen, causes: Sequence[int] = ()) -> tuple[Numbers, Counts, Counts, Counts]:
    """Days on which any was last seen, at risk then, ended (a column a cause, or one for all), and lost sight of."""
    days = np.unique(given.exit)
    ends = [given.cause == cause for cause in causes] or [given.cause > 0]
    ended = np.stack([_tally(given.exit[which], days) for which in ends], axis=1)
    return days, at_risk(given, days.tolist()), ended, _tally(given.exit[given.cause == 0], days)


def _tally(values: Numbers, days: Numbers) -> Counts:
    return np.bincount(np.searchsorted(days, values), minlength=days.size).astype("int64")


def _state_shares(at_risk: Counts, ended: Counts) -> tuple[Numbers, Numbers]:
    """After each day, the share still going on and the share ended by each cause (columns), and their errors.

    Each day moves the part d/Y of those going on; its covariance is a multinomial's, carried on by the same move.
    """
    states = ended.shape[1] + 1
    now, spread = np.eye(states)[0], np.zeros((states, states))
    shares, errors = np.empty((at_risk.size, states)), np.empty((at_risk.size, states))
    for place, (n, moved) in enumerate(zip(at_risk, ended, strict=True)):
        if moved.any():
            row = np.concatenate([[1.0 - moved.sum() / n], moved / n])
            step = np.vstack([row, np.eye(states)[1:]])
            spread = step.T @ spread @ step + now[0] ** 2 * (np.diag(row) - np.outer(row, row)) / n
            now = now @ step
        variances = np.diag(spread)
        # What is left of a variance by rounding has a root that would look like an error.
        shares[place], errors[place] = now, np.sqrt(np.where(variances > ROUNDING, variances, 0.0))
    return shares, errors


def _curve(
    start: float,
    days: Numbers,
    share: Numbers,
    error: Numbers,
    at_risk: Counts,
    ended: Counts,
    lost: Counts,
    sure: float,
) -> Curve:
    z = NormalDist().inv_cdf(0.5 + sure / 2)
    known = np.where(share > NEAR, share, np.nan)
    low, high = (known * np.exp(sign * z * error / known) for sign in (-1, 1))
    return Curve(start, days, share, error, low, np.minimum(high, 1.0), at_risk, ended, lost)
