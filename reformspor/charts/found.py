"""The chance to find a change, by how large it is: a curve with the four-in-five line and the change that was set."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.near import least_decimals
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT, ENOUGH = 280, 80.0
Row = dict[str, Any]


def chance_found(answer: Answer, words: Words) -> Chart:
    """Rows of `planning/wedge`: change, power and chosen."""
    rows = answer.copy_rows()
    layout = base_layout(
        HEIGHT,
        xaxis=_axis([row["change"] for row in rows], words),
        yaxis={**value_axis(100, words, share=True), "range": [0, 103]},
        shapes=[{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": ENOUGH, "y1": ENOUGH, "line": _dashed()}],
        annotations=[],
    )
    marker = {"symbol": "circle-open", "size": 15, "color": "@ink", "line": {"width": 2.5, "color": "@ink"}}
    chosen = [row for row in rows if row["chosen"]]
    return Chart(
        data=[
            {**_points(rows, words), "mode": "lines", "line": {"color": "@c1", "width": 2.25}, "meta": {"curve": True}},
            {**_points(chosen, words), "mode": "markers", "marker": marker, "meta": {"chosen": True}},
        ],
        layout=layout,
        table=pd.DataFrame(
            {
                words("planning.column.change"): [round(row["change"], 4) for row in rows],
                words("planning.column.power"): [round(100 * row["power"], 1) for row in rows],
            }
        ),
        alt=_alt(rows, words),
        key=(
            KeyItem(words("planning.chart.power"), "@c1", "line"),
            KeyItem(words("planning.chart.delta"), "@ink", "open"),
            KeyItem(words("planning.chart.enough"), "@ink2", "dashes"),
        ),
        height=HEIGHT,
    )


def _points(rows: list[Row], words: Words) -> Trace:
    said = [
        stacked(
            safe(words("planning.chart.change", size=words.number(row["change"], 3))),
            safe(words("planning.chart.power_is", power=words.percent(row["power"]))),
        )
        for row in rows
    ]
    x, y = [row["change"] for row in rows], [round(100 * row["power"], 2) for row in rows]
    return {"type": "scatter", "x": x, "y": y, "hoverinfo": "text", "hovertext": said}


def _axis(changes: list[float], words: Words) -> Layout:
    ticks = changes[:: max(len(changes) // 4, 1)]
    decimals = min(least_decimals(ticks), 4)
    return {
        "type": "linear",
        "range": [0, (changes[-1] if changes else 1) * 1.04],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [safe(words.number(tick, decimals)) for tick in ticks],
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "@line2",
        "fixedrange": True,
    }


def _dashed() -> Layout:
    return {"color": "@ink2", "width": 1.25, "dash": "dash"}


def _alt(rows: list[Row], words: Words) -> str:
    told = [
        words("planning.alt.power", size=words.number(row["change"], 3), power=words.percent(row["power"]))
        for row in rows
    ]
    return words("planning.alt.powers", points=", ".join(told)) if told else words("charts.alt.nothing")
