"""What a plan can find before there is a single number: the smallest change, by the variance of the permuted estimate.

A test by permutation of `units` starts is held against Student's t with one degree of freedom less than there are
units, which the permuted estimate follows closely (Ding and Dasgupta 2016, Journal of the American Statistical
Association 111, on the variance over assignments); `chance` tries a plan on made-up series to see whether it does.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers
from reformspor.effects.planned import Plan, begun_of, correlation, planned, weights
from reformspor.effects.result import Estimate, Refusal, Result
from reformspor.effects.wedge import stepped_wedge

__all__ = ["METHOD", "Plan", "chance", "planned", "smallest_detectable", "stepped_wedge"]

METHOD = "power"
POWER, ALPHA = 0.8, 0.05
SERIES, DRAWS = 1000, 599
MOST_UNITS, MOST_MONTHS = 200, 240
# So many numbers are held at once when series are permuted.
CHUNK = 4_000_000


def smallest_detectable(
    plan: Plan, rho: float, *, sd: float = 1.0, power: float = POWER, alpha: float = ALPHA
) -> Result:
    """The smallest lasting change that is found with the chance `power` by a two-sided test of permutation at `alpha`.

    `sd` is how much a unit's months vary about its own level, in the outcome's own unit, `rho` how much of one month's
    deviation is left in the next. Gives `smallest` with facts `error` (of the estimate), `assignments`, `smallest_p`,
    `units`, `treated` and `months`. Refused, never raised: `power_number`, `power_large`, `power_units` (nobody begins,
    or nobody is left to compare with), and `power_assignments` (there are too few ways to deal out the starts for any
    p value to come under `alpha`).
    """
    refused = _refused(plan, rho, sd, power, alpha)
    if refused:
        return Result(METHOD, refused=refused)
    facts = {"assignments": plan.assignments, "smallest_p": plan.smallest_p, "units": plan.units}
    facts |= {"treated": plan.treated, "months": plan.months, "rho": rho, "sd": sd}
    weighed = weights(plan)
    if weighed is None:
        return Result(METHOD, facts=facts, refused=(Refusal("power_units"),))
    if plan.smallest_p > alpha:
        places = {"p": plan.smallest_p, "alpha": alpha, "n": plan.assignments}
        return Result(METHOD, facts=facts, refused=(Refusal("power_assignments", places),))
    error = sd * _error(weighed, rho)
    smallest = (_quantile(1 - alpha / 2, plan.units - 1) + _quantile(power, plan.units - 1)) * error
    return Result(METHOD, (Estimate("smallest", smallest, at=f"{power:g}"),), facts | {"error": error})


@lru_cache(maxsize=256)
def chance(
    plan: Plan,
    rho: float,
    change: float,
    *,
    sd: float = 1.0,
    alpha: float = ALPHA,
    series: int = SERIES,
    draws: int = DRAWS,
    seed: int = 1,
) -> Result:
    """How often a lasting change of `change` is found when the plan is tried on made-up series, by the test of
    permutation itself: `series` panels of AR(1) months, the starts dealt anew `draws` times and as they were.

    Gives `power`, and `false` for how often it is found where nothing has changed; facts `series`, `draws`, `seed`.
    Refused as `smallest_detectable`.
    """
    told = smallest_detectable(plan, rho, sd=sd, alpha=alpha)
    if any(one.code != "power_assignments" for one in told.refused) or not math.isfinite(change):
        return Result(METHOD, refused=told.refused or (Refusal("power_number", {"name": "delta"}),))
    weighed = weights(plan)
    assert weighed is not None
    random = np.random.default_rng(seed)
    root = np.linalg.cholesky(correlation(plan.months, rho))
    values = random.normal(size=(series, plan.units, plan.months)) @ root.T
    dealt = np.array([random.permutation(plan.units) for _ in range(draws)])
    by_units = np.einsum("at,sbt->sab", weighed, values, optimize=True)
    changed = weighed @ begun_of(plan).astype("float64").T
    p_change = _p_values(by_units, changed, dealt, change / sd)
    p_none = _p_values(by_units, changed, dealt, 0.0)
    found = (
        Estimate("power", _share(p_change <= alpha), n=series),
        Estimate("false", _share(p_none <= alpha), n=series),
    )
    return Result(METHOD, found, {"series": series, "draws": draws, "seed": seed, **told.facts})


def _p_values(by_units: Numbers, changed: Numbers, dealt: NDArray[np.int64], change: float) -> Numbers:
    """A p value a series. `by_units[s, a, b]` is the weights of unit a on the values of unit b, so that dealing the
    starts anew is only to add up other cells."""
    here = np.arange(dealt.shape[1])
    actual = np.abs(np.trace(by_units, axis1=1, axis2=2) + change * np.trace(changed))
    added = change * changed[dealt, here].sum(axis=1)
    per = max(CHUNK // dealt.size, 1)
    p = []
    for first in range(0, len(by_units), per):
        moved = np.abs(by_units[first : first + per][:, dealt, here].sum(axis=2) + added)
        # What differs by rounding alone is as far from nought.
        reached = (moved >= actual[first : first + per, None] - 1e-12).sum(axis=1)
        p.append((1 + reached) / (1 + len(dealt)))
    return np.concatenate(p)


def _error(weighed: Numbers, rho: float) -> float:
    alike = correlation(weighed.shape[1], rho)
    return math.sqrt(max(float(np.einsum("ut,ts,us->", weighed, alike, weighed, optimize=True)), 0.0))


def _share(held: NDArray[np.bool_]) -> float:
    return float(held.mean())


@lru_cache(maxsize=1024)
def _quantile(share: float, freedom: int) -> float:
    from scipy.special import stdtrit  # the distributions of scipy.stats take a second to load

    return float(stdtrit(freedom, share))


def _refused(plan: Plan, rho: float, sd: float, power: float, alpha: float) -> tuple[Refusal, ...]:
    if plan.units > MOST_UNITS or plan.months > MOST_MONTHS:
        return (Refusal("power_large", {"units": MOST_UNITS, "months": MOST_MONTHS}),)
    wrong = [] if math.isfinite(rho) and 0 <= rho < 1 else ["rho"]
    wrong += [] if math.isfinite(sd) and sd > 0 else ["sd"]
    wrong += [name for name, value in (("power", power), ("alpha", alpha)) if not 0 < value < 1]
    wrong += ["start"] if any(start is not None and not 0 <= start < plan.months for start in plan.starts) else []
    if wrong:
        return tuple(Refusal("power_number", {"name": name}) for name in wrong)
    if plan.units < 2 or plan.months < 2 or not plan.treated:
        return (Refusal("power_units"),)
    return ()
