"""Estimates month by month: those of each month on its own, and those of dates the start is supposed to be at."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.months import ends_of, index_of, time_axis
from reformspor.charts.near import decimals_of, near_axis, rods
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 300
Row = dict[str, Any]


def by_month(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of month, estimate, low, high and n: the change in each month, on the units that had begun by then."""
    rows = answer.copy_rows()
    places = decimals_of([row[name] for row in rows for name in ("estimate", "low", "high")])
    months = [index_of(row["month"]) for row in rows]
    axis = near_axis([0.0, *(row[name] for row in rows for name in ("estimate", "low", "high"))], words, unit)
    loose = rods(((at, row["low"], row["high"]) for at, row in zip(months, rows, strict=True)), 2.5, "@accent")
    said = [
        stacked(
            safe(words.month(row["month"])),
            safe(f"{words.signed(row['estimate'], places)} {unit}"),
            safe(words("effect.chart.units", n=row["n"] or 0)),
        )
        for row in rows
    ]
    return Chart(
        data=[loose, _points(months, [row["estimate"] for row in rows], said, "@accent", "circle", "month")],
        layout=base_layout(HEIGHT, xaxis=time_axis(*ends_of(months, answer), words), yaxis=axis),
        table=pd.DataFrame(
            {
                words("effect.column.month"): [words.month(row["month"]) for row in rows],
                **{
                    words(f"effect.column.{name}"): _rounded(rows, name, places) for name in ("estimate", "low", "high")
                },
                words("effect.column.n_units"): [row["n"] for row in rows],
            }
        ),
        alt=_alt_months(rows, words, unit, places),
        key=(
            KeyItem(words("effect.column.estimate"), "@accent", "dot"),
            KeyItem(words("effect.chart.each"), "@accent", "line"),
        ),
        height=HEIGHT,
        months=ends_of(months, answer),
    )


def placebo_dates(answer: Answer, words: Words) -> Chart:
    """Rows of month, estimate, statistic and happened: how many standard errors from nothing the model finds a change
    when the start is supposed to be there, beside what it finds at the true one."""
    rows = [row for row in answer.copy_rows() if row["statistic"] is not None]
    months = [index_of(row["month"]) for row in rows]
    sizes = [abs(row["statistic"]) for row in rows]
    places = decimals_of([row["estimate"] for row in rows])
    true = [abs(row["statistic"]) for row in rows if row["happened"]]
    layout = base_layout(
        HEIGHT,
        xaxis=time_axis(*ends_of(months, answer), words),
        yaxis=near_axis([0.0, *sizes], words, words("effect.chart.errors")),
    )
    line = {"color": "@accent", "width": 1, "dash": "dot"}
    layout["shapes"] = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line} for at in true
    ]
    data = []
    for happened, colour, symbol in ((False, "@ink3", "circle-open"), (True, "@accent", "diamond")):
        held = [place for place, row in enumerate(rows) if row["happened"] is happened]
        said = [_hover(rows[place], words, places) for place in held]
        drawn = _points([months[p] for p in held], [sizes[p] for p in held], said, colour, symbol, "date")
        data.append({**drawn, "meta": {"happened": happened}})
    return Chart(
        data=data,
        layout=layout,
        table=pd.DataFrame(
            {
                words("effect.column.month"): [words.month(row["month"]) for row in rows],
                words("effect.column.estimate"): _rounded(rows, "estimate", places),
                words("effect.column.statistic"): [round(size, 3) for size in sizes],
                words("effect.column.true"): [
                    words(f"charts.code.any.{'yes' if row['happened'] else 'no'}") for row in rows
                ],
            }
        ),
        alt=_alt_dates(sizes, true, words),
        key=(
            KeyItem(words("effect.chart.other_dates"), "@ink3", "open"),
            KeyItem(words("effect.chart.true_date"), "@accent", "diamond"),
        ),
        height=HEIGHT,
        months=ends_of(months, answer),
    )


def _points(x: list[int], y: list[float], said: list[str], colour: str, symbol: str, name: str) -> Trace:
    marker = {"symbol": symbol, "size": 9 if symbol == "diamond" else 7, "color": colour}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {**marker, "line": {"width": 1.5, "color": colour}},
        "hoverinfo": "text",
        "hovertext": said,
        "meta": {"points": name},
    }


def _rounded(rows: list[Row], name: str, places: int) -> list[float | None]:
    return [None if row[name] is None else round(row[name], places + 2) for row in rows]


def _hover(row: Row, words: Words, places: int) -> str:
    size = words("effect.chart.from_nothing", amount=words.number(abs(row["statistic"]), 1))
    value = words.signed(row["estimate"], places)
    return stacked(*(safe(text) for text in (words.month(row["month"]), value, size)))


def _alt_months(rows: list[Row], words: Words, unit: str, places: int) -> str:
    held = [row["estimate"] for row in rows if row["estimate"] is not None]
    if not held:
        return words("charts.alt.nothing")
    ends = {"low": words.signed(min(held), places), "high": words.signed(max(held), places)}
    return words("effect.alt.months", n=len(held), unit=unit, **ends)


def _alt_dates(sizes: list[float], true: list[float], words: Words) -> str:
    if not true:
        return words("charts.alt.nothing")
    larger = sum(size > true[0] for size in sizes)
    return words("effect.alt.dates", n=len(sizes) - 1, size=words.number(true[0], 1), larger=words.number(larger))
