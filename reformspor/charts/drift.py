"""Stretches of steps round the start, and the steady drift the test before the start would have missed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, upright
from reformspor.charts.chart import Chart, KeyItem
from reformspor.charts.near import decimals_of, near_axis, rods
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 320
Row = dict[str, Any]


def drift_in_stretches(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of time (steps from the start to the stretch's middle), first, last, value, low, high and drift."""
    rows = answer.copy_rows()
    ends = [(row["time"], row["low"], row["high"]) for row in rows]
    drawn = [0.0, *(end for _, low, high in ends for end in (low, high)), *(row["drift"] for row in rows)]
    places = decimals_of(drawn)
    layout = base_layout(HEIGHT, xaxis=_axis(rows, words), yaxis=near_axis(drawn, words, unit))
    layout["shapes"] = [upright(-0.5, 1, "@ink3", "dot")]
    layout["margin"]["b"] = 62
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [row["time"] for row in rows],
            "y": [row["drift"] for row in rows],
            "line": {"color": "@c4", "width": 2, "dash": "dash"},
            "hoverinfo": "skip",
            "meta": {"line": "drift"},
        },
        rods(ends, 3, "@accent"),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["time"] for row in rows],
            "y": [row["value"] for row in rows],
            "marker": {
                "symbol": ["square-open" if row["last"] < 0 else "circle" for row in rows],
                "size": 9,
                "color": "@accent",
                "line": {"width": 2, "color": "@accent"},
            },
            "hoverinfo": "text",
            "hovertext": [_hover(row, words, unit, places) for row in rows],
            "meta": {"points": "stretch"},
        },
    ]
    return Chart(
        data=data,
        layout=layout,
        table=_table(rows, words, places),
        alt=_alt(rows, words, unit, places),
        key=(
            KeyItem(words("effect.part.before"), "@accent", "frame"),
            KeyItem(words("effect.part.after"), "@accent", "dot"),
            KeyItem(words("effect.chart.interval"), "@accent", "line"),
            KeyItem(words("effect.chart.drift"), "@c4", "dashes"),
        ),
        height=HEIGHT,
    )


def _axis(rows: list[Row], words: Words) -> dict[str, Any]:
    return {
        "type": "linear",
        "range": [
            min((row["first"] for row in rows), default=0) - 1,
            max((row["last"] for row in rows), default=1) + 1,
        ],
        "tickmode": "array",
        "tickvals": [row["time"] for row in rows],
        "ticktext": [_span(row, words).replace(" ", "<br>") for row in rows],
        "tickangle": 0,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _span(row: Row, words: Words) -> str:
    first, last = words.signed(row["first"]), words.signed(row["last"])
    return first if row["first"] == row["last"] else words("effect.chart.steps", first=first, last=last)


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    drift = words("effect.chart.missed", value=words.signed(row["drift"], places))
    return stacked(*(safe(t) for t in (_span(row, words), f"{words.signed(row['value'], places)} {unit}", drift)))


def _table(rows: list[Row], words: Words, places: int) -> pd.DataFrame:
    def rounded(values: list[float | None]) -> list[float | None]:
        return [None if value is None else round(value, places + 2) for value in values]

    return pd.DataFrame(
        {
            words("effect.column.steps"): [_span(row, words) for row in rows],
            words("effect.column.estimate"): rounded([row["value"] for row in rows]),
            words("effect.column.low"): rounded([row["low"] for row in rows]),
            words("effect.column.high"): rounded([row["high"] for row in rows]),
            words("effect.column.drift"): rounded([row["drift"] for row in rows]),
        }
    )


def _alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    if not rows:
        return words("charts.alt.nothing")
    told = [f"{_span(row, words)}: {words.signed(row['value'], places)}" for row in rows]
    last = words.signed(rows[-1]["drift"], places)
    return words("effect.alt.stretches", told="; ".join(told), unit=unit, drift=last)
