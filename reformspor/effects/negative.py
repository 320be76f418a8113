"""A negative control: an outcome the reform should not touch is asked the same question, and should show nothing.

Lipsitch, Tchetgen Tchetgen and Cohen, Epidemiology 21 (2010). Nothing found says little unless something could have
been: so it is also told whether a change as large as the outcome's own, in each one's own spread, would have been seen.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects.assignments import exchangeable
from reformspor.effects.att import Control, Meant, Statistic, att_of
from reformspor.effects.contrast import lacks
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.permute import DRAWS, SEED, randomisation
from reformspor.effects.result import Fact, Result

METHOD = "negative_control"
# Over this chance of as much without any change, nothing is said to be shown.
CHANCE = 0.10


def control(
    panel: Panel,
    untouched: Panel,
    statistic: Statistic = "cs",
    draws: int = DRAWS,
    seed: int = SEED,
    anticipation: int = 0,
    comparison: Control = "not_yet",
    window: tuple[int, int] | None = None,
) -> Result:
    """Randomisation inference on the outcome `untouched`, with the units and starts of `panel`.

    Facts: `nothing` when p is at least .10 and the interval covers zero; `could_show` when a change as many spreads
    large as the one in `panel`, of either sign, lies outside the interval about zero of the same width; `in_spreads`
    and `outcome_in_spreads` the two changes in within-unit standard deviations.
    """
    tested = randomisation(untouched, statistic, draws, seed, anticipation, comparison, window)
    found = tested.of("att_simple")
    if found is None or found.value is None:
        return Result(METHOD, facts=tested.facts, refused=tested.refused, notices=tested.notices)
    own = spread(untouched)
    known = lacks(exchangeable(panel)) is None
    other = spread(panel) if known else None
    value = att_of(panel, Meant(statistic, comparison, anticipation, window)) if known else None
    scaled = value / other if value is not None and other else None
    reach = (
        max(found.high - found.value, found.value - found.low)
        if found.low is not None and found.high is not None
        else None
    )
    facts: dict[str, Fact] = dict(tested.facts)
    facts |= {
        "nothing": (found.p or 0.0) >= CHANCE and reach is not None and (found.low or 0.0) <= 0 <= (found.high or 0.0),
        "could_show": scaled is not None and reach is not None and own is not None and abs(scaled) * own > reach,
        "in_spreads": found.value / own if own else None,
        "outcome_in_spreads": scaled,
    }
    return Result(METHOD, tested.estimates, facts, tested.series, tested.refused, tested.notices)


def spread(panel: Panel) -> float | None:
    """The within-unit standard deviation before any start, pooled over units; None without two values in some unit."""
    squares, degrees = 0.0, 0
    for values, start in zip(panel.values, panel.starts, strict=True):
        before: Numbers = values[:start]
        known = before[~np.isnan(before)]
        if len(known) > 1:
            squares += float(((known - known.mean()) ** 2).sum())
            degrees += len(known) - 1
    return float(np.sqrt(squares / degrees)) if degrees and squares > 0 else None
