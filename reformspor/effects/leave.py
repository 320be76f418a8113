"""Leave one unit out: does the change still point the same way when any one of the units had not been there?"""

from __future__ import annotations

from reformspor.effects.assignments import exchangeable
from reformspor.effects.att import Control, Meant, Statistic, att_of
from reformspor.effects.contrast import lacks
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Refusal, Result, column

METHOD = "leave_one_out"


def one_out(
    panel: Panel,
    statistic: Statistic = "cs",
    anticipation: int = 0,
    comparison: Control = "not_yet",
    window: tuple[int, int] | None = None,
) -> Result:
    """The mean change with all units (`att_simple`) and without each (`att_without`, `at` the unit left out).

    `sign_stable` among the facts is whether none turns the sign or leaves nothing to reckon; `least` and `most` are the
    ends of what they give, `mover` the unit whose absence moves it most. `left.unit`, `left.value` and `left.begun` are
    the same as columns, from the least change to the most.
    """
    meant = Meant(statistic, comparison, anticipation, window)
    kept = exchangeable(panel)
    lacking = lacks(kept)
    if lacking is not None:
        return Result(METHOD, facts={"statistic": statistic}, refused=(lacking,))
    whole = att_of(kept, meant)
    if whole is None:
        return Result(METHOD, facts={"statistic": statistic}, refused=(Refusal("no_comparison"),))
    found = {unit: att_of(kept.without(place), meant) for place, unit in enumerate(kept.units)}
    left = {unit: value for unit, value in found.items() if value is not None}
    lost = len(found) - len(left)
    facts = {
        "statistic": statistic,
        "sign_stable": not lost and all(value * whole > 0 for value in left.values()),
        "least": min(left.values(), default=None),
        "most": max(left.values(), default=None),
        "mover": max(left, key=lambda unit: abs(left[unit] - whole), default=None),
        "lost": lost,
    }
    estimates = (
        Estimate("att_simple", whole, n=len(kept.treated)),
        *(Estimate("att_without", value, at=unit, n=kept.n_units - 1) for unit, value in found.items()),
    )
    ordered = sorted(left, key=lambda unit: left[unit])
    begun = {kept.units[place] for place in kept.treated}
    series = {
        "left.unit": tuple(ordered),
        "left.value": column([left[unit] for unit in ordered]),
        "left.begun": tuple(unit in begun for unit in ordered),
    }
    notices = (Refusal("left_none", {"n": lost}),) if lost else ()
    return Result(METHOD, estimates, facts, series, notices=notices)
