"""Counts before and after a start: quasi-Poisson regression of the rate, and the log of the rate by REML beside it.

Sources: McCullagh and Nelder (1989), Generalized Linear Models, chapters 2 and 6; for the design Lopez Bernal, Cummins
and Gasparrini (2017), International Journal of Epidemiology 46, 348-355. The dispersion is Pearson's statistic over
n - k. A count model holds nothing of errors that hang together, so the same line is fitted to the log of the rate with
AR(1) errors; where the two part, the second is the one to heed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.any_rho import weighed, whatever
from reformspor.effects.contrasts import contrasts, drawn, estimate, shape, would_be
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.reml import Fit, NotFitted, reml
from reformspor.effects.residuals import checks
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.segments import Design, Interruption, design_of

METHOD = "its_counts"
MOST_ROUNDS = 100
NEAR = 1e-10
# A step without any is taken for half of one when logs are taken.
HALF = 0.5
# Counts that vary so much more than by chance have errors plain Poisson makes too small.
OVER = 1.1
# A linear predictor beyond this is no rate: the likelihood has no top.
FARTHEST = 30.0


@dataclass(frozen=True)
class Rate:
    """Coefficients of the log rate, their covariance at the dispersion found, and Pearson's residuals."""

    beta: Numbers
    covariance: Numbers
    freedom: int
    dispersion: float
    pearson: Numbers


def counted(panel: Panel, model: Interruption) -> Result:
    """The change at the start of a panel of one unit whose values are counts, out of its exposure when it has any.

    Estimates `level`, `slope` and `trend` are of the log rate; `level_ratio` and the like are how many times the rate
    it is; `month_6`, `month_12` and `window` are changes of the rate itself (of the count, without exposure), and
    their `_ratio` the same as ratios. `reml_level`, `reml_slope`, `reml_window` and their ratios come from the log of
    the rate, and again with `at` "any_rho" (see `any_rho`). Series as those of `its.interrupted`, as rates. Facts also
    `dispersion` and the REML fit's `rho`.
    """
    if panel.n_units != 1:
        return Result(METHOD, refused=(Refusal("one_series", {"n": panel.n_units}),))
    exposure = _exposure(panel)
    known = ~np.isnan(panel.values[0]) & ~np.isnan(exposure)
    wrong = _no_counts(panel.values[0][known], exposure[known])
    design = wrong or design_of(panel, model, known)
    if isinstance(design, Refusal):
        return Result(METHOD, refused=(design,))
    try:
        rate = rate_of(panel, design, model.family == "quasipoisson")
        beside = log_rate(panel, design)
    except NotFitted as why:
        return Result(METHOD, refused=(Refusal(why.code),))
    notices = [Refusal("steps_missing", {"n": int((~known).sum())})] if not known.all() else []
    zeros = int((panel.values[0][design.used] == 0).sum())
    notices += [Refusal("zeros", {"n": zeros})] if zeros else []
    if model.family == "poisson" and rate.dispersion > OVER:
        notices.append(Refusal("unscaled", {"factor": rate.dispersion**0.5}))
    # An end so far out that it has no number is told as none.
    with np.errstate(over="ignore", invalid="ignore"):
        return Result(
            METHOD,
            estimates=(*_estimates(design, rate, exposure, model), *_beside(panel, design, beside, model)),
            facts=_facts(panel, design, rate, beside),
            series=_lines(replace(panel, values=panel.values / exposure), design, rate, model),
            notices=tuple(notices),
        )


def rate_of(panel: Panel, design: Design, scaled: bool = True) -> Rate:
    """Quasi-Poisson by iteratively reweighted least squares over the used steps, Poisson when not `scaled`; raises
    NotFitted."""
    x, y, out_of = design.whole[design.used], panel.values[0][design.used], _exposure(panel)[design.used]
    n, k = x.shape
    if n <= k:
        raise NotFitted("few_points")
    if np.ptp(y) == 0 and np.ptp(out_of) == 0:
        raise NotFitted("constant")
    offset, beta = np.log(out_of), np.zeros(k)
    mean = np.maximum(y, HALF)
    for _ in range(MOST_ROUNDS):
        target = np.log(mean) - offset + (y - mean) / mean
        weight = np.sqrt(mean)[:, None]
        new, _, rank, _ = np.linalg.lstsq(x * weight, target * weight[:, 0], rcond=None)
        if rank < k:
            raise NotFitted("collinear")
        eta = x @ new
        if np.abs(eta).max() > FARTHEST:
            raise NotFitted("no_top")
        mean, moved, beta = np.exp(eta + offset), float(np.abs(new - beta).max()), new
        if moved < NEAR:
            break
    else:
        raise NotFitted("no_top")
    pearson = (y - mean) / np.sqrt(mean)
    dispersion = float(pearson @ pearson) / (n - k)
    if dispersion <= NEAR**2:
        raise NotFitted("no_variation")
    inner = x.T @ (x * mean[:, None])
    return Rate(beta, (dispersion if scaled else 1.0) * np.linalg.inv(inner), n - k, dispersion, pearson)


def log_rate(panel: Panel, design: Design) -> Fit:
    """The log of the rate by REML with AR(1) errors; raises NotFitted."""
    return reml(design.whole[design.used], *_logs(panel, design))


def _logs(panel: Panel, design: Design) -> tuple[Numbers, Numbers]:
    """The log of the rate at the used steps, and the steps."""
    counts = panel.values[0][design.used]
    shifted = counts + HALF if (counts == 0).any() else counts
    return np.log(shifted / _exposure(panel)[design.used]), design.at


def _exposure(panel: Panel) -> Numbers:
    return np.ones(panel.n_times) if panel.exposure is None else panel.exposure[0]


def _no_counts(counts: Numbers, exposure: Numbers) -> Refusal | None:
    if (counts < 0).any():
        return Refusal("negative_counts", {"n": int((counts < 0).sum())})
    if (exposure <= 0).any():
        return Refusal("exposure", {"n": int((exposure <= 0).sum())})
    return Refusal("no_counts") if not counts.size or not counts.any() else None


def _estimates(design: Design, rate: Rate, exposure: Numbers, model: Interruption) -> list[Estimate]:
    freedom = None if model.normal else rate.freedom
    told = []
    for what, contrast, n in contrasts(design, model):
        log = estimate(what, contrast, rate.beta, rate.covariance, freedom, model.sure, n)
        if what.startswith("month_") or what == "window":
            which = _steps(design, what, model)
            told.append(_natural(what, design, rate, which, freedom, model.sure, n))
        else:
            told.append(log)
        told.append(_ratio(log))
    return told


def _steps(design: Design, what: str, model: Interruption) -> NDArray[np.int64]:
    """The places of the steps an estimate in the rate's own unit is the mean of."""
    first, last = model.window if what == "window" else (int(what.removeprefix("month_")) - 1,) * 2
    inside = (design.since >= first) & (design.since <= last)
    return np.flatnonzero(inside & design.used if what == "window" else inside)


def _natural(
    what: str, design: Design, rate: Rate, which: NDArray[np.int64], freedom: int | None, sure: float, n: int
) -> Estimate:
    """The mean change of the rate over steps, its error carried over by the delta method."""
    with_it, without = design.whole[which], design.bare[which]
    rates, would = np.exp(with_it @ rate.beta), np.exp(without @ rate.beta)
    slope = (with_it * rates[:, None] - without * would[:, None]).mean(axis=0)
    value, variance = float((rates - would).mean()), float(slope @ rate.covariance @ slope)
    return estimate(what, np.ones(1), np.array([value]), np.array([[variance]]), freedom, sure, n)


def _ratio(log: Estimate) -> Estimate:
    """A change of the log rate as a ratio of rates; its error stays on the log scale, where the interval is even."""
    ends = [None if end is None else float(np.exp(end)) for end in (log.value, log.low, log.high)]
    return replace(log, what=f"{log.what}_ratio", value=ends[0], low=ends[1], high=ends[2])


def _beside(panel: Panel, design: Design, fit: Fit, model: Interruption) -> list[Estimate]:
    told, fits = [], weighed(design.whole[design.used], *_logs(panel, design))
    for what, contrast, n in contrasts(design, model):
        if what in ("level", "slope", "window"):
            log = estimate(f"reml_{what}", contrast, fit.beta, fit.covariance, fit.freedom, model.sure, n)
            open_log = whatever(f"reml_{what}", contrast, fits, model.sure, n)
            told += [log, _ratio(log), open_log, _ratio(open_log)]
    return told


def _facts(panel: Panel, design: Design, rate: Rate, beside: Fit) -> dict[str, Fact]:
    out_of = "exposure" if panel.exposure is not None else ""
    return {
        **shape(panel, design),
        "freedom": rate.freedom,
        "dispersion": rate.dispersion,
        "rho": beside.rho,
        "sigma": beside.sigma,
        "out_of": out_of,
        **checks(rate.pearson, design.at),
        **{f"reml_{name}": fact for name, fact in checks(beside.innovations, design.at, 1).items()},
    }


def _lines(rates: Panel, design: Design, rate: Rate, model: Interruption) -> dict[str, tuple[object, ...]]:
    freedom = None if model.normal else rate.freedom
    would, reach = would_be(design, rate.beta, rate.covariance, freedom, model.sure)
    line = np.exp(design.whole @ rate.beta)
    return drawn(rates, design, line, np.exp(would), np.exp(would - reach), np.exp(would + reach))
