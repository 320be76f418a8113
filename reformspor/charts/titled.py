"""Bars with what they are written over them and what they are made of under them, for things with long names."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from reformspor.charts.axes import bare_axis, base_layout
from reformspor.charts.chart import Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped

# The height of a bar with its title, and of each line under it, in pixels.
HEAD, LINE = 56, 17
TITLE, UNDER = 46, 54
# What a bar has over it for its title, of the room of one.
OVER = 0.4


@dataclass(frozen=True)
class Titled:
    """One bar: plain title, plain lines under it (several parts a line, joined by dots), its length and colour token.

    A length of 0 draws no bar.
    """

    title: str
    lines: tuple[str, ...]
    length: float
    colour: str = "@muted"
    pick: str = ""


def titled_layout(bars: Sequence[Titled]) -> Layout:
    """The layout of the bars, the first highest; every one has as many lines' room as the one with most."""
    lines = [[safe(part) for line in bar.lines for part in _broken(line)] for bar in bars]
    row = HEAD + LINE * max((len(held) for held in lines), default=1)
    top = max((bar.length for bar in bars), default=0.0) or 1.0
    layout = base_layout(
        row * max(len(bars), 1) + 16,
        xaxis=bare_axis(0, top * 1.02),
        yaxis=bare_axis(0.05, len(bars) + OVER if bars else 1.0),
        annotations=[
            note
            for bar, held, place in zip(bars, lines, _places(bars), strict=True)
            for note in _notes(bar, held, place)
        ],
    )
    layout["margin"] = {"l": 2, "r": 8, "t": 4, "b": 4}
    return layout


def titled_trace(bars: Sequence[Titled]) -> Trace:
    """The bars themselves."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.length for bar in bars],
        "y": _places(bars),
        "width": 0.11,
        "customdata": [bar.pick for bar in bars],
        "marker": {"color": [bar.colour for bar in bars], "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [stacked(wrapped(bar.title, 60, 4), *(safe(line) for line in bar.lines)) for bar in bars],
    }


def titled_cuts(bars: Sequence[Titled]) -> tuple[float, ...]:
    """Where the figure can be parted: over each title but the first."""
    return tuple(place + OVER for place in _places(bars)[1:])


def _places(bars: Sequence[Titled]) -> list[float]:
    return [float(len(bars) - place) for place in range(len(bars))]


def _broken(line: str) -> list[str]:
    """A line that is too wide for a phone is broken between its parts, and a part that is, between its words."""
    broken: list[str] = []
    for part in line.split(" · "):
        if broken and len(broken[-1]) + len(part) + 3 <= UNDER:
            broken[-1] += f" · {part}"
        else:
            broken += textwrap.wrap(part, UNDER, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}")
    return broken


def _notes(bar: Titled, lines: Sequence[str], place: float) -> list[Layout]:
    common = {"x": 0, "xanchor": "left", "align": "left", "showarrow": False, "y": place}
    name = wrapped(bar.title, TITLE)
    return [
        {**common, "yanchor": "bottom", "yshift": 5, "text": name, "font": {"color": "@ink"}},
        {**common, "yanchor": "top", "yshift": -5, "text": stacked(*lines), "font": {"color": "@ink2", "size": 12}},
    ]
