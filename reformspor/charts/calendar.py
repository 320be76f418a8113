"""A calendar of sessions: a column a week, a row a weekday, darker where there are more, the number in each cell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.squares import Square, Squares
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number
from reformspor.words import Words

# So many weeks behind, and the eight that come, are read at a glance; more are in the table.
WEEKS, AHEAD = 36, 8
WEEK = dt.timedelta(days=7)
STEPS = 6


@dataclass(frozen=True)
class Day:
    """Sessions of one day."""

    date: dt.date
    held: int
    coming: int

    @property
    def monday(self) -> dt.date:
        """The first day of its week."""
        return self.date - dt.timedelta(days=self.date.weekday())


def session_calendar(answer: Answer, words: Words) -> Chart:
    """The sessions held (filled) and planned (framed) by day, over the last weeks in the answer and those that come."""
    days = [
        Day(pd.Timestamp(row["day"]).date(), int(number(row["n_held"])), int(number(row["n_coming"])))
        for row in answer.copy_rows()
    ]
    weeks = _weeks(days, answer.provenance.as_of)
    drawn = [day for day in days if day.monday in weeks]
    places = {monday: at for at, monday in enumerate(weeks)}
    rows = max([5, *(day.date.weekday() + 1 for day in drawn)])
    layout = base_layout(
        34 * (rows + 1) + 50,
        xaxis=_week_axis(weeks, words),
        yaxis=label_axis(
            [float(rows - at) for at in range(-1, rows)],
            [safe(words("capacity.calendar.whole"))]
            + [safe(words(f"capacity.weekday.{at + 1}")) for at in range(rows)],
            0.4,
            rows + 1.6,
        ),
    )
    layout["margin"]["t"] = 4
    left = len(days) - len(drawn)
    return Chart(
        data=[*_cells(drawn, places, rows, words), _totals(drawn, places, rows, words)] if drawn else [],
        layout=layout,
        table=_table(days, words),
        alt=_alt(drawn, words),
        key=(
            KeyItem(words("capacity.calendar.held"), "@s4"),
            KeyItem(words("capacity.calendar.coming"), "@ink3", "frame"),
        ),
        height=layout["height"],
        least_width=24 * max(len(weeks), 8) + 60,
        newest=True,
        left_out=words("capacity.calendar.left_out", n=left) if left else "",
        squares=lambda: _squares(days, weeks, rows, words),
    )


def _weeks(days: list[Day], as_of: dt.date) -> list[dt.date]:
    """The Mondays to draw: up to WEEKS before the week of `as_of` (or of the last day before it), and AHEAD after."""
    if not days:
        return []
    this = as_of - dt.timedelta(days=as_of.weekday())
    past = [day.monday for day in days if day.monday <= this]
    last = min(max(day.monday for day in days), this + AHEAD * WEEK) if days[-1].monday > this else max(past)
    first = max(min(day.monday for day in days), min(last, max([*past, this])) - WEEKS * WEEK)
    return [first + n * WEEK for n in range((last - first).days // 7 + 1)]


def _week_axis(weeks: list[dt.date], words: Words) -> dict[str, object]:
    starts = [at for at, monday in enumerate(weeks) if at == 0 or monday.month != weeks[at - 1].month]
    starts = [at for at in starts if at == 0 or at >= 2]
    names = [
        safe(words.month_short(weeks[at])) + (f"<br>{weeks[at].year}" if at == 0 or weeks[at].month == 1 else "")
        for at in starts
    ]
    return {
        "type": "linear",
        "range": [-0.5, max(len(weeks), 1) - 0.5],
        "tickmode": "array",
        "tickvals": starts,
        "ticktext": names,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _cells(days: list[Day], places: dict[dt.date, int], rows: int, words: Words) -> list[Trace]:
    """Filled squares for days with held sessions, framed ones for days that only have planned ones."""
    top = max((day.held for day in days), default=1)
    traces: list[Trace] = []
    for name, own in (("held", [d for d in days if d.held]), ("coming", [d for d in days if d.coming and not d.held])):
        if not own:
            continue
        steps = [_step(day.held, top) for day in own]
        fills = [f"@s{step}" if name == "held" else "@surface" for step in steps]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": name,
                "x": [places[day.monday] for day in own],
                "y": [rows - day.date.weekday() for day in own],
                "text": [words.number(day.held + day.coming) for day in own],
                "textfont": {
                    "size": 12,
                    "color": ["@surface" if name == "held" and step >= 4 else "@ink" for step in steps],
                },
                "marker": {
                    "symbol": "square",
                    "size": 20,
                    "color": fills,
                    "line": {"color": "@ink3" if name == "coming" else "@surface", "width": 1.5},
                },
                "meta": {"amounts": [day.held + day.coming for day in own]},
                "hoverinfo": "text",
                "hovertext": [_hover(day, words) for day in own],
            }
        )
    return traces


def _squares(days: list[Day], weeks: list[dt.date], rows: int, words: Words) -> Squares:
    """Held sessions as a number, those that come in brackets."""
    places, held = {monday: at for at, monday in enumerate(weeks)}, list[Square]()
    heads = (words("capacity.calendar.held"), words("capacity.calendar.coming"))
    top = max((day.held for day in days if day.monday in places), default=1)
    for at, day in enumerate(days):
        of = tuple(head for head, n in zip(heads, (day.held, day.coming), strict=True) if n)
        if day.monday in places and of:
            shade, place = f"@s{_step(day.held, top)}" if day.held else "", places[day.monday]
            held.append(Square(day.date.weekday(), place, place, at, of, shade, "()" if day.coming else ""))
    return Squares(
        name=words("capacity.calendar.day"),
        names=tuple(words(f"capacity.weekday.{at + 1}") for at in range(rows)),
        columns=tuple((f"{words.month_short(monday)} {monday.year}", str(monday.day)) for monday in weeks),
        held=tuple(held),
        measure=heads[0],
        signs=(("(1)", heads[1]),) if any(one.sign for one in held) else (),
        joined=" ",
        timed=True,
    )


def _step(held: int, top: int) -> int:
    return 1 + min(STEPS - 1, (held - 1) * STEPS // max(top, STEPS))


def _totals(days: list[Day], places: dict[dt.date, int], rows: int, words: Words) -> Trace:
    """The number of sessions of each week, over its column."""
    sums = _by_week(days)
    weeks = sorted(sums)
    return {
        "type": "scatter",
        "mode": "text",
        "name": "weeks",
        "x": [places[monday] for monday in weeks],
        "y": [rows + 1] * len(weeks),
        "text": [words.number(sums[monday]) for monday in weeks],
        "textfont": {"size": 12, "color": "@ink2"},
        "hoverinfo": "text",
        "hovertext": [
            stacked(safe(words("charts.week_of", date=m)), safe(words("capacity.counted", n=sums[m]))) for m in weeks
        ],
    }


def _by_week(days: list[Day]) -> dict[dt.date, int]:
    """Sessions held and planned by the Monday of their week."""
    sums: dict[dt.date, int] = defaultdict(int)
    for day in days:
        sums[day.monday] += day.held + day.coming
    return sums


def _hover(day: Day, words: Words) -> str:
    parts = [(day.held, "held"), (day.coming, "coming")]
    return stacked(
        safe(words.date(day.date)),
        *(safe(f"{words(f'capacity.calendar.{name}')}: {words.number(n)}") for n, name in parts if n),
    )


def _table(days: list[Day], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("capacity.calendar.day"): [words.date(day.date) for day in days],
            words("capacity.calendar.held"): [day.held for day in days],
            words("capacity.calendar.coming"): [day.coming for day in days],
        }
    )


def _alt(days: list[Day], words: Words) -> str:
    if not days:
        return words("charts.alt.nothing")
    sums = _by_week(days)
    busiest = max(sums, key=lambda monday: sums[monday])
    return words(
        "capacity.alt.calendar",
        n=sum(sums.values()),
        weeks=len(sums),
        when=words("charts.week_of", date=busiest),
        most=sums[busiest],
    )
