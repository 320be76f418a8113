"""Control charts: the middle and the limits a series kept to in its baseline, and what has since gone beyond them.

Sources: Wheeler (1993), Understanding Variation, and Provost and Murray (2011), The Health Care Data Guide. A signal
says that something is beyond the usual, never why: with nothing changed at all, half of all series with a baseline of
twelve points give one within the next twenty-four.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reformspor.effects.result import Refusal, Result
from reformspor.effects.spc_limits import Charting, shares, single_values
from reformspor.effects.spc_told import Chart, told


def xmr(values: Sequence[float], charting: Charting | None = None, times: Sequence[object] | None = None) -> Result:
    """A chart of single values (NaN where none is known) at even steps.

    Estimates `mean`, `lower_limit`, `upper_limit` (as they are at the last point) and `moving_range`. Facts: n,
    missing, baseline, stretches, status, variation, assurance, signals, signals_after, rules (those the last known
    point breaks), seasonal, screened. Series `chart.*`: time, value, centre, low, high, baseline, stretch, rules,
    side (1 up, -1 down, 0 none) and range.
    """
    chosen = charting or Charting()
    held = np.asarray(values, "float64")
    if not np.isfinite(held).any():
        return Result("xmr", refused=(Refusal("no_values"),))
    cuts = _cuts(held.size, chosen.rebase)
    parts = tuple(single_values(held[first:end], first, chosen) for first, end in cuts)
    return told("xmr", Chart(held, parts, cuts, _times(times, held.size)), chosen, {"screened": chosen.screened})


def p_chart(
    numerator: Sequence[float],
    denominator: Sequence[float],
    charting: Charting | None = None,
    times: Sequence[object] | None = None,
) -> Result:
    """A chart of shares; limits follow each point's denominator, and Laney's factor where it is over one, so that they
    are never narrower than chance alone gives. Result as that of `xmr` but for the moving range, with the fact
    `laney`; limits within 0 and 1. A season is not taken out of shares.
    """
    chosen = charting or Charting()
    part, whole = np.asarray(numerator, "float64"), np.asarray(denominator, "float64")
    known = np.isfinite(part) & np.isfinite(whole)
    if not known.any():
        return Result("p_chart", refused=(Refusal("no_values"),))
    if (whole[known] <= 0).any():
        return Result("p_chart", refused=(Refusal("exposure", {"n": int((whole[known] <= 0).sum())}),))
    wrong = (part[known] < 0) | (part[known] > whole[known])
    if wrong.any():
        return Result("p_chart", refused=(Refusal("no_share", {"n": int(wrong.sum())}),))
    held = np.where(known, part / np.where(known, whole, 1.0), np.nan)
    cuts = _cuts(held.size, chosen.rebase)
    made = [shares(part[a:b], whole[a:b], held[a:b], a, chosen) for a, b in cuts]
    chart = Chart(held, tuple(limits for limits, _ in made), cuts, _times(times, held.size))
    return told("p_chart", chart, chosen, {"laney": made[-1][1]})


def _cuts(n: int, rebase: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(pairwise(sorted({0, n, *(place for place in rebase if 0 < place < n)})))


def _times(times: Sequence[object] | None, n: int) -> tuple[object, ...]:
    return tuple(range(1, n + 1)) if times is None else tuple(times)
