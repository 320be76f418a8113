"""The cumulative flow: all that has come in over all that has gone out, and the stock as the room between them."""

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

CAME, STOCK, WENT = "@ink", "@muted", "@c3"


@dataclass(frozen=True)
class Month:
    """By the end of a month: what has come in and gone out in all, what stands open, and what perhaps does."""

    index: int
    came: float
    went: float
    stock: float
    perhaps: float


def cumulative_flow(answer: Answer, words: Words, *, unit: str = "barriers") -> Chart:
    """Areas by `month`: `out_total`, what is `perhaps_n` open over it, and `open_n` up to the line of `in_total`."""
    months = [
        Month(index_of(row["month"]), *(number(row[name]) for name in ("in_total", "out_total", "open_n", "perhaps_n")))
        for row in sorted(answer.copy_rows(), key=lambda row: index_of(row["month"]))
    ]
    first, last = (months[0].index, months[-1].index) if months else (index_of(answer.provenance.as_of),) * 2
    top = max((month.came for month in months), default=1.0)
    layout = base_layout(
        340,
        xaxis=time_axis(first, last, words),
        yaxis=value_axis(top, words, words("charts.unit.barriers"), whole=True),
        annotations=[_standing(months[-1], words)] if months else [],
    )
    return Chart(
        data=_areas(months, words, unit) if months else [],
        layout=layout,
        table=_table(months, words),
        alt=_alt(months, words, unit),
        key=_key(months, words),
        height=layout["height"],
        months=(first, last),
    )


def _areas(months: list[Month], words: Words, unit: str) -> list[Trace]:
    where = [month.index for month in months]
    area = {
        "type": "scatter",
        # A month alone has no line between its ends, so it is drawn as points.
        "mode": "lines" if len(months) > 1 else "markers",
        "x": where,
        "customdata": [pick(month) for month in where],
        "hoverinfo": "text",
        "hovertext": [_hover(month, words, unit) for month in months],
    }
    perhaps = {
        **area,
        "y": [month.went + month.perhaps for month in months],
        "fill": "tonexty",
        "line": {"color": "@line2", "width": 1},
        "fillcolor": "@surface",
        "fillpattern": {"shape": "/", "fgcolor": "@ink2", "bgcolor": "@surface", "size": 7, "solidity": 0.18},
    }
    return [
        {**area, "y": [m.went for m in months], "fill": "tozeroy", "line": _line(WENT, 1), "fillcolor": WENT},
        *([perhaps] if any(month.perhaps for month in months) else []),
        {**area, "y": [m.came for m in months], "fill": "tonexty", "line": _line(CAME, 2), "fillcolor": STOCK},
    ]


def _line(colour: str, width: float) -> Layout:
    return {"color": colour, "width": width}


def _standing(month: Month, words: Words) -> Layout:
    """What stands open at the end, over the lines."""
    return {
        "x": month.index,
        "y": month.came,
        "text": safe(words("barriers.flow.standing", n=month.stock)),
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 4,
        "font": {"color": "@ink"},
    }


def _key(months: list[Month], words: Words) -> tuple[KeyItem, ...]:
    perhaps = KeyItem(words("barriers.flow.perhaps"), "@ink2", "possible")
    return (
        KeyItem(words("barriers.flow.came"), CAME, "line"),
        KeyItem(words("barriers.flow.open"), STOCK),
        *([perhaps] if any(month.perhaps for month in months) else []),
        KeyItem(words("barriers.flow.went"), WENT),
    )


def _hover(month: Month, words: Words, unit: str) -> str:
    perhaps = f"{words('barriers.flow.perhaps')}: {words.number(month.perhaps)}" if month.perhaps else ""
    return stacked(
        span_label(month.index, month.index, words),
        safe(f"{words('barriers.flow.open')}: {say(month.stock, words, unit)}"),
        safe(perhaps),
        safe(f"{words('barriers.flow.came')}: {words.number(month.came)}"),
        safe(f"{words('barriers.flow.went')}: {words.number(month.went)}"),
    )


def _table(months: list[Month], words: Words) -> pd.DataFrame:
    table = {
        words("charts.heading.month"): [span_label(month.index, month.index, words) for month in months],
        words("barriers.flow.came"): [int(month.came) for month in months],
        words("barriers.flow.went"): [int(month.went) for month in months],
        words("barriers.flow.open"): [int(month.stock) for month in months],
    }
    if any(month.perhaps for month in months):
        table[words("barriers.flow.perhaps")] = [int(month.perhaps) for month in months]
    return pd.DataFrame(table)


def _alt(months: list[Month], words: Words, unit: str) -> str:
    if not months:
        return words("charts.alt.nothing")
    return words(
        "barriers.alt.flow",
        period=span_label(months[0].index, months[-1].index, words),
        came=words.number(months[-1].came),
        went=words.number(months[-1].went),
        start=words.number(months[0].stock),
        end=say(months[-1].stock, words, unit),
    )
