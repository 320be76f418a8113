"""The wild cluster bootstrap with the null imposed: a p value for the two-way estimate that minds how few units are.

Cameron, Gelbach and Miller, Review of Economics and Statistics 90 (2008); MacKinnon and Webb, Econometrics Journal 21
(2018), on few units that begin. Signs are drawn a unit (Rademacher); every combination of them is tried where there are
at most 2^14. The estimate is that of the regression on unit, step and having begun, which is no estimate of a mean
change where units begin at different steps and changes differ (Goodman-Bacon, 2021): only its p value is used here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects.assignments import exchangeable
from reformspor.effects.att import starts_of
from reformspor.effects.contrast import lacks
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.student import beyond
from reformspor.effects.two_way import Flags, left_over

METHOD = "wild"
DRAWS, SEED, SURE = 9999, 20261101, 0.95
# So many units at most, for every combination of signs to be tried.
WHOLE = 14
# So many signs at once: a very large panel is drawn fewer times, but never fewer than these.
AT_ONCE, FEWEST_DRAWS = 1_000_000, 199
# With fewer units on either side the bootstrap hardly ever rejects, or far too often (MacKinnon and Webb).
FEWEST = 3
SAME = 1e-9
# An end of the interval is looked for so many standard errors away, and halved down to a part of one.
FAR, HALVINGS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0), 50


@dataclass(frozen=True)
class Fit:
    """The regression with unit and step effects taken out: all the bootstrap needs, a row a unit.

    `own` is a unit's share of what having begun varies by; `pull` the product of having begun and the residual under no
    change. When a unit's sign is drawn, the steps' effects move: `moved` is by how much for each unit's residuals, and
    `own_moved` for having begun itself, to move the null; `back` carries that to the units' scores. With fewer units
    than steps that is done beforehand, and there is no `back`.
    """

    value: float
    own: Numbers
    pull: Numbers
    moved: Numbers
    own_moved: Numbers
    back: Numbers | None
    scale: float
    params: int
    cells: int


def cluster_bootstrap(panel: Panel, draws: int = DRAWS, seed: int = SEED, anticipation: int = 0) -> Result:
    """The two-way estimate (`two_way`) with its cluster-robust error (CRV1), and the bootstrap's p value and interval.

    `p_t` among the facts is the p value of Student's t with units less one degrees of freedom, which is too small where
    few units begin. Steps before the start that may be touched are left out.
    """
    kept = exchangeable(panel)
    lacking = _lacking(kept)
    fit = None if lacking else _fit(kept, anticipation)
    if lacking or fit is None:
        return Result(METHOD, refused=(lacking or Refusal("no_comparison"),))
    signs = _signs(len(fit.own), max(FEWEST_DRAWS, min(draws, AT_ONCE // len(fit.own))), seed)
    whole = len(fit.own) <= WHOLE
    error = float(_errors(fit, np.ones((1, len(fit.own))), 0.0, of=fit.value)[0])
    if not error > SAME * abs(fit.value):
        return Result(METHOD, refused=(Refusal("no_spread"),))
    p = p_of(fit, signs, 0.0)
    low, high = _end(fit, signs, error, -1), _end(fit, signs, error, 1)
    t = fit.value / error
    facts: dict[str, Fact] = {"t": t, "p_t": beyond(t, len(fit.own) - 1), "draws": len(signs), "enumerated": whole}
    facts |= {"seed": None if whole else seed, "clusters": len(fit.own), "begun": len(kept.treated)}
    estimate = Estimate("two_way", fit.value, error, low, high, p, n=fit.cells, sure=SURE)
    return Result(METHOD, (estimate,), facts, notices=_notices(kept, low, high))


def p_of(fit: Fit, signs: Numbers, null: float) -> float:
    """The share of signs whose t is at least as far from nothing as that found, when `null` is the change.

    What was found counts as one of them: it is among all combinations, and is added to those drawn by lot.
    """
    drawn = signs @ (fit.pull - null * fit.own) / fit.scale
    error = _errors(fit, signs, null, of=drawn)
    actual = (fit.value - null) / float(_errors(fit, np.ones((1, len(fit.own))), null, of=fit.value - null)[0])
    t = np.divide(drawn, error, out=np.full_like(drawn, np.inf), where=error > 0)
    as_large, besides = int((np.abs(t) >= abs(actual) * (1 - SAME)).sum()), 0 if len(fit.own) <= WHOLE else 1
    return (as_large + besides) / (len(t) + besides)


def _errors(fit: Fit, signs: Numbers, null: float, of: Numbers | float) -> Numbers:
    """The cluster-robust error of each draw: from what each unit's residuals add up to along having begun."""
    moved = signs @ (fit.moved - null * fit.own_moved)
    scores = signs * (fit.pull - null * fit.own) - (moved if fit.back is None else moved @ fit.back)
    scores -= np.atleast_1d(of)[:, None] * fit.own
    units = len(fit.own)
    small = units / (units - 1) * (fit.cells - 1) / (fit.cells - fit.params)
    errors: Numbers = np.sqrt(small * (scores**2).sum(1)) / fit.scale
    return errors


def _fit(panel: Panel, anticipation: int) -> Fit | None:
    """Unit and step effects taken out of the outcome and of having begun; None where that leaves nothing to fit."""
    since = np.arange(panel.n_times)[None] - starts_of(panel)[:, None]
    seen = ~np.isnan(panel.values) & ((since < -anticipation) | (since >= 0))
    begun = np.where(seen, (since >= 0).astype("float64"), 0.0)
    taken = left_over(np.stack([np.where(seen, panel.values, 0.0), begun]), seen)
    if taken is None:
        return None
    rest, own = taken
    scale = float((own**2).sum())
    # Effects of steps and having begun; effects of units are within the units the errors are clustered by.
    params, cells = int(seen.any(0).sum()) + 1, int(seen.sum())
    if scale <= SAME * cells or cells <= params:
        return None
    moved, own_moved = _moved(rest, seen), _moved(own, seen)
    few = len(own) <= own.shape[1]
    return Fit(
        value=float((own * rest).sum()) / scale,
        own=(own**2).sum(1),
        pull=(own * rest).sum(1),
        moved=moved @ own.T if few else moved,
        own_moved=own_moved @ own.T if few else own_moved,
        back=None if few else own.T,
        scale=scale,
        params=params,
        cells=cells,
    )


def _moved(rest: Numbers, seen: Flags) -> Numbers:
    """The steps' effects when each unit's residuals stand alone, (units, steps).

    Effects of units add nothing to any score, since having begun, less its own effects, sums to zero in each unit.
    """
    fits = seen.astype("float64")
    by_unit, by_step = fits.sum(1), fits.sum(0)
    common = fits.T @ (fits / np.maximum(by_unit, 1)[:, None])
    present = (by_step > 0).astype("float64")
    # The level belongs to the units: without the last part the matrix has no inverse.
    matrix = np.diag(np.where(by_step > 0, by_step, 1.0)) - common + np.outer(present, present) / max(present.sum(), 1)
    moved: Numbers = np.linalg.solve(matrix, rest.T).T
    return moved


def _signs(units: int, draws: int, seed: int) -> Numbers:
    """Every combination of signs, (2^units, units), or `draws` of them by lot."""
    if units <= WHOLE:
        bits = (np.arange(2**units)[:, None] >> np.arange(units)[None]) & 1
        return np.where(bits == 1, 1.0, -1.0)
    return np.random.default_rng(seed).choice(np.array([-1.0, 1.0]), size=(draws, units))


def _end(fit: Fit, signs: Numbers, error: float, way: int) -> float | None:
    """The end of the interval on one side, where the p value falls to 1 - SURE; None when it never does."""
    steps = (error * way * times for times in FAR)
    far = next((one for one in steps if p_of(fit, signs, fit.value + one) <= 1 - SURE), None)
    if far is None:
        return None
    near = 0.0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        near, far = (near, middle) if p_of(fit, signs, fit.value + middle) <= 1 - SURE else (middle, far)
        if abs(far - near) <= 1e-6 * error:
            break
    return fit.value + near


def _notices(panel: Panel, low: float | None, high: float | None) -> tuple[Refusal, ...]:
    fewest = min(len(panel.treated), panel.n_units - len(panel.treated))
    said = [Refusal("few_begun", {"n": fewest, "least": FEWEST})] if fewest < FEWEST else []
    return (*said, *(() if low is not None and high is not None else (Refusal("interval_open"),)))


def _lacking(panel: Panel) -> Refusal | None:
    lacking = lacks(panel)
    if lacking is None and panel.n_units < FEWEST:
        return Refusal("few_units", {"n": panel.n_units, "least": FEWEST})
    return lacking
