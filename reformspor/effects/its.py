"""One series before and after a start: the change in level and trend against what would have been, held to what
chance does in a series whose errors hang together.

Values are fitted by REML with AR(1) errors (`reml`), counts by quasi-Poisson (`counts`). What it cannot show: whether
the reform, or something else that came at the same time, made the change.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects.any_rho import weighed, whatever
from reformspor.effects.contrasts import contrasts, drawn, estimate, shape, would_be
from reformspor.effects.counts import counted
from reformspor.effects.panel import Panel
from reformspor.effects.rates import as_rates
from reformspor.effects.reml import Fit, NotFitted, reml
from reformspor.effects.residuals import checks
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.segments import Design, Interruption, design_of

METHOD = "its"
# So much of a step's correlation, and a short series is nearly a walk, whose level is hardly known.
NEARLY_A_WALK = 0.9


def interrupted(panel: Panel, model: Interruption | None = None) -> Result:
    """The change at the start of a panel of one unit, whose steps may be missing; values with exposure are taken as
    rates, unless the model is of counts.

    Estimates `level` (at the start's own step), `slope` (a step), `trend` (before the start), `month_6` and `month_12`
    (in the sixth and twelfth step under the reform, where the series reaches them) and `window` (the mean over the
    model's window) in the outcome's own unit; each again with `at` "any_rho", which takes no correlation for certain
    and is the one to judge by in a short series. Series `fit.*`: time, value, used, after, fitted, and from the start
    on counterfactual, with low and high, where that line may lie. Facts: n, before, after, parameters, freedom, rho,
    sigma, season, dropped, missing, and those of `residuals.checks`.
    """
    chosen = model or Interruption()
    if chosen.family != "gaussian":
        return counted(panel, chosen)
    rates = as_rates(panel)
    if isinstance(rates, Refusal):
        return Result(METHOD, refused=(rates,))
    panel = rates
    design = design_of(panel, chosen)
    if isinstance(design, Refusal):
        return Result(METHOD, refused=(design,))
    try:
        fit = fitted(panel, design)
    except NotFitted as why:
        return Result(METHOD, refused=(Refusal(why.code),))
    return Result(
        METHOD,
        estimates=(*_estimates(design, fit, chosen), *_unsure(panel, design, chosen)),
        facts=_facts(panel, design, fit),
        series=_lines(panel, design, fit, chosen),
        notices=_notices(panel, design, fit),
    )


def fitted(panel: Panel, design: Design) -> Fit:
    """The fit of the used steps over their true distances; raises NotFitted."""
    return reml(design.whole[design.used], panel.values[0][design.used], design.at)


def _estimates(design: Design, fit: Fit, model: Interruption) -> tuple[Estimate, ...]:
    """The changes as contrasts of the coefficients."""
    return tuple(
        estimate(what, contrast, fit.beta, fit.covariance, None if model.normal else fit.freedom, model.sure, n)
        for what, contrast, n in contrasts(design, model)
    )


def _unsure(panel: Panel, design: Design, model: Interruption) -> tuple[Estimate, ...]:
    """The same changes at no certain correlation."""
    fits = weighed(design.whole[design.used], panel.values[0][design.used], design.at)
    return tuple(whatever(what, contrast, fits, model.sure, n) for what, contrast, n in contrasts(design, model))


def _facts(panel: Panel, design: Design, fit: Fit) -> dict[str, Fact]:
    """What the estimates stand on."""
    return {
        **shape(panel, design),
        "freedom": fit.freedom,
        "rho": fit.rho,
        "sigma": fit.sigma,
        **checks(fit.innovations, design.at, 1),
    }


def _lines(panel: Panel, design: Design, fit: Fit, model: Interruption) -> dict[str, tuple[object, ...]]:
    """Points, the fitted line, and the line that would have been with where it may lie."""
    freedom = None if model.normal else fit.freedom
    would, reach = would_be(design, fit.beta, fit.covariance, freedom, model.sure)
    return drawn(panel, design, design.whole @ fit.beta, would, would - reach, would + reach)


def _notices(panel: Panel, design: Design, fit: Fit) -> tuple[Refusal, ...]:
    notices = []
    missing = int(np.isnan(panel.values[0]).sum())
    if missing:
        notices.append(Refusal("steps_missing", {"n": missing}))
    if fit.rho >= NEARLY_A_WALK:
        notices.append(Refusal("nearly_a_walk", {"rho": round(fit.rho, 2)}))
    if not design.season and design.period:
        notices.append(Refusal("no_season", {"n": design.before + design.after}))
    return tuple(notices)
