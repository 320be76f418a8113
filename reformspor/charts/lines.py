"""A line by month for a ratio or a level, with gaps where nothing is known and the last value beside its end."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.months import index_of, span_label, time_axis
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say
from reformspor.words import Words

Point = tuple[int, float | None]


def month_line(answer: Answer, words: Words, *, value: str, unit: str, colour: str = "@ink2") -> Chart:
    """One value a month from the columns `month` and `value`; months without a value are a gap, not zero."""
    points = _points(answer.frame, value)
    first, last = (points[0][0], points[-1][0]) if points else (index_of(answer.provenance.as_of),) * 2
    known = [(index, amount) for index, amount in points if amount is not None]
    top = max((amount for _, amount in known), default=1.0)
    lowest = min((amount for _, amount in known), default=0.0)
    axis = time_axis(first, last, words)
    layout = base_layout(
        280,
        xaxis=axis,
        yaxis=value_axis(top, words, words(f"charts.unit.{unit}"), lowest=min(0.0, lowest)),
        annotations=[_last(known[-1], words, unit)] if known else [],
    )
    layout["margin"]["r"] = 64
    return Chart(
        data=[_line(points, words, unit, colour)],
        layout=layout,
        table=_table(points, words, unit),
        alt=_alt(known, words, unit),
        height=layout["height"],
        months=(first, last),
    )


def _points(frame: pd.DataFrame, value: str) -> list[Point]:
    held = {
        index_of(row["month"]): None if pd.isna(row[value]) else number(row[value])
        for row in frame.to_dict(orient="records")
        if not pd.isna(row["month"])
    }
    return [(index, held.get(index)) for index in range(min(held), max(held) + 1)] if held else []


def _line(points: list[Point], words: Words, unit: str, colour: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(points) < 25 else "lines",
        "x": [index for index, _ in points],
        "y": [amount for _, amount in points],
        "connectgaps": False,
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 5},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            stacked(span_label(index, index, words), safe(_said(amount, words, unit))) for index, amount in points
        ],
    }


def _said(amount: float | None, words: Words, unit: str) -> str:
    return words("charts.no_value") if amount is None else say(amount, words, unit)


def _last(point: tuple[int, float], words: Words, unit: str) -> Layout:
    return {
        "x": point[0],
        "y": point[1],
        "text": safe(_said(point[1], words, unit)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"color": "@ink"},
    }


def _table(points: list[Point], words: Words, unit: str) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        words("charts.heading.month"): [span_label(index, index, words) for index, _ in points],
        words(f"charts.heading.{unit}"): [None if amount is None else round(amount, 3) for _, amount in points],
    }
    return pd.DataFrame(columns)


def _alt(known: list[tuple[int, float]], words: Words, unit: str) -> str:
    if not known:
        return words("charts.alt.nothing")
    low, high = min(known, key=lambda p: p[1]), max(known, key=lambda p: p[1])
    return words(
        "charts.alt.line",
        period=span_label(known[0][0], known[-1][0], words),
        start=say(known[0][1], words, unit),
        end=say(known[-1][1], words, unit),
        low=say(low[1], words, unit),
        low_month=span_label(low[0], low[0], words),
        high=say(high[1], words, unit),
        high_month=span_label(high[0], high[0], words),
    )
