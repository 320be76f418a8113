"""Who begins when, as a stair: a row for each group of units, light before it begins and dark from its start on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.series import fill
from reformspor.charts.text import safe
from reformspor.words import Words

ROW, LEAST = 42, 110
Row = dict[str, Any]


def staircase(answer: Answer, words: Words) -> Chart:
    """Rows of `planning/staircase`: group (0 for those that do not begin), size, month_start, months_before,
    months_after."""
    rows = answer.copy_rows()
    places = [float(len(rows) - place) for place in range(len(rows))]
    months = max((row["months_before"] + row["months_after"] for row in rows), default=1)
    labels = [safe(group_said(row, words)) for row in rows]
    layout = base_layout(
        max(LEAST, ROW * len(rows) + 50),
        barmode="stack",
        xaxis=_axis(months, words),
        yaxis=label_axis(places, labels, 0.4, len(rows) + 0.6),
    )
    layout["margin"]["t"] = 6
    parts = (("months_before", "@muted", "before"), ("months_after", "@c1", "after"))
    return Chart(
        data=[_part(rows, places, column, colour, words(f"planning.chart.{name}")) for column, colour, name in parts],
        layout=layout,
        table=_table(rows, words),
        alt=_alt(rows, words),
        key=tuple(KeyItem(words(f"planning.chart.{name}"), colour) for _, colour, name in parts),
        height=layout["height"],
    )


def group_said(row: Row, words: Words) -> str:
    """A group as it is called: how many units, and in which month they begin, or that they do not."""
    if row["month_start"] is None:
        return words("planning.chart.never", n=row["size"])
    return words("planning.chart.group", n=row["size"], month=words.number(row["month_start"]))


def _part(rows: list[Row], places: list[float], column: str, colour: str, name: str) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": safe(name),
        "x": [row[column] for row in rows],
        "y": places,
        "width": 0.72,
        "marker": fill("solid", colour),
        "hoverinfo": "x+name",
        "meta": {"column": column},
    }


def _axis(months: int, words: Words) -> Layout:
    step = next((one for one in (2, 3, 6, 12, 24) if months / one <= 5), 24)
    ticks = list(range(0, months + 1, step))
    names = [words.number(tick) for tick in ticks]
    return {
        "type": "linear",
        "range": [0, months * 1.07],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [safe(name) for name in names],
        "tickangle": 0,
        "ticks": "",
        "showgrid": True,
        "gridcolor": "@line",
        "zeroline": False,
        "fixedrange": True,
    }


def _table(rows: list[Row], words: Words) -> pd.DataFrame:
    columns = {
        "group": [group_said(row, words) for row in rows],
        "n_units": [row["size"] for row in rows],
        "months_before": [row["months_before"] for row in rows],
        "months_after": [row["months_after"] for row in rows],
    }
    return pd.DataFrame({words(f"planning.column.{name}"): values for name, values in columns.items()})


def _alt(rows: list[Row], words: Words) -> str:
    said = [group_said(row, words) for row in rows]
    return words("planning.alt.staircase", parts="; ".join(said)) if said else words("charts.alt.nothing")
