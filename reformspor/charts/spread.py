"""How far the units lie from one another, month by month: the middle half as a bar, the middle as a line in it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem
from reformspor.charts.months import index_of, month_of, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import figure_of, number
from reformspor.words import Words


@dataclass(frozen=True)
class Spread:
    """The quarters of the units' rates in a month."""

    index: int
    units: int
    low: float
    median: float
    high: float


def spread_months(answer: Answer, words: Words) -> Chart:
    """Bars from `low` to `high` with `median`, hours for each 100 årsverk, of the `n_units` compared."""
    spreads = [
        Spread(
            index_of(row["month"]),
            int(row["n_units"]),
            *(number(row[name]) for name in ("low", "median", "high")),
        )
        for row in answer.copy_rows()
    ]
    first, last = (spreads[0].index, spreads[-1].index) if spreads else (index_of(answer.provenance.as_of),) * 2
    layout = base_layout(
        300,
        barmode="overlay",
        xaxis=time_axis(first, last, words),
        yaxis=value_axis(max((one.high for one in spreads), default=1.0), words, words("charts.unit.hours")),
    )
    hover = [_hover(one, words) for one in spreads]
    at = [one.index for one in spreads]
    common = {"x": at, "hoverinfo": "text", "hovertext": hover, "customdata": [pick(index) for index in at]}
    return Chart(
        data=[
            {
                **common,
                "type": "bar",
                "name": "middle_half",
                "base": [one.low for one in spreads],
                "y": [one.high - one.low for one in spreads],
                "width": 0.7,
                "marker": {"color": "@s2", "line": {"color": "@s4", "width": 1}},
            },
            {
                **common,
                "type": "scatter",
                "mode": "markers",
                "name": "middle",
                "y": [one.median for one in spreads],
                "marker": {"symbol": "line-ew", "size": 13, "line": {"color": "@ink", "width": 3}},
            },
        ]
        if spreads
        else [],
        layout=layout,
        table=_table(spreads, words),
        alt=_alt(spreads, words),
        key=(KeyItem(words("capacity.spread.half"), "@s2"), KeyItem(words("capacity.spread.middle"), "@ink", "line")),
        height=layout["height"],
        months=(first, last),
    )


def _hover(one: Spread, words: Words) -> str:
    low, middle, high = (figure_of(value, words) for value in (one.low, one.median, one.high))
    return stacked(
        safe(words.month(month_of(one.index))),
        safe(words("capacity.spread.between", low=low, high=high)),
        safe(words("capacity.spread.middle_is", middle=middle)),
        safe(words("capacity.spread.units", n=one.units)),
    )


def _table(spreads: list[Spread], words: Words) -> pd.DataFrame:
    columns = {"low": "low", "median": "median", "high": "high"}
    table: dict[str, list[object]] = {
        words("charts.heading.month"): [words.month(month_of(one.index)) for one in spreads],
        words("capacity.heading.units"): [one.units for one in spreads],
    }
    for name in columns:
        heading = words(f"capacity.spread.{name}")
        table[heading] = [round(getattr(one, name), 1) for one in spreads]
    return pd.DataFrame(table)


def _alt(spreads: list[Spread], words: Words) -> str:
    if not spreads:
        return words("charts.alt.nothing")
    last = spreads[-1]
    return words(
        "capacity.alt.spread",
        period=span_label(spreads[0].index, last.index, words),
        month=words.month(month_of(last.index)),
        low=figure_of(last.low, words),
        high=figure_of(last.high, words),
        middle=figure_of(last.median, words),
    )
