"""The mean of the units that begin, beside where the comparison says it would have been without a shift."""

from __future__ import annotations

import math

from reformspor.answers.answer import Answer
from reformspor.answers.studied import calendar, made
from reformspor.effects.panel import Panel
from reformspor.effects.result import Result


def unshifted(panel: Answer, held: Panel, found: Result) -> Answer:
    """Rows as those of `studied.series`, a month each: value (the mean of the units the study follows that begin),
    state, and counterfactual, low and high: the value less the month's change, by how many of the units had begun.

    `found` are Callaway and Sant'Anna's; a month is left out where not every unit has a value, as the mean would then
    be of others. Until the first start, and where there is no comparison, there is no counterfactual.
    """
    begun = {one.at for one in found.all_of("group")}
    places = [place for place, start in enumerate(held.starts) if start is not None and held.said(start) in begun]
    change = {row["month"]: row for row in calendar(panel, found).copy_rows()}
    first = min((held.starts[place] or 0 for place in places), default=0)
    rows = []
    for step, month in enumerate(held.times):
        values = [float(held.values[place, step]) for place in places]
        if not values or any(math.isnan(value) for value in values):
            continue
        mean = sum(values) / len(values)
        share = sum((held.starts[place] or 0) <= step for place in places) / len(places)
        told = change.get(month, {})
        known = step >= first and None not in (told.get("estimate"), told.get("low"), told.get("high"))
        rows.append(
            {
                "month": month,
                "value": mean,
                "state": "after" if step >= first else "before",
                "fitted": None,
                "counterfactual": mean - share * told["estimate"] if known else None,
                "low": mean - share * told["high"] if known else None,
                "high": mean - share * told["low"] if known else None,
                "control": None,
            }
        )
    return made(panel, "unshifted", rows, "month", "value", found)
