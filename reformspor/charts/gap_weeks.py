"""Scenarios over one another, week by week: hours there is time for are solid, those nobody has time for stand above.

The line is the time helpers have. All panels have the same scale, so that scenarios can be compared by eye.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, panel_name, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, place_of, time_axis
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked
from reformspor.charts.weeks import named_week
from reformspor.findings.amounts import number, say
from reformspor.words import Words

PANEL, GAP, HEAD = 190, 50, 28
Row = dict[str, Any]


def gap_weeks(answer: Answer, words: Words) -> Chart:
    """A panel for each scenario; rows have scenario, week_from, week_to, sessions, hours, available_h and gap."""
    held: dict[str, list[Row]] = {}
    for row in answer.copy_rows():
        held.setdefault(str(row["scenario"]), []).append(row)
    every = [row for rows in held.values() for row in rows]
    top = max((max(number(row["hours"]), number(row["available_h"])) for row in every), default=1.0) or 1.0
    height = max(len(held), 1) * (PANEL + GAP)
    layout = base_layout(height, barmode="overlay", xaxis=_axis(every, answer, words), annotations=[])
    layout["margin"]["t"] = 4
    data = []
    for place, (name, rows) in enumerate(held.items()):
        number_of = "" if place == 0 else str(place + 1)
        high, low = 1 - place / len(held) - HEAD / height, 1 - (place + 1) / len(held) + (GAP - HEAD) / height
        axis = value_axis(top, words, words("charts.unit.hours"))
        layout[f"yaxis{number_of}"] = {**axis, "domain": [low, high]}
        layout["xaxis"]["anchor"] = f"y{number_of}"
        layout["annotations"].append(panel_name(words("scenario.name", name=name.upper()), high))
        data += _traces(rows, words, f"y{number_of}")
    return Chart(
        data=data,
        layout=layout,
        table=_table(every, words),
        alt=_alt(held, words),
        key=_key(every, words),
        height=height,
    )


def _axis(rows: list[Row], answer: Answer, words: Words) -> Layout:
    days = [row["week_from"] for row in rows] or [answer.provenance.as_of]
    return time_axis(index_of(min(days)), index_of(max(days)), words)


def _middle(row: Row) -> float:
    return place_of(row["week_from"] + (row["week_to"] - row["week_from"]) / 2)


def _width(row: Row) -> float:
    """The week's own length, with a little air."""
    days: int = (row["week_to"] - row["week_from"]).days + 1
    return 0.86 * days / 30.4


def _traces(rows: list[Row], words: Words, axis: str) -> list[Trace]:
    common = {
        "type": "bar",
        "yaxis": axis,
        "x": [_middle(row) for row in rows],
        "width": [_width(row) for row in rows],
        "hoverinfo": "text",
        "hovertext": [_hover(row, words) for row in rows],
    }
    covered = [number(row["hours"]) - number(row["gap"]) for row in rows]
    traces: list[Trace] = [
        {**common, "y": covered, "marker": {"color": "@c1", "line": {"color": "@surface", "width": 0}}},
        {**common, "y": [number(row["gap"]) or None for row in rows], "base": covered, "marker": fill("lacking")},
    ]
    if any(row["available_h"] is not None for row in rows):
        traces.append(_time(rows, axis))
    return traces


def _time(rows: list[Row], axis: str) -> Trace:
    """The time there is, as a level over each week."""
    return {
        "type": "scatter",
        "mode": "lines",
        "yaxis": axis,
        "x": [_middle(row) for row in rows],
        "y": [number(row["available_h"]) for row in rows],
        "line": {"color": "@ink", "width": 2, "shape": "hvh"},
        "hoverinfo": "skip",
        "meta": "drawn from the hover of the bars",
    }


def _hover(row: Row, words: Words) -> str:
    told = [name for name in ("hours", "available_h", "gap") if row[name] is not None]
    lines = (f"{words(f'scenario.column.{name}')}: {say(number(row[name]), words, 'hours')}" for name in told)
    return stacked(safe(named_week(row["week_from"], words)), *(safe(line) for line in lines))


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    if all(row["available_h"] is None for row in rows):
        return (KeyItem(words("scenario.column.hours"), "@c1"),)
    items = [KeyItem(words("scenario.chart.covered"), "@c1")]
    if any(number(row["gap"]) for row in rows):
        items.append(KeyItem(words("scenario.chart.lacking"), "@act", "lacking"))
    return (*items, KeyItem(words("scenario.column.available_h"), "@ink", "line"))


def _table(rows: list[Row], words: Words) -> pd.DataFrame:
    amounts = ("sessions", "hours", "available_h", "gap")
    return pd.DataFrame(
        {
            words("scenario.column.scenario"): [str(row["scenario"]).upper() for row in rows],
            words("charts.heading.week"): [named_week(row["week_from"], words) for row in rows],
            **{
                words(f"scenario.column.{name}"): [
                    None if row[name] is None else round(number(row[name]), 1) for row in rows
                ]
                for name in amounts
            },
        }
    )


def _alt(held: dict[str, list[Row]], words: Words) -> str:
    said = [
        words(
            "scenario.chart.alt_gap"
            if any(row["available_h"] is not None for row in rows)
            else "scenario.chart.alt_unknown",
            name=name.upper(),
            hours=say(sum(number(row["hours"]) for row in rows), words, "hours"),
            available=say(sum(number(row["available_h"]) for row in rows), words, "hours"),
            gap=say(sum(number(row["gap"]) for row in rows), words, "hours"),
        )
        for name, rows in held.items()
    ]
    return " ".join(said) or words("charts.alt.nothing")
