"""What the same model finds at dates when nothing began: the true date is held against every other it could have been.

Source: the in-time placebo of Abadie, Diamond and Hainmueller (2015), American Journal of Political Science 59,
495-510, with the rank read as a permutation test's (Fisher 1935). It guards against a model whose errors are too small
for the series: then every date looks like a start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reformspor.effects.contrasts import contrasts, estimate
from reformspor.effects.counts import log_rate
from reformspor.effects.its import fitted
from reformspor.effects.panel import Panel
from reformspor.effects.rates import as_rates
from reformspor.effects.reml import NotFitted
from reformspor.effects.result import Estimate, Refusal, Result, column
from reformspor.effects.segments import Interruption, design_of

METHOD = "placebo"
# With twenty others the first of twenty-one is within the outermost five per cent.
ENOUGH = 20
# Each side is as long as this where that leaves enough dates, and never shorter than the least.
LONG, SHORT = 12, 8


@dataclass(frozen=True)
class Dated:
    """What the model finds at one place: the estimate, and how many standard errors from zero it lies."""

    place: int
    value: float
    statistic: float


def placebo_dates(panel: Panel, model: Interruption | None = None, what: str = "level") -> Result:
    """The estimate `what` (`level`, `slope`, `window`, …) at every date with long sides, and the true one's rank.

    Counts are judged by the log of their rate, whose errors may hang together. Estimate `placebo` has the true date's
    value and, as p, its rank from the outermost by absolute t among all dates: 1 of 21 is .048. Facts: n (others),
    rank, share, side (the fewest steps on each side), enough (20 others or more). Series `placebo.*`: time, place,
    value, statistic, true.
    """
    chosen = model or Interruption()
    if chosen.family == "gaussian":
        rates = as_rates(panel)
        if isinstance(rates, Refusal):
            return Result(METHOD, refused=(rates,))
        panel = rates
    known = ~np.isnan(panel.values)
    if panel.n_units != 1:
        return Result(METHOD, refused=(Refusal("one_series", {"n": panel.n_units}),))
    start = panel.starts[0]
    if start is None:
        return Result(METHOD, refused=(Refusal("no_start"),))
    # Every date is asked of the same model as the true one.
    chosen = replace(chosen, season=_season(panel, chosen))
    true = _at(panel, chosen, what, start)
    if isinstance(true, Refusal):
        return Result(METHOD, refused=(true,))
    side, places = _places(known[0].cumsum(), start, panel.n_times)
    others = [_at(panel, chosen, what, place) for place in places]
    dated = sorted([true, *(one for one in others if isinstance(one, Dated))], key=lambda one: one.place)
    if len(dated) < 2:
        return Result(METHOD, refused=(Refusal("no_placebo", {"least": SHORT}),))
    return _ranked(panel, true, dated, side)


def _ranked(panel: Panel, true: Dated, dated: list[Dated], side: int) -> Result:
    rank = sum(abs(one.statistic) >= abs(true.statistic) for one in dated)
    n, share = len(dated) - 1, rank / len(dated)
    return Result(
        METHOD,
        estimates=(Estimate("placebo", true.value, p=share, n=n),),
        facts={"n": n, "rank": rank, "share": share, "side": side, "enough": n >= ENOUGH},
        series={
            "placebo.time": tuple(panel.times[one.place] for one in dated),
            "placebo.place": tuple(one.place for one in dated),
            "placebo.value": column([one.value for one in dated]),
            "placebo.statistic": column([one.statistic for one in dated]),
            "placebo.true": tuple(one.place == true.place for one in dated),
        },
        notices=() if n >= ENOUGH else (Refusal("few_placebos", {"n": n, "least": ENOUGH}),),
    )


def _places(known: np.ndarray, start: int, n: int) -> tuple[int, list[int]]:
    """The longest side that leaves enough dates, and the dates with so many known steps before and after."""
    found: list[int] = []
    for side in range(LONG, SHORT - 1, -1):
        found = [p for p in range(1, n) if known[p - 1] >= side and known[-1] - known[p - 1] >= side and p != start]
        if len(found) >= ENOUGH:
            return side, found
    return SHORT, found


def _at(panel: Panel, model: Interruption, what: str, place: int) -> Dated | Refusal:
    """What is found when the start is supposed to be at a place."""
    supposed = panel.begun((place,))
    counts = model.family != "gaussian"
    known = ~np.isnan(panel.values[0])
    if counts and panel.exposure is not None:
        known = known & (panel.exposure[0] > 0)
    design = design_of(supposed, model, known)
    if isinstance(design, Refusal):
        return design
    if counts and not (panel.values[0][design.used] >= 0).all():
        return Refusal("negative_counts", {"n": int((panel.values[0][design.used] < 0).sum())})
    try:
        fit = log_rate(supposed, design) if counts else fitted(supposed, design)
    except NotFitted as why:
        return Refusal(why.code)
    found = next((one for one in contrasts(design, model) if one[0] == what), None)
    if found is None:
        return Refusal("not_told", {"what": what})
    made = estimate(what, found[1], fit.beta, fit.covariance, fit.freedom, model.sure, found[2])
    if not made.value or not made.error:
        return Refusal("no_variation")
    return Dated(place, made.value, made.value / made.error)


def _season(panel: Panel, model: Interruption) -> int | None:
    """How many pairs of harmonics the true date's model has."""
    design = design_of(panel, model)
    return model.season if isinstance(design, Refusal) else design.season
