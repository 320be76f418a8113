"""Dashed frames are drawn as shapes, since a bar's own outline cannot be dashed: they mean not reported."""

from __future__ import annotations

from reformspor.charts.chart import Layout


def dashed_box(x0: float, x1: float, y0: float, y1: float, *, yaxis: str = "y") -> Layout:
    """A dashed frame in the figure's own coordinates."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": yaxis,
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": {"color": "@ink3", "width": 1, "dash": "dot"},
        "layer": "above",
    }
