"""The power of a stepped wedge when the variances are known, by weighted least squares over clusters and periods.

Hussey and Hughes 2007 (Contemporary Clinical Trials 28, 182-191), with a variance of each cluster's own periods and of
people who are measured again and again as in Hooper, Teerenstra, de Hoop and Eldridge 2016 (Statistics in Medicine 35,
4718-4728), and a cluster's correlation that decays with time as in Kasza, Hemming, Hooper, Matthews and Forbes 2019
(Statistical Methods in Medical Research 28, 703-716).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from reformspor.effects.panel import Numbers
from reformspor.effects.planned import correlation
from reformspor.effects.result import Estimate, Refusal, Result

METHOD = "power"
# Beyond this a design is a mistake in the input, and its matrices would fill the memory.
MOST_WAVES, MOST_CLUSTERS = 240, 100_000


@dataclass(frozen=True)
class Spread:
    """What makes values differ, as standard deviations in the outcome's own unit.

    `sigma` between the people of a cluster's period, `tau` between clusters, `gamma` between the periods of one
    cluster, `psi` between people who are measured in every period (0 when others are measured each time), `eta` between
    what the reform changes in one cluster and another. `n` people are measured in each cluster and period. `decay` is
    how much of a cluster's own deviation is left a period later: 1 when all of it is.
    """

    sigma: float
    tau: float = 0.0
    gamma: float = 0.0
    psi: float = 0.0
    eta: float = 0.0
    n: float = 1.0
    decay: float = 1.0


def stepped_wedge(
    clusters: Sequence[int],
    delta: float,
    sigma: float,
    tau: float = 0.0,
    n: float = 1.0,
    gamma: float = 0.0,
    psi: float = 0.0,
    extra: tuple[int, int] = (0, 0),
    *,
    eta: float = 0.0,
    decay: float = 1.0,
    alpha: float = 0.05,
    power: float = 0.8,
) -> Result:
    """The chance that a two-sided test at `alpha` finds a change of `delta`.

    `clusters` is how many begin at each wave: one period passes before the first, and one after each; `extra` adds
    periods before and after. See `Spread` for the rest. Gives `power` of finding `delta`, and the `smallest` change
    found with the chance `power`; facts `error` (of the estimate), `clusters` and `periods`. Refused, never raised:
    `power_number` (a number that cannot be), `power_waves` (no waves, or too many), `power_unidentified` (everybody
    begins at once, so that a change and a period cannot be told apart).
    """
    spread = Spread(sigma, tau, gamma, psi, eta, n, decay)
    refused = _refused(clusters, delta, spread, extra, alpha, power)
    if refused:
        return Result(METHOD, refused=refused)
    error = _error(tuple(clusters), spread, extra)
    if error is None:
        return Result(METHOD, refused=(Refusal("power_unidentified"),))
    normal = NormalDist()
    limit = normal.inv_cdf(1 - alpha / 2)
    found = normal.cdf(abs(delta) / error - limit) + normal.cdf(-abs(delta) / error - limit)
    smallest = (limit + normal.inv_cdf(power)) * error
    facts = {"error": error, "clusters": sum(clusters), "periods": len(clusters) + 1 + sum(extra), "alpha": alpha}
    estimates = (Estimate("power", found), Estimate("smallest", smallest, at=f"{power:g}"))
    return Result(METHOD, estimates, facts)


def _error(clusters: tuple[int, ...], spread: Spread, extra: tuple[int, int]) -> float | None:
    """The standard error of the change; None where it cannot be told from the periods."""
    before, after = extra
    periods = len(clusters) + 1 + before + after
    told = np.zeros((periods + 1, periods + 1))
    for wave, count in enumerate(clusters):
        begun = (np.arange(periods) > wave + before).astype("float64")
        design = np.column_stack([begun, np.eye(periods)])
        told += count * design.T @ np.linalg.solve(covariance(begun, spread), design)
    if np.linalg.matrix_rank(told) < periods + 1:
        return None
    variance = float(np.linalg.inv(told)[0, 0])
    return math.sqrt(variance) if math.isfinite(variance) and variance > 0 else None


def covariance(begun: Numbers, spread: Spread) -> Numbers:
    """How a cluster's period means vary together, periods by periods; `begun` is 1 in the periods of the reform."""
    own = spread.tau**2 * correlation(len(begun), spread.decay)
    again = np.full((len(begun), len(begun)), spread.psi**2 / spread.n)
    each = np.eye(len(begun)) * (spread.sigma**2 / spread.n + spread.gamma**2)
    return np.asarray(own + again + each + spread.eta**2 * np.outer(begun, begun), dtype="float64")


def _refused(
    clusters: Sequence[int], delta: float, spread: Spread, extra: tuple[int, int], alpha: float, power: float
) -> tuple[Refusal, ...]:
    found = []
    least: Mapping[str, tuple[float, float]] = {
        "sigma": (spread.sigma, 0.0),
        "tau": (spread.tau, 0.0),
        "gamma": (spread.gamma, 0.0),
        "psi": (spread.psi, 0.0),
        "eta": (spread.eta, 0.0),
        "n": (spread.n, 1.0),
        "before": (extra[0], 0.0),
        "after": (extra[1], 0.0),
    }
    wrong = [name for name, (value, low) in least.items() if not math.isfinite(value) or value < low]
    wrong += [] if math.isfinite(delta) else ["delta"]
    wrong += [name for name, value in (("alpha", alpha), ("power", power)) if not 0 < value < 1]
    wrong += [] if 0 <= spread.decay <= 1 else ["decay"]
    # Without any spread every design finds everything, which is no answer.
    wrong += [] if wrong or spread.sigma**2 / spread.n + spread.gamma**2 > 0 else ["sigma"]
    found += [Refusal("power_number", {"name": name}) for name in wrong]
    periods = len(clusters) + sum(extra)
    counts = [one for one in clusters if isinstance(one, int) and one >= 0]
    if len(counts) < len(clusters) or not 0 < sum(counts) <= MOST_CLUSTERS or periods > MOST_WAVES:
        found.append(Refusal("power_waves", {"most": MOST_WAVES}))
    return tuple(found)
