"""A target is a labelled line across the figure of its measure, on the axis the values lie along."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from reformspor.charts.chart import Chart, Layout
from reformspor.charts.text import safe

# What a sign of the label takes, in pixels, and the room between the plot and the label.
SIGN, ROOM = 7, 12


def with_target(chart: Chart, value: float, label: str, axis: Literal["x", "y"]) -> Chart:
    """The chart with a dashed line at `value`, in the figure's own units; a range that ends before it is widened.

    The label, "Mål: 60", stands outside the plot, where it hides no bar: at the end of the line.
    """
    layout = dict(chart.layout)
    held = dict(layout.get(f"{axis}axis", {}))
    if "range" in held:
        low, high = held["range"]
        layout[f"{axis}axis"] = {**held, "range": [min(low, value), max(high, value * 1.04)]}
    margin = dict(layout.get("margin", {}))
    said = label.replace(": ", ":<br>", 1) if axis == "y" else label
    if axis == "y":
        margin["r"] = max(margin.get("r", 0), ROOM + SIGN * max(len(part) for part in said.split("<br>")))
    else:
        margin["t"] = max(margin.get("t", 0), 32)
    layout["margin"] = margin
    # A pale line under the dashes, so that they are seen on dark bars too.
    under, over = _line(value, axis, "@surface", 4, "solid"), _line(value, axis, "@ink", 1.5, "dash")
    layout["shapes"] = [*layout.get("shapes", []), under, over]
    layout["annotations"] = [*layout.get("annotations", []), _label(value, axis, said)]
    return replace(chart, layout=layout, alt=f"{chart.alt} {label}.")


def _line(value: float, axis: Literal["x", "y"], colour: str, width: float, dash: str) -> Layout:
    across = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}ref": axis,
        f"{across}ref": "paper",
        f"{axis}0": value,
        f"{axis}1": value,
        f"{across}0": 0,
        f"{across}1": 1,
        "line": {"color": colour, "width": width, "dash": dash},
        "layer": "above",
    }


def _label(value: float, axis: Literal["x", "y"], text: str) -> Layout:
    across = "y" if axis == "x" else "x"
    return {
        axis: value,
        f"{axis}ref": axis,
        across: 1,
        f"{across}ref": "paper",
        "text": "<br>".join(safe(part) for part in text.split("<br>")),
        "showarrow": False,
        "xanchor": "left" if axis == "y" else "center",
        "yanchor": "middle" if axis == "y" else "bottom",
        "align": "left",
        "font": {"color": "@ink", "size": 12},
    }
