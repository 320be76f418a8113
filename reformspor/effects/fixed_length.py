"""The shortest interval of fixed length for a change, when the difference of trends may bend by so much each step.

Rambachan & Roth (2023, Rev. Econ. Studies 90, section 4.1), after Donoho (1994). Whatever the weights, the interval
holds: its half-length counts the largest bias the bends can give those very weights. The search among weights only
makes it short. It is ours because the outside library takes a second for each, and gives the same to three figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from reformspor.effects.panel import Numbers

# Trade-offs between noise and bias that are tried, from hardly any regard to bias to hardly any to noise, and how
# often those about the best are tried anew.
TRADES = np.logspace(-5, 5, 31)
FINER = 12
ANEW = 3
ROUNDS = 40


@dataclass(frozen=True)
class Problem:
    """What is estimated: `spread` of the estimates in order (`n_before` before the reference), `weights` of those after
    it, `bends` (estimates by inner steps) how each bend moves each estimate, and `line` how a straight drift does."""

    spread: Numbers
    n_before: int
    weights: Numbers
    bends: Numbers
    line: Numbers

    def whole(self, before: Numbers) -> Numbers:
        """The weights of all estimates."""
        return np.concatenate([before, self.weights])

    def noise(self, before: Numbers) -> float:
        """The standard error under these weights."""
        v = self.whole(before)
        return math.sqrt(max(float(v @ self.spread @ v), 0.0))

    def bias(self, before: Numbers) -> float:
        """The largest bias that bends of one can give."""
        moved: Numbers = self.bends.T @ self.whole(before)
        return float(np.linalg.norm(moved, 1))


def problem_of(spread: Numbers, n_before: int, weights: Numbers) -> Problem:
    """The problem for estimates one step apart, the reference between those before and those after."""
    steps = len(spread) + 1
    places = np.array([place for place in range(steps) if place != n_before], dtype=np.float64)
    inner = np.arange(1, steps - 1, dtype=np.float64)
    bends = np.maximum(places[:, None] - inner, 0) - np.maximum(n_before - inner, 0)
    return Problem(spread, n_before, weights, bends, places - n_before)


def shortest(values: Numbers, problem: Problem, bend: float, sure: float) -> tuple[float, float] | None:
    """The interval for what `weights` say of `values`; None where there is no noise to tell of."""
    best = best_weights(problem, bend, sure)
    half, middle = half_length(problem, best, bend, sure), float(problem.whole(best) @ values)
    return None if half is None else (middle - half, middle + half)


def best_weights(problem: Problem, bend: float, sure: float) -> Numbers:
    """The weights before the reference that make the interval shortest; they do not hang on what was found."""
    if bend == 0:
        return np.asarray(_weighted(problem, np.array([np.inf]))[0])
    trades, best = TRADES, np.zeros(0)
    for _ in range(ANEW):
        tried = _weighted(problem, trades)
        halves = [half_length(problem, one, bend, sure) for one in tried]
        place = int(np.argmin([np.inf if one is None else one for one in halves]))
        best = tried[place]
        trades = np.geomspace(trades[max(place - 1, 0)], trades[min(place + 1, len(trades) - 1)], FINER)
    return best


def half_length(problem: Problem, before: Numbers, bend: float, sure: float) -> float | None:
    """Half the interval these weights give: noise, and the largest bias bends can give them."""
    noise = problem.noise(before)
    return folded(bend * problem.bias(before) / noise, sure) * noise if noise > 0 else None


def folded(shift: float, sure: float) -> float:
    """How far from nought a normal with this mean and variance one lies at most, with this sureness."""
    from scipy.special import ndtr

    low, high = 0.0, shift + 10.0
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (low, middle) if ndtr(middle - shift) - ndtr(-middle - shift) >= sure else (middle, high)
    return high


def _weighted(problem: Problem, trades: Numbers) -> Numbers:
    """For each trade-off (trades by estimates before the reference) the weights that make noise squared and bias
    together least, a straight drift taken away whole: iteratively reweighted least squares, all trade-offs at once."""
    n = problem.n_before
    scale = float(np.trace(problem.spread)) / len(problem.spread) or 1.0
    own, cross = problem.spread[:n, :n] / scale, problem.spread[:n, n:] @ problem.weights / scale
    line, drift = problem.line[:n], float(problem.line[n:] @ problem.weights)
    bends, fixed = problem.bends[:n], problem.bends[n:].T @ problem.weights
    heed = np.where(np.isinf(trades), 0.0, 1.0 / trades)[:, None]
    system = np.zeros((len(trades), n + 1, n + 1))
    system[:, n, :n] = system[:, :n, n] = line
    right = np.full((len(trades), n + 1), -drift)
    found, small = np.zeros((len(trades), n)), 1e-2
    for _ in range(ROUNDS if heed.any() else 1):
        each = heed / np.maximum(np.abs(found @ bends + fixed), small)
        system[:, :n, :n] = 2 * own + np.einsum("ik,tk,jk->tij", bends, each, bends)
        right[:, :n] = -2 * cross - (each * fixed) @ bends.T
        found = (np.linalg.pinv(system, hermitian=True) @ right[:, :, None])[:, :n, 0]
        small = max(small * 0.6, 1e-9)
    # Rounding left a trace of the drift, perhaps: it is to be gone altogether.
    return np.asarray(found - np.outer((found @ line + drift) / float(line @ line), line))
