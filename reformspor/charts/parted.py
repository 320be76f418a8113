"""A tall figure of rows in several parts: the same figure and axes, with the rows shared out among them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reformspor.charts.chart import Chart


def parted(chart: Chart, n: int) -> tuple[Chart, ...]:
    """The figure in at most `n` parts of about the same height, the first rows first; whole where it has no cuts."""
    if not chart.cuts or n < 2:
        return (chart,)
    low, high = chart.layout["yaxis"]["range"]
    wanted = [high + (low - high) * part / n for part in range(1, n)]
    cuts = {_nearest(place, chart.cuts) for place in wanted}
    return tuple(_between(chart, *ends) for ends in pairwise([high, *sorted(cuts, reverse=high > low), low]))


def _nearest(place: float, cuts: tuple[float, ...]) -> float:
    return min(cuts, key=lambda at: abs(at - place))


def _between(chart: Chart, high: float, low: float) -> Chart:
    axis, margin = chart.layout["yaxis"], chart.layout["margin"]
    around = margin["t"] + margin["b"]
    share = (high - low) / (axis["range"][1] - axis["range"][0])
    height = round(around + (chart.height - around) * share)
    layout = {**chart.layout, "height": height, "yaxis": {**axis, "range": [low, high]}}
    return replace(chart, layout=layout, height=height, cuts=())
