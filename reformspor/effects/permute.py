"""Randomisation inference: how often would a change as large be found if the same starts had fallen on other units?

Fisher, The Design of Experiments (1935); the interval is the changes that the test does not reject, each taken away
from the begun before the starts are exchanged (Imbens and Rosenbaum, JRSS A 168, 2005). It holds with few units, where
standard errors do not, and says nothing when the units are too few to be exchanged in enough ways.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects import assignments
from reformspor.effects.att import Control, Meant, Statistic, att, begun_of, starts_of
from reformspor.effects.contrast import lacks
from reformspor.effects.fitness import gaps
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column

METHOD = "ri"
DRAWS, SEED, SURE = 1999, 20261101, 0.95
# Two draws whose statistics differ by less are the same: sums in another order differ in the last places.
SAME = 1e-9
# Draws times values at most, and the fewest draws all the same.
AT_MOST, FEWEST_DRAWS = 100_000_000, 199
# As many ways as are told; there may be more than a number can be written out for.
MANY = 10**15


def distinct_assignments(panel: Panel) -> int:
    """In how many ways the starts could have fallen on the units that can be exchanged."""
    kept = assignments.exchangeable(panel)
    return assignments.count_of(kept.starts, assignments.strata_of(kept))


def smallest_p(panel: Panel, draws: int = DRAWS) -> float:
    """The least two-sided p value the test can give, whatever the numbers are."""
    kept = assignments.exchangeable(panel)
    strata = assignments.strata_of(kept)
    ways = assignments.count_of(kept.starts, strata)
    draws = _affordable(kept, draws)
    alone = 2 if assignments.mirrored(kept.starts, strata) else 1
    return min(1.0, max(alone / ways, 1 / (draws + 1) if ways > draws + 1 else 0.0))


def randomisation(
    panel: Panel,
    statistic: Statistic = "cs",
    draws: int = DRAWS,
    seed: int = SEED,
    anticipation: int = 0,
    comparison: Control = "not_yet",
    window: tuple[int, int] | None = None,
) -> Result:
    """The mean change (`att_simple`), its p value and 95 per cent interval, all distinct ways when they are few enough.

    Under the null no unit's outcome depends on its start. `draws.value` are the statistics of the ways, the one that
    happened first. A way whose statistic cannot be reckoned counts as one as large.
    """
    meant = Meant(statistic, comparison, anticipation, window)
    kept = assignments.exchangeable(panel)
    ways, least = distinct_assignments(panel), smallest_p(panel, draws)
    told: dict[str, Fact] = {"statistic": statistic, "distinct": min(ways, MANY), "smallest_p": least}
    lacking = _lacking(kept, meant, least)
    if lacking:
        return Result(METHOD, facts=told, refused=(lacking,))
    actual = starts_of(kept)
    strata = assignments.strata_of(kept)
    draws = _affordable(kept, draws)
    supposed, whole = assignments.supposed_of(actual, strata, draws, seed)
    both = np.stack([kept.values, _begun(kept)])
    found = att(both, supposed, meant)
    if not np.isfinite(found[0]).all():
        return Result(METHOD, facts=told, refused=(Refusal("no_comparison"),))
    p, unreckoned = p_value(found[:, 0])
    low, high = interval(found, SURE)
    told |= {"draws": len(supposed) - 1, "enumerated": whole, "seed": None if whole else seed, "unreckoned": unreckoned}
    estimate = Estimate("att_simple", float(found[0, 0]), None, low, high, p, n=len(kept.treated), sure=SURE)
    series = {"draws.value": column(tuple(found[:, 0]))}
    return Result(METHOD, (estimate,), told, series, notices=_notices(panel, kept, low, high, unreckoned))


def _affordable(panel: Panel, draws: int) -> int:
    """How many draws a panel is given: `draws`, or fewer where it is very large, but never under the least."""
    return min(draws, max(FEWEST_DRAWS, AT_MOST // max(panel.values.size, 1)))


def p_value(found: Numbers) -> tuple[float, int]:
    """The share of statistics at least as far from nothing as the first, and how many could not be reckoned."""
    size = np.abs(found)
    reckoned = np.isfinite(found)
    extreme = ~reckoned | (size >= size[0] - SAME * float(size[reckoned].max()))
    return float(extreme.mean()), int((~reckoned).sum())


def interval(found: Numbers, sure: float) -> tuple[float | None, float | None]:
    """The least and greatest constant change the test does not reject at 1 - `sure`; None where there is no end.

    `found` is (ways, 2): the statistic of the outcome and of having begun, the way that happened first. Taking a change
    c away from the begun makes a way's statistic s - c d, and that of what happened s0 - c. Where two ways are as large
    is the root of a straight line, so the ends are found exactly.
    """
    value, part = found[1:, 0], found[1:, 1]
    first = found[0, 0]
    reckoned = np.isfinite(value) & np.isfinite(part)
    always, total = 1 + int((~reckoned).sum()), len(found)
    value, part = value[reckoned], part[reckoned]
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.concatenate([(value - first) / (part - 1), (value + first) / (part + 1)])
    ends = np.unique(roots[np.isfinite(roots)])
    if not ends.size:
        return None, None
    between = (ends[1:] + ends[:-1]) / 2
    scale = float(np.abs(found[np.isfinite(found[:, 0]), 0]).max())
    spread = float(ends[-1] - ends[0]) or scale
    tried = np.sort(np.concatenate([[ends[0] - spread], ends, between, [ends[-1] + spread]]))
    kept = np.array([_share(one, value, part, first, scale, always, total) for one in tried]) > 1 - sure + SAME
    if not kept.any():
        return float(first), float(first)
    inside = np.flatnonzero(kept)
    low = None if inside[0] == 0 else float(ends[np.searchsorted(ends, tried[inside[0]], "right") - 1])
    high = None if inside[-1] == len(tried) - 1 else float(ends[np.searchsorted(ends, tried[inside[-1]])])
    return low, high


def _share(change: float, value: Numbers, part: Numbers, first: float, scale: float, always: int, total: int) -> float:
    actual = abs(first - change)
    as_large = np.abs(value - change * part) >= actual - SAME * max(scale, actual)
    return (always + int(as_large.sum())) / total


def _begun(panel: Panel) -> Numbers:
    """One where a unit has begun and has a value, zero before, missing where the value is."""
    held: Numbers = np.where(np.isnan(panel.values), np.nan, begun_of(panel).astype("float64"))
    return held


def _lacking(panel: Panel, meant: Meant, least: float) -> Refusal | None:
    lacking = lacks(panel)
    if lacking is not None:
        return lacking
    if meant.comparison == "never" and not panel.never:
        return Refusal("no_never")
    if least > 1 - SURE:
        ways = assignments.count_of(panel.starts, assignments.strata_of(panel))
        return Refusal("few_assignments", {"n": ways, "p": least})
    return None


def _notices(panel: Panel, kept: Panel, low: float | None, high: float | None, unreckoned: int) -> tuple[Refusal, ...]:
    said = []
    if kept.n_units < panel.n_units:
        said.append(Refusal("left_out", {"n": panel.n_units - kept.n_units}))
    if low is None or high is None:
        said.append(Refusal("interval_open"))
    if unreckoned:
        said.append(Refusal("draws_unreckoned", {"n": unreckoned}))
    if kept.missing:
        said.append(gaps(kept))
    return tuple(said)
