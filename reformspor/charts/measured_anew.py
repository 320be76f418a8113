"""Where an outcome is measured in a new way, and where a unit explored before it began: drawn behind the values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from reformspor.charts.axes import upright
from reformspor.charts.chart import Chart, KeyItem, Layout
from reformspor.charts.months import index_of
from reformspor.words import Words


def with_breaks(chart: Chart, breaks: Iterable[dt.date], words: Words) -> Chart:
    """The chart with an upright line at each month from which a figure is measured in a new way."""
    if chart.months is None:
        return chart
    inside = [index_of(month) for month in breaks if chart.months[0] <= index_of(month) <= chart.months[1]]
    if not inside:
        return chart
    lines = [upright(at - 0.5, 1.5, "@act", "dash") for at in inside]
    key = KeyItem(words("outcomes.chart.break"), "@act", "upright")
    return _behind(chart, lines, key)


def with_exploring(chart: Chart, explored: dt.date | None, start: dt.date | None, words: Words) -> Chart:
    """The chart with an area from when the unit began to explore to when it began; as it is where either is unknown."""
    if explored is None or start is None or explored >= start or chart.months is None:
        return chart
    first = max(index_of(explored), chart.months[0])
    area: Layout = {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": first - 0.5,
        "x1": index_of(start) - 0.5,
        "y0": 0,
        "y1": 1,
        "fillcolor": "@sunken",
        "line": {"width": 0},
        "layer": "below",
    }
    return _behind(chart, [area], KeyItem(words.code("phase", "explore"), "@sunken"))


def _behind(chart: Chart, shapes: list[Layout], key: KeyItem) -> Chart:
    layout = {**chart.layout, "shapes": [*chart.layout.get("shapes", []), *shapes]}
    return replace(chart, layout=layout, key=(*chart.key, key))
