"""Axes as the house draws them: horizontal grid, at most five ticks, the unit on the top one."""

from __future__ import annotations

import math
from typing import Any

from reformspor.charts.chart import Layout
from reformspor.charts.text import safe, strong
from reformspor.findings.money import scale_of
from reformspor.words import Words

MOST_TICKS = 5
# The height of a line of names, in pixels.
LINE = 19


def value_axis(
    top: float,
    words: Words,
    unit: str = "",
    *,
    lowest: float = 0.0,
    whole: bool = False,
    money: bool = False,
    share: bool = False,
) -> Layout:
    """A value axis from zero (or below) to a round number at or over `top`; `unit` is a ready word.

    `whole` is for what is counted: nobody holds half a session. `money` is in thousands or millions, and says which.
    `share` is in per cent.
    """
    ticks = round_ticks(lowest, top, 1.0 if whole else 0.0)
    scale = scale_of(ticks[-1]) if money else None
    said = [tick / scale.by for tick in ticks] if scale else ticks
    decimals = _decimals(said)
    names = [words.number(tick, decimals) for tick in said]
    if scale:
        names[-1] = safe(words(f"cost.short.{scale.name}", amount=names[-1]))
    elif share:
        names[-1] = safe(words.percent(said[-1] / 100, decimals))
    elif unit:
        names[-1] = f"{names[-1]}\N{NO-BREAK SPACE}{safe(unit)}"
    room = (ticks[-1] - ticks[0]) * 0.02
    return {
        "type": "linear",
        "range": [ticks[0], max(ticks[-1], top) + room],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": names,
        "ticks": "",
        "showgrid": True,
        "gridcolor": "@line",
        "zeroline": lowest < 0,
        "zerolinecolor": "@line2",
        "automargin": True,
        "fixedrange": True,
    }


def round_ticks(lowest: float, top: float, least: float = 0.0) -> list[float]:
    """At most five round numbers that span lowest to top, zero among them, at least `least` apart."""
    low, high = min(0.0, lowest), max(0.0, top)
    if high == low:
        high = low + 1
    for step in _steps(max((high - low) / (MOST_TICKS - 1), least)):
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first + 1 <= MOST_TICKS:
            return [_clean(index * step) for index in range(first, last + 1)]
    return [low, high]


def _steps(least: float) -> list[float]:
    power = math.floor(math.log10(least))
    return [factor * 10.0**exponent for exponent in range(power, power + 3) for factor in (1, 2, 5)]


def _clean(value: float) -> float:
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded == int(rounded) else rounded


def _decimals(ticks: list[float]) -> int:
    for decimals in (0, 1, 2):
        if all(abs(tick - round(tick, decimals)) < 1e-9 for tick in ticks):
            return decimals
    return 3


def bare_axis(low: float, high: float) -> Layout:
    """An axis that is not drawn, for figures whose values stand on the marks."""
    return {
        "type": "linear",
        "range": [low, high],
        "visible": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def label_axis(positions: list[float], labels: list[str], low: float, high: float) -> Layout:
    """A vertical axis of names, every one of them shown; `labels` are safe texts."""
    return {
        "type": "linear",
        "range": [low, high],
        "tickmode": "array",
        "tickvals": positions,
        "ticktext": labels,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def column_axis(labels: list[str]) -> Layout:
    """A horizontal axis of columns at 0, 1 and so on, every one of them named; `labels` are safe texts."""
    return {
        "type": "linear",
        "range": [-0.5, max(len(labels), 1) - 0.5],
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "tickangle": 0,
        "ticks": "",
        "showline": True,
        "linecolor": "@line2",
        "fixedrange": True,
    }


def panel_name(label: str, top: float) -> Layout:
    """The name of one panel of several, over its upper edge at `top` of the figure's height."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 5,
        "text": strong(safe(label)),
        "showarrow": False,
        "font": {"color": "@ink"},
    }


def upright(at: float, width: float, colour: str, dash: str = "solid", yref: str = "paper") -> Layout:
    """A line across the whole height at `at`; of one panel of several when `yref` is its axis' domain."""
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "xref": "x", "yref": yref, "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def panel_axis(place: int) -> str:
    """What the value axis of the panel at `place` (from 0) is called by its traces."""
    return "y" if place == 0 else f"y{place + 1}"


def panel_span(place: int, of: int, panel: int, over: int, under: int = 0) -> tuple[float, float]:
    """From where to where the panel at `place` (from 0, the highest) of several lies, of the figure's height; in pixels
    each is `panel` high, with `over` for its name and `under` for what stands below it."""
    whole = of * (panel + over + under)
    top = 1 - (place * (panel + over + under) + over) / whole
    return max(top - panel / whole, 0.0), top


def base_layout(height: int, **more: Any) -> Layout:
    """What every figure has in common; the theme's template says fonts and grounds."""
    below = lines_below(more.get("xaxis", {}))
    if below:
        # Plotly's own margin leaves a line's height too much under the names.
        more["xaxis"] = {**more["xaxis"], "automargin": False}
    return {
        "height": height,
        "showlegend": False,
        "margin": {"l": 8, "r": 12, "t": 28, "b": 8 + LINE * below},
        "bargap": 0.12,
        "hovermode": "closest",
        "dragmode": False,
        **more,
    }


def lines_below(axis: Layout) -> int:
    """How many lines the names under a figure take; none where they stand over it or there are none."""
    names = [] if axis.get("side") == "top" else axis.get("ticktext", [])
    return max((name.count("<br>") + 1 for name in names), default=0)
