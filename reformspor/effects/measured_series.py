"""What the gates ask of one series before and after a start: run the methods, and read off each value."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reformspor.effects.asked import Asked
from reformspor.effects.control import with_control
from reformspor.effects.gates import limit_of
from reformspor.effects.its import interrupted
from reformspor.effects.newey_west import newey_west
from reformspor.effects.panel import Panel
from reformspor.effects.placebo import placebo_dates
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.segments import Interruption
from reformspor.effects.series import Joined, joined
from reformspor.effects.steering import Progress, Stage
from reformspor.effects.suited import meant

# What the verdict is of: the mean change over the registered window, at no certain correlation.
WINDOW = "window"
TESTED_AT, POWER = limit_of("its_p", "p"), 0.80


@dataclass(frozen=True)
class Measured:
    """Results by name, the values the gates read, and the estimate the verdict is of."""

    results: dict[str, Result] = field(default_factory=dict)
    values: dict[str, Fact] = field(default_factory=dict)
    main: Estimate | None = None
    panel: Panel | None = None


def measured_series(panel: Panel, asked: Asked, progress: Progress) -> Measured:
    """The values of a panel whose units that begin, those meant, are one series: as counts where it has exposure."""
    panel = meant(panel, asked.hypothesis.units if asked.hypothesis else ())
    whole = joined(panel)
    if not isinstance(whole, Joined):
        return Measured({"its": Result("its", refused=(whole,))}, {"n_units": panel.n_units})
    one = whole.panel
    lead = asked.hypothesis.anticipation if asked.hypothesis else 0
    model = Interruption(
        family="gaussian" if one.exposure is None else "quasipoisson",
        drop=tuple(sorted({*range(-lead, 0), *whole.transition, *asked.drop})),
        window=asked.window,
    )
    stage = Stage(progress, 4 if asked.control is None else 5)
    stage.next("series")
    fit = interrupted(one, model)
    fit = Result(fit.method, fit.estimates, fit.facts, fit.series, fit.refused, (*whole.notices, *fit.notices))
    p, main = chance(fit), main_of(fit)
    results = {"its": fit}
    if not asked.thorough and (p is None or p >= TESTED_AT):
        return Measured(results, _values(one, panel, asked, fit, Result("placebo"), main), main, one)
    stage.next("placebo")
    placebo = results["placebo"] = placebo_dates(one, model, WINDOW)
    stage.next("newey_west")
    if one.exposure is None:
        results["newey_west"] = newey_west(one, model)
    if asked.control is not None:
        stage.next("control")
        results["its_control"] = _control(one, asked.control, panel, model)
    stage.next("verdict")
    return Measured(results, _values(one, panel, asked, fit, placebo, main), main, one)


def main_of(fit: Result) -> Estimate | None:
    """The mean change over the window: at no certain correlation for values, as a change of the rate for counts."""
    return fit.of(WINDOW, "any_rho") or fit.of(WINDOW)


def chance(fit: Result) -> float | None:
    """The p value: for counts the larger of the count model's and that of the log of the rate, which minds that months
    follow one another."""
    log = fit.of(f"reml_{WINDOW}", "any_rho") or fit.of(f"reml_{WINDOW}")
    found = [one.p for one in (main_of(fit), log) if one is not None]
    return None if not found or None in found else max(p for p in found if p is not None)


def _values(
    one: Panel, panel: Panel, asked: Asked, fit: Result, placebo: Result, main: Estimate | None
) -> dict[str, Fact]:
    start = one.starts[0]
    begun = panel.only(panel.treated) if panel.treated else one
    smallest, p, facts = detectable(main, fit), chance(fit), fit.facts
    # Counts are held to the log of their rate, whose errors may hang together, where that says less.
    inside = p is None or p >= 0.05 if one.exposure is not None else covers_nothing(main)
    return {
        "n_units": begun.n_units,
        "n_treated": begun.n_units,
        "n_pre": facts.get("before", start or 0),
        "n_post": facts.get("after", one.n_times - (start or 0)),
        "zero_inside": inside,
        "detectable": smallest,
        "detectable_ratio": smallest / asked.smallest if smallest is not None and asked.smallest else None,
        "missing": begun.missing,
        "definition_breaks": sum(at in one.times for at in asked.breaks),
        "p": p,
        "placebo_dates": placebo.facts.get("n", 0),
        "placebo_share": placebo.facts.get("share"),
        "residuals_clean": facts.get("reml_residuals_clean", facts.get("residuals_clean")),
        "competing_events": len(asked.near(panel, together=True)),
    }


def covers_nothing(main: Estimate | None) -> bool | None:
    """Whether the interval covers zero; None without an interval."""
    if main is None or main.low is None or main.high is None:
        return None
    return main.low <= 0 <= main.high


def detectable(main: Estimate | None, fit: Result) -> float | None:
    """The smallest change four tests of five would find at one per cent; None where there is no error to tell it by."""
    if main is None or main.error is None:
        return None
    from scipy.stats import norm, t

    freedom = fit.facts.get("freedom")
    if not isinstance(freedom, int) or freedom < 1:
        return float(norm.isf(TESTED_AT / 2) + norm.ppf(POWER)) * main.error
    return float(t.isf(TESTED_AT / 2, freedom) + t.ppf(POWER, freedom)) * main.error


def _control(one: Panel, control: Panel, panel: Panel, model: Interruption) -> Result:
    """The same model on an outcome the reform should not touch, over the same units."""
    begun = [panel.units[place] for place in panel.treated]
    places = tuple(control.units.index(unit) for unit in begun if unit in control.units)
    beside = joined(control.only(places).begun(tuple(one.starts[0] for _ in places))) if places else None
    if not isinstance(beside, Joined) or not np.isfinite(beside.panel.values).any():
        return Result("its_control", refused=(Refusal("no_control", {}),))
    return with_control(one, beside.panel, model)
