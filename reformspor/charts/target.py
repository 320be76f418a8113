"""A target is a labelled line across the figure of its measure, on the axis the values lie along."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from reformspor.charts.chart import Chart
from reformspor.charts.text import safe


def with_target(chart: Chart, value: float, label: str, axis: Literal["x", "y"]) -> Chart:
    """The chart with a dashed line at `value`, in the figure's own units; a range that ends before it is widened."""
    layout = dict(chart.layout)
    held = dict(layout.get(f"{axis}axis", {}))
    if "range" in held and chart.data:
        low, high = held["range"]
        held["range"] = [min(low, value), max(high, value * 1.04)]
        layout[f"{axis}axis"] = held
    across = "y" if axis == "x" else "x"
    line = {
        "type": "line",
        f"{axis}ref": axis,
        f"{across}ref": "paper",
        f"{axis}0": value,
        f"{axis}1": value,
        # Over the plot alone, and not over what stands above it.
        f"{across}0": 0,
        f"{across}1": 1,
        "line": {"color": "@ink", "width": 1.5, "dash": "dash"},
        "layer": "above",
    }
    said = {
        f"{axis}": value,
        f"{axis}ref": axis,
        f"{across}": 1,
        f"{across}ref": "paper",
        "text": safe(label),
        "showarrow": False,
        "xanchor": "right" if axis == "y" else "left",
        "yanchor": "bottom" if axis == "y" else "top",
        "bgcolor": "@surface",
        "borderpad": 2,
        "font": {"color": "@ink", "size": 12},
    }
    layout["shapes"] = [*layout.get("shapes", []), line]
    layout["annotations"] = [*layout.get("annotations", []), said]
    return replace(chart, layout=layout, alt=f"{chart.alt} {label}.")
