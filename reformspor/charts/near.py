"""An axis as near as what is measured lies: points and lines are read by their place, so it need not begin at zero."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from reformspor.charts.axes import MOST_TICKS
from reformspor.charts.chart import Layout, Trace
from reformspor.charts.text import safe
from reformspor.words import Words

# A figure shows its numbers to about three digits of what they span.
DIGITS = 3
ROOM = 0.06


def near_axis(values: Iterable[float | None], words: Words, unit: str = "") -> Layout:
    """A value axis round the given values, with at most five round ticks and the unit (plain text) on the top one."""
    held = [value for value in values if value is not None]
    low, high = (min(held), max(held)) if held else (0.0, 1.0)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    low, high = low - room, high + room
    ticks = between(low, high)
    places = least_decimals(ticks)
    names = [words.number(tick, places) for tick in ticks]
    if unit and names:
        names[-1] = f"{names[-1]}\N{NO-BREAK SPACE}{safe(unit)}"
    return {
        "type": "linear",
        "range": [low, high],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": names,
        "ticks": "",
        "showgrid": True,
        "gridcolor": "@line",
        "zeroline": low < 0 < high,
        "zerolinecolor": "@line2",
        "automargin": True,
        "fixedrange": True,
    }


def between(low: float, high: float) -> list[float]:
    """At most five round numbers that lie from low to high."""
    step = 10.0 ** math.floor(math.log10((high - low) / MOST_TICKS))
    for factor in (1, 2, 5, 10, 20):
        first, last = math.ceil(low / (step * factor)), math.floor(high / (step * factor))
        if last - first + 1 <= MOST_TICKS:
            return [float(f"{index * step * factor:.10g}") for index in range(first, last + 1)]
    return [low, high]


def decimals_of(values: Iterable[float | None]) -> int:
    """As many decimals as tell values of this spread apart, at most four."""
    held = [value for value in values if value is not None]
    spread = (max(held) - min(held)) if held else 0.0
    spread = spread or max((abs(value) for value in held), default=0.0)
    if spread <= 0:
        return 0
    return min(4, max(0, DIGITS - 1 - math.floor(math.log10(spread))))


def least_decimals(ticks: list[float]) -> int:
    """The fewest decimals that write every tick whole."""
    return next((places for places in range(6) if all(abs(tick - round(tick, places)) < 1e-9 for tick in ticks)), 6)


def rods(ends: Iterable[tuple[float, Any, Any]], width: float, colour: str, *, upright: bool = True) -> Trace:
    """Intervals as one trace of loose lines: place, low, high; one whose ends are not both known is left out."""
    at: list[Any] = []
    to: list[Any] = []
    for place, low, high in ends:
        if low is not None and high is not None:
            at += [place, place, None]
            to += [low, high, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": at if upright else to,
        "y": to if upright else at,
        "line": {"width": width, "color": colour},
        "hoverinfo": "skip",
        "meta": {"interval": True},
    }


def band(x: list[Any], low: list[Any], high: list[Any], colour: str = "@s1") -> Trace:
    """An area between two lines; where either is not known there is none."""
    known = [(at, down, up) for at, down, up in zip(x, low, high, strict=True) if down is not None and up is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [at for at, _, _ in known] + [at for at, _, _ in reversed(known)],
        "y": [up for _, _, up in known] + [down for _, down, _ in reversed(known)],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
        "meta": {"band": True},
    }


def unit_over(unit: str) -> Layout:
    """The unit (plain text) over the plot: on the last tick of an axis that lies flat, a long one would be cut."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 2,
        "text": safe(unit),
        "showarrow": False,
        "font": {"color": "@ink2", "size": 12},
    }
