"""Milestones are numbers in the plot of every time series; their words are listed under it, so they never collide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from reformspor.charts.axes import upright
from reformspor.charts.chart import Chart, Layout, Mark
from reformspor.charts.months import index_of, place_of

# Two numbers nearer than this part of the axis are stacked.
NEAR = 0.035


def with_milestones(chart: Chart, rows: Iterable[Mapping[str, Any]]) -> Chart:
    """The chart with a dotted line and a number for each milestone inside its months.

    `rows` have `date` and `title`. Charts without a time axis are returned as they are; the list to show under
    the plot is the new chart's `marks`.
    """
    if chart.months is None:
        return chart
    first, last = chart.months
    found = sorted((pd.Timestamp(row["date"]).date(), str(row["title"])) for row in rows if row.get("title"))
    inside = [(day, title) for day, title in found if first <= index_of(day) <= last]
    if not inside:
        return chart
    marks = tuple(Mark(number, day, title) for number, (day, title) in enumerate(inside, start=1))
    layout = dict(chart.layout)
    layout["shapes"] = [*layout.get("shapes", []), *(_line(mark.date) for mark in marks)]
    layout["annotations"] = [*layout.get("annotations", []), *_numbers(marks, last - first + 1)]
    margin = dict(layout.get("margin", {}))
    layout["margin"] = {**margin, "t": max(margin.get("t", 0), 26) + 20 * max(_rows(marks, last - first + 1))}
    return replace(chart, layout=layout, marks=marks)


def without_milestones(chart: Chart) -> Chart:
    """The chart as it was before `with_milestones`, for where there is no room to list them."""
    if not chart.marks or chart.months is None:
        return chart
    months = chart.months[1] - chart.months[0] + 1
    lines, numbers = [_line(mark.date) for mark in chart.marks], _numbers(chart.marks, months)
    layout = dict(chart.layout)
    layout["shapes"] = [shape for shape in layout.get("shapes", []) if shape not in lines]
    layout["annotations"] = [one for one in layout.get("annotations", []) if one not in numbers]
    margin = dict(layout.get("margin", {}))
    layout["margin"] = {**margin, "t": margin.get("t", 0) - 20 * max(_rows(chart.marks, months))}
    return replace(chart, layout=layout, marks=())


def _line(day: dt.date) -> Layout:
    # Behind the marks, so that no line crosses a number in the plot.
    return {**upright(place_of(day), 1, "@ink3", "dot"), "layer": "below"}


def _rows(marks: tuple[Mark, ...], months: int) -> list[int]:
    """How high each number stands: over the former when they would touch."""
    rows: list[int] = []
    for place, mark in enumerate(marks):
        near = place and place_of(mark.date) - place_of(marks[place - 1].date) < NEAR * months
        rows.append(rows[-1] + 1 if near else 0)
    return rows


def _numbers(marks: tuple[Mark, ...], months: int) -> list[Layout]:
    return [
        {
            "x": place_of(mark.date),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 2 + 20 * row,
            "text": str(mark.number),
            "showarrow": False,
            "bordercolor": "@line2",
            "bgcolor": "@surface",
            "borderpad": 2,
            "font": {"color": "@ink2", "size": 12},
        }
        for mark, row in zip(marks, _rows(marks, months), strict=True)
    ]
