"""Stock above, what came in and went out below, on one time axis and in one unit."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say
from reformspor.words import Words


@dataclass(frozen=True)
class Month:
    """What came in, went out, and stood open at the end of a month."""

    index: int
    came: float
    went: float
    stock: float


def stock_and_flow(
    answer: Answer,
    words: Words,
    *,
    stock: str = "open_n",
    came: str = "in_n",
    went: str = "out_n",
    unit: str = "barriers",
) -> Chart:
    """A line for the stock at the end of each `month`; under it bars up for `came` and down for `went`."""
    months = _months(answer, stock, came, went)
    first, last = (months[0].index, months[-1].index) if months else (index_of(answer.provenance.as_of),) * 2
    flow = max((max(m.came, m.went) for m in months), default=1.0)
    layout = base_layout(
        400,
        barmode="overlay",
        xaxis={**time_axis(first, last, words), "anchor": "y2"},
        yaxis={
            **value_axis(max((m.stock for m in months), default=1.0), words, words("charts.unit.open"), whole=True),
            "domain": [0.45, 1],
        },
        yaxis2={**_flow_axis(flow, words), "domain": [0, 0.34], "anchor": "x"},
        annotations=[_last(months[-1], words)] if months else [],
    )
    layout["margin"]["r"] = 40
    return Chart(
        data=_traces(months, words, unit) if months else [],
        layout=layout,
        table=_table(months, words),
        alt=_alt(months, words, unit),
        key=(
            KeyItem(words("charts.heading.open"), "@ink", "line"),
            KeyItem(words("charts.heading.opened"), "@muted"),
            KeyItem(words("charts.heading.closed"), "@c3"),
        ),
        height=layout["height"],
        months=(first, last),
    )


def _months(answer: Answer, stock: str, came: str, went: str) -> list[Month]:
    rows = sorted(answer.copy_rows(), key=lambda row: index_of(row["month"]))
    return [Month(index_of(r["month"]), number(r[came]), number(r[went]), number(r[stock])) for r in rows]


def _flow_axis(top: float, words: Words) -> Layout:
    """The same scale up and down; amounts that went out are said without a minus sign."""
    axis = value_axis(top, words, lowest=-top, whole=True)
    axis["ticktext"] = [words.number(abs(tick)) for tick in axis["tickvals"]]
    return axis


def _traces(months: list[Month], words: Words, unit: str) -> list[Trace]:
    where = [month.index for month in months]
    hover = [_hover(month, words, unit) for month in months]
    said = {"hoverinfo": "text", "hovertext": hover, "x": where, "customdata": [pick(month) for month in where]}
    bar = {"type": "bar", "yaxis": "y2", "width": 0.84, **said}
    gap = {"color": "@surface", "width": 1}
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "y": [month.stock for month in months],
            "line": {"color": "@ink", "width": 2, "shape": "hv" if len(months) < 2 else "linear"},
            **said,
        },
        {**bar, "y": [month.came for month in months], "marker": {"color": "@muted", "line": gap}},
        {**bar, "y": [-month.went for month in months], "marker": {"color": "@c3", "line": gap}},
    ]


def _hover(month: Month, words: Words, unit: str) -> str:
    return stacked(
        span_label(month.index, month.index, words),
        safe(f"{words('charts.heading.open')}: {say(month.stock, words, unit)}"),
        safe(f"{words('charts.heading.opened')}: {words.number(month.came)}"),
        safe(f"{words('charts.heading.closed')}: {words.number(month.went)}"),
    )


def _last(month: Month, words: Words) -> Layout:
    return {
        "x": month.index,
        "y": month.stock,
        "text": safe(words.number(month.stock)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"color": "@ink"},
    }


def _table(months: list[Month], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("charts.heading.month"): [span_label(m.index, m.index, words) for m in months],
            words("charts.heading.opened"): [int(m.came) for m in months],
            words("charts.heading.closed"): [int(m.went) for m in months],
            words("charts.heading.open"): [int(m.stock) for m in months],
        }
    )


def _alt(months: list[Month], words: Words, unit: str) -> str:
    if not months:
        return words("charts.alt.nothing")
    return words(
        "charts.alt.stock",
        period=span_label(months[0].index, months[-1].index, words),
        start=words.number(months[0].stock),
        end=say(months[-1].stock, words, unit),
        came=words.number(sum(m.came for m in months)),
        went=words.number(sum(m.went for m in months)),
    )
