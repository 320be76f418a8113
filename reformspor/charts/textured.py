"""A figure as it is printed: bars of colours that are near each other in grey have textures that tell them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.look import TEXTURES, Texture, palette

# How Plotly draws them: its shape, how far apart in pixels, and how much of the surface they take.
DRAWN: dict[Texture, dict[str, Any]] = {
    "spotted": {"shape": ".", "size": 6, "solidity": 0.14},
    "striped": {"shape": "-", "size": 5, "solidity": 0.16},
}
CATEGORIES = frozenset(f"@{name}" for name in palette("light").tokens if name in ("c1", "c2", "c3", "c4", "c5"))


def textured(chart: Chart) -> Chart:
    """The chart with textures on its bars and in its key; as it is where a single category colour fills bars."""
    bars = {_colour(trace) for trace in chart.data} & CATEGORIES
    if len(bars) < 2:
        return chart
    return replace(
        chart,
        data=[_trace(trace) if _colour(trace) in bars else trace for trace in chart.data],
        key=tuple(_item(item) if item.colour in bars else item for item in chart.key),
    )


def _colour(trace: Trace) -> str:
    """The one colour that fills its bars; empty for all else."""
    marker = trace.get("marker", {})
    plain = trace["type"] == "bar" and "pattern" not in marker and isinstance(marker.get("color"), str)
    return str(marker["color"]) if plain else ""


def _trace(trace: Trace) -> Trace:
    colour = _colour(trace)
    drawn = DRAWN.get(_texture(colour))
    if drawn is None:
        return trace
    return {**trace, "marker": {**trace["marker"], "pattern": {**drawn, "fgcolor": "@surface", "bgcolor": colour}}}


def _item(item: KeyItem) -> KeyItem:
    return replace(item, texture=_texture(item.colour)) if item.pattern == "solid" else item


def _texture(colour: str) -> Texture:
    return TEXTURES.get(colour.removeprefix("@"), "")
