"""What barriers have come to, day for day since their report: outcomes stacked to one whole, with what has none."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.lasting import OUTCOMES
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number
from reformspor.findings.lasting import outcome_name
from reformspor.words import Words

HEIGHT = 380
OPEN = "open"
LOOK: dict[str, tuple[str, Pattern]] = {
    "resolved": ("@s6", "solid"),
    "partly": ("@s4", "solid"),
    "rejected": ("@s2", "solid"),
    "lapsed": ("@s1", "solid"),
    OPEN: ("@surface", "frame"),
}
Row = dict[str, Any]


def ends_over_days(answer: Answer, words: Words) -> Chart:
    """An area for each outcome (outcome, day, share, low, high, at_risk, ended, lost, mark), from the lowest up."""
    rows = answer.copy_rows()
    held = {code: [row for row in rows if row["outcome"] == code] for code in (*OUTCOMES, OPEN)}
    shown = {code: own for code, own in held.items() if own}
    marks = [row for row in shown.get(OPEN, []) if row["mark"]]
    layout = base_layout(
        HEIGHT,
        xaxis=_days(marks, max((row["day"] for row in rows), default=1), words),
        yaxis=_axis(words),
        annotations=[_number(row, words) for row in marks],
    )
    layout["margin"] |= {"b": 46, "r": 20}
    return Chart(
        data=[_area(code, own, words) for code, own in shown.items()],
        layout=layout,
        table=_table(shown, words),
        alt=_alt(shown, words),
        key=(
            *(KeyItem(outcome_name(words, code), *LOOK[code]) for code in reversed(shown)),
            KeyItem(words("durations.chart.numbers"), "@ink2", "numbers"),
        ),
        height=HEIGHT,
    )


def _axis(words: Words) -> Layout:
    axis = value_axis(100, words)
    return {**axis, "range": [0, 101], "ticktext": [*axis["ticktext"][:-1], safe(words.percent(1.0))]}


def _days(marks: list[Row], last: int, words: Words) -> Layout:
    days = [row["day"] for row in marks] or [0]
    names = [words.number(day) for day in days]
    names[-1] = words("durations.chart.days", n=days[-1])
    return {
        "type": "linear",
        "range": [0, last * 1.02],
        "tickmode": "array",
        "tickvals": days,
        "ticktext": names,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticklabelstandoff": 20,
    }


def _number(row: Row, words: Words) -> Layout:
    return {
        "x": row["day"],
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -3,
        "text": safe(words.number(row["at_risk"])),
        "showarrow": False,
        "font": {"color": "@ink2", "size": 12},
    }


def _area(code: str, rows: list[Row], words: Words) -> Trace:
    colour, pattern = LOOK[code]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(outcome_name(words, code)),
        "stackgroup": "ends",
        "x": [row["day"] for row in rows],
        "y": [_percent(row["share"]) for row in rows],
        "line": {"shape": "hv", "width": 1, "color": "@surface" if pattern == "solid" else "@line2"},
        "fillcolor": colour,
        "hoveron": "points",
        "hoverinfo": "text",
        "hovertext": [_hover(code, row, words) for row in rows],
        "meta": {"outcome": code},
    }


def _percent(share: Any) -> float:
    return round(100 * number(share), 2)


def _hover(code: str, row: Row, words: Words) -> str:
    interval = words("durations.chart.no_interval")
    if row["low"] is not None and row["high"] is not None:
        interval = f"{words.number(100 * row['low'])}\N{EN DASH}{words.percent(row['high'])}"
    return stacked(
        safe(f"{outcome_name(words, code)}, {words('durations.chart.at_day', n=row['day'])}"),
        safe(words("durations.chart.share", share=words.percent(row["share"]), interval=interval)),
        safe(words("durations.chart.risk", n=row["at_risk"])),
    )


def _table(shown: dict[str, list[Row]], words: Words) -> pd.DataFrame:
    """A row a day: the share of each outcome in per cent with its interval, and the counts."""
    first = next(iter(shown.values()), [])
    columns: dict[str, list[Any]] = {words("durations.column.day"): [row["day"] for row in first]}
    for code, rows in shown.items():
        name = outcome_name(words, code)
        columns[name] = [_percent(row["share"]) for row in rows]
        columns[words("durations.column.interval", name=name)] = [
            None if row["low"] is None else _interval(row, words) for row in rows
        ]
    columns[words("durations.column.at_risk")] = [row["at_risk"] for row in first]
    for code, rows in shown.items():
        if code != OPEN:
            name = outcome_name(words, code)
            columns[words("durations.column.ended_by", name=name)] = [row["ended"] for row in rows]
    columns[words("durations.column.lost")] = [row["lost"] for row in first]
    return pd.DataFrame(columns)


def _interval(row: Row, words: Words) -> str:
    low, high = (words.number(_percent(row[name]), 2) for name in ("low", "high"))
    return f"{low}\N{EN DASH}{high}"


def _alt(shown: dict[str, list[Row]], words: Words) -> str:
    if not shown:
        return words("charts.alt.nothing")
    last = {code: rows[-1] for code, rows in shown.items()}
    parts = [f"{outcome_name(words, code)}: {words.percent(row['share'])}" for code, row in last.items()]
    return words("durations.alt.ends", n=next(iter(last.values()))["day"], parts="; ".join(parts))
