"""A series the reform should not touch, asked the same: alone, and as what is taken away from the one it should.

Source: Lopez Bernal, Cummins and Gasparrini (2018), International Journal of Epidemiology 47, 2082-2093 (controlled
interrupted time series). What came at the same time and touched both is taken away; what touched one alone is not.
"""

from __future__ import annotations

from dataclasses import replace

from reformspor.effects.its import interrupted
from reformspor.effects.panel import Panel
from reformspor.effects.rates import as_rates
from reformspor.effects.result import Refusal, Result
from reformspor.effects.segments import Interruption

METHOD = "its_control"
TOLD = ("level", "slope", "month_6", "month_12", "window")


def with_control(panel: Panel, control: Panel, model: Interruption | None = None) -> Result:
    """The model asked of the `control` series, and of the outcome less the control, at the outcome's start.

    Both are single series over the same steps, in one unit of measure for the difference to mean anything: with counts
    it is of rates. Estimates as those of `its.interrupted`, with `at` "control" or "difference", and with "_any_rho"
    after it where no correlation is certain; series `control.*` and `difference.*`; facts with the same prefixes.
    Where the difference tells nothing, a notice says so.
    """
    chosen = model or Interruption()
    if panel.n_units != 1 or control.n_units != 1:
        return Result(METHOD, refused=(Refusal("one_series", {"n": max(panel.n_units, control.n_units)}),))
    if panel.times != control.times:
        return Result(METHOD, refused=(Refusal("other_times"),))
    plain = replace(chosen, family="gaussian")
    less = _less(panel, control)
    if isinstance(less, Refusal):
        return Result(METHOD, refused=(less,))
    asked = {
        "control": interrupted(control.begun(panel.starts), chosen),
        "difference": interrupted(less, plain),
    }
    if asked["control"].refused:
        return Result(METHOD, refused=asked["control"].refused)
    return Result(
        METHOD,
        estimates=tuple(
            replace(one, at=f"{name}_{one.at}" if one.at else name)
            for name, found in asked.items()
            for one in found.estimates
            if one.what in TOLD
        ),
        facts={f"{name}_{code}": fact for name, found in asked.items() for code, fact in found.facts.items()},
        series={
            f"{name}.{code.removeprefix('fit.')}": held
            for name, found in asked.items()
            for code, held in found.series.items()
        },
        notices=(Refusal("no_difference"),) if asked["difference"].refused else (),
    )


def _less(panel: Panel, control: Panel) -> Panel | Refusal:
    """The outcome less the control, as rates where they have exposure."""
    own, other = as_rates(panel), as_rates(control)
    if isinstance(own, Refusal) or isinstance(other, Refusal):
        return own if isinstance(own, Refusal) else other
    return replace(own, values=own.values - other.values)
