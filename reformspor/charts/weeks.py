"""Helpers needed and in place week by week: what is in place is solid, what is missing is crossed above it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, column_axis, value_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number
from reformspor.words import Words


@dataclass(frozen=True)
class Week:
    """Helpers in place and missing in the week that starts on `start`."""

    start: dt.date
    staffed: float
    gap: float


def staffing_weeks(answer: Answer, words: Words) -> Chart:
    """Bars by week from week_from, needed, staffed and gap."""
    weeks = [
        Week(pd.Timestamp(row["week_from"]).date(), number(row["needed"]) - number(row["gap"]), number(row["gap"]))
        for row in answer.copy_rows()
    ]
    top = max((week.staffed + week.gap for week in weeks), default=1.0)
    layout = base_layout(
        300,
        barmode="stack",
        xaxis=column_axis([week_tick(week.start, words, place) for place, week in enumerate(weeks)]),
        yaxis=value_axis(top, words, words("charts.unit.helpers"), whole=True),
    )
    return Chart(
        data=_traces(weeks, words),
        layout=layout,
        table=_table(weeks, words),
        alt=_alt(weeks, words),
        key=(
            KeyItem(words("charts.heading.staffed"), "@c1"),
            KeyItem(words("charts.heading.gap"), "@act", "lacking"),
        ),
        height=layout["height"],
    )


def named_week(start: dt.date, words: Words) -> str:
    """The week by its number, as under its bar, and by its first day; one that begins midway is what is left of it."""
    key = "charts.week_rest" if start.weekday() else "charts.week_named"
    return words(key, number=start.isocalendar().week, date=start)


def week_tick(start: dt.date, words: Words, place: int) -> str:
    """A week under its bar: the word but once, so that nine weeks fit a phone without touching each other."""
    word, _, number_ = safe(words("charts.week", number=start.isocalendar().week)).partition(" ")
    rest = f"<br>{safe(words('charts.week_rest_tick'))}" if start.weekday() else ""
    return f"{word if place == 0 else ''}<br>{number_}{rest}"


def _traces(weeks: list[Week], words: Words) -> list[Trace]:
    hover = [
        stacked(
            safe(named_week(week.start, words)),
            safe(f"{words('charts.heading.staffed')}: {words.number(week.staffed)}"),
            safe(f"{words('charts.heading.gap')}: {words.number(week.gap)}"),
        )
        for week in weeks
    ]
    common = {"type": "bar", "x": list(range(len(weeks))), "width": 0.7, "hoverinfo": "text", "hovertext": hover}
    return [
        {**common, "y": [week.staffed for week in weeks], "marker": fill("solid", "@c1")},
        {**common, "y": [week.gap or None for week in weeks], "marker": fill("lacking")},
    ]


def _table(weeks: list[Week], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("charts.heading.week"): [named_week(week.start, words) for week in weeks],
            words("charts.heading.staffed"): [int(week.staffed) for week in weeks],
            words("charts.heading.gap"): [int(week.gap) for week in weeks],
        }
    )


def _alt(weeks: list[Week], words: Words) -> str:
    if not weeks:
        return words("charts.alt.nothing")
    staffed, gap = sum(week.staffed for week in weeks), sum(week.gap for week in weeks)
    return words("charts.alt.weeks", weeks=len(weeks), staffed=words.number(staffed), gap=words.number(gap))
