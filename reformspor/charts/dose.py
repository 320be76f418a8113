"""An outcome against hours, each less its unit's and its month's own: months as points, and the means of groups."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.near import decimals_of, near_axis, unit_over
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 400
Row = dict[str, Any]


def dose_points(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of unit_name, month, per_fte, value, per_fte_apart, value_apart and group; `unit` is a difference's."""
    rows = answer.copy_rows()
    groups = means(rows)
    places = decimals_of([row["value_apart"] for row in rows])
    layout = base_layout(
        HEIGHT,
        xaxis={
            **near_axis([row["per_fte_apart"] for row in rows], words),
            "title": {"text": safe(words("dose.chart.hours")), "font": {"size": 12, "color": "@ink2"}},
        },
        yaxis=near_axis([row["value_apart"] for row in rows], words),
        annotations=[_unit(unit)],
    )
    layout["margin"] |= {"b": 44}
    return Chart(
        data=[*_points(rows, words, unit, places), *_groups(groups, words, unit, places)],
        layout=layout,
        table=_table(rows, words, places),
        alt=_alt(groups, words, unit, places),
        key=(
            KeyItem(words("dose.chart.point"), "@ink3", "dot"),
            KeyItem(words("dose.chart.group"), "@accent", "line"),
        ),
        height=HEIGHT,
    )


def _unit(unit: str) -> Layout:
    """The unit over the axis, where a long one takes no room from the points on a phone."""
    return {**unit_over(unit), "x": 0, "xanchor": "left", "yshift": 4}


def means(rows: list[Row]) -> list[Row]:
    """The mean of each group of points by hours, fewest first: group, n, hours and value."""
    held: dict[int, list[Row]] = {}
    for row in rows:
        held.setdefault(row["group"], []).append(row)
    return [
        {
            "group": group,
            "n": len(held[group]),
            "hours": sum(row["per_fte_apart"] for row in held[group]) / len(held[group]),
            "value": sum(row["value_apart"] for row in held[group]) / len(held[group]),
        }
        for group in sorted(held)
    ]


def _points(rows: list[Row], words: Words, unit: str, places: int) -> list[Trace]:
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["per_fte_apart"] for row in rows],
            "y": [row["value_apart"] for row in rows],
            "marker": {"symbol": "circle-open", "size": 5, "color": "@ink3", "line": {"width": 1, "color": "@ink3"}},
            "opacity": 0.5,
            "hoverinfo": "text",
            "hovertext": [_hover(row, words, unit, places) for row in rows],
            "meta": {"points": True},
        }
    ]


def _groups(groups: list[Row], words: Words, unit: str, places: int) -> list[Trace]:
    if not groups:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [row["hours"] for row in groups],
            "y": [row["value"] for row in groups],
            "line": {"color": "@accent", "width": 2},
            "marker": {"symbol": "diamond", "size": 10, "color": "@accent", "line": {"width": 1, "color": "@surface"}},
            "hoverinfo": "text",
            "hovertext": [
                stacked(safe(words("dose.chart.of_group", n=row["n"])), safe(_said(row, words, unit, places)))
                for row in groups
            ],
            "meta": {"groups": True},
        }
    ]


def _said(row: Row, words: Words, unit: str, places: int) -> str:
    hours, value = (words.signed(row[name], to) for name, to in (("hours", 1), ("value", places)))
    return words("dose.chart.at", hours=hours, value=value, unit=unit)


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    apart = {"hours": row["per_fte_apart"], "value": row["value_apart"]}
    return stacked(
        safe(row["unit_name"]),
        safe(words.month(row["month"])),
        safe(
            words(
                "dose.chart.measured", hours=words.number(row["per_fte"], 1), value=words.number(row["value"], places)
            )
        ),
        safe(_said(apart, words, unit, places)),
    )


def _table(rows: list[Row], words: Words, places: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("dose.column.unit"): [row["unit_name"] for row in rows],
            words("dose.column.month"): [words.month(row["month"]) for row in rows],
            words("dose.column.per_fte"): [round(row["per_fte"], 2) for row in rows],
            words("dose.column.value"): [round(row["value"], places + 2) for row in rows],
            words("dose.column.per_fte_apart"): [round(row["per_fte_apart"], 4) for row in rows],
            words("dose.column.value_apart"): [round(row["value_apart"], places + 2) for row in rows],
            words("dose.column.group"): [row["group"] for row in rows],
        }
    )


def _alt(groups: list[Row], words: Words, unit: str, places: int) -> str:
    if not groups:
        return words("charts.alt.nothing")
    told = "; ".join(_said(row, words, unit, places) for row in groups)
    return words("dose.alt.points", n=sum(row["n"] for row in groups), groups=len(groups), told=told)
