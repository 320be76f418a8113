"""Preparing and following up for each hour that holds a session, quarter by quarter, between the two ends it lies."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import figure_of, number
from reformspor.words import Words

WIDE = 2.5
QUARTER, YEAR = "quarter", "year"
# A bar that ends further up than this many times the one in the middle runs out of the figure, this much over the rest.
FAR, ROOM = 3.0, 1.15


@dataclass(frozen=True)
class _Span:
    """A quarter or a year, and the two ends; None where nothing, or nothing for sure, was held."""

    label: str
    first: int
    least: float | None
    most: float | None
    unknown: float


def support_quarters(answer: Answer, words: Words, *, whole: bool = False) -> Chart:
    """A hatched bar from the least to the most for each quarter; columns as in capacity/support_ratio.

    A quarter with little that is known may end so far up that the others cannot be read. Then its bar runs out of the
    figure under an arrow with its upper end, which the figure says, and `whole` makes the one that has room for it.
    """
    rows = answer.copy_rows()
    quarters = [_span(row, words) for row in rows if row["span"] == QUARTER]
    drawn = [one for one in quarters if one.least is not None and one.most is not None]
    years = [_span(row, words) for row in rows if row["span"] == YEAR]
    middles = [one.first + 1 for one in drawn] or [index_of(answer.provenance.as_of)]
    top = max((one.most or 0.0 for one in drawn), default=1.0) if whole else _top(drawn)
    beyond = [one for one in drawn if (one.most or 0.0) > top]
    left_out = words("capacity.support.runs_out", n=len(beyond)) if beyond else ""
    layout = base_layout(
        300,
        xaxis=time_axis(min(middles) - 1, max(middles) + 1, words),
        yaxis=value_axis(top, words, words("charts.unit.ratio")),
        annotations=[_arrow(one, words) for one in beyond],
    )
    return Chart(
        data=[_bars(drawn, words)] if drawn else [],
        layout=layout,
        table=_table([*quarters, *years], words),
        alt=" ".join(said for said in (_alt(drawn, words), left_out) if said),
        key=(KeyItem(words("capacity.key.between"), "@ink2", "possible"),),
        height=layout["height"],
        months=(min(middles) - 1, max(middles) + 1),
        left_out=left_out,
        whole=(lambda: support_quarters(answer, words, whole=True)) if beyond else None,
    )


def _top(spans: list[_Span]) -> float:
    """The highest upper end, or a little over the highest of the others when one or more lie far over the middle."""
    ends = [one.most or 0.0 for one in spans] or [1.0]
    near = [end for end in ends if end <= FAR * median(ends)]
    return max(ends) if len(near) == len(ends) else ROOM * max(near)


def _arrow(one: _Span, words: Words) -> Layout:
    return {
        "x": one.first + 1,
        "xref": "x",
        # Within the bar, since over the plot stand the numbers of milestones.
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -6,
        "bgcolor": "@surface",
        "text": safe(f"\N{UPWARDS ARROW} {_end(one.most, words)}"),
        "showarrow": False,
        "font": {"color": "@ink"},
    }


def _span(row: dict[str, Any], words: Words) -> _Span:
    day = pd.Timestamp(row["day_from"]).date()
    quarter = words("union_reps.chart.quarter", n=(day.month + 2) // 3, year=str(day.year))
    least, most = (None if pd.isna(row[name]) else number(row[name]) for name in ("ratio_least", "ratio_most"))
    label = quarter if row["span"] == QUARTER else str(day.year)
    return _Span(label, index_of(day), least, most, number(row["unknown_hours"]))


def _bars(spans: list[_Span], words: Words) -> Trace:
    return {
        "type": "bar",
        "name": safe(words("capacity.key.between")),
        "x": [one.first + 1 for one in spans],
        "base": [one.least for one in spans],
        "y": [(one.most or 0.0) - (one.least or 0.0) for one in spans],
        "width": WIDE,
        "marker": fill("possible"),
        "customdata": [pick(one.first, one.first + 2) for one in spans],
        "hoverinfo": "text",
        "hovertext": [stacked(safe(one.label), safe(_said(one, words))) for one in spans],
    }


def _said(one: _Span, words: Words) -> str:
    return words("capacity.support.between", least=_end(one.least, words), most=_end(one.most, words))


def _end(value: float | None, words: Words) -> str:
    return words("capacity.unknown") if value is None else figure_of(value, words, 1)


def _table(spans: list[_Span], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("charts.heading.period"): [one.label for one in spans],
            words("capacity.heading.ratio_least"): [
                None if one.least is None else round(one.least, 2) for one in spans
            ],
            words("capacity.heading.ratio_most"): [None if one.most is None else round(one.most, 2) for one in spans],
            words("capacity.heading.not_apart"): [round(one.unknown, 1) for one in spans],
        }
    )


def _alt(spans: list[_Span], words: Words) -> str:
    if not spans:
        return words("charts.alt.nothing")
    return words("capacity.alt.support", n=len(spans), quarter=spans[-1].label, said=_said(spans[-1], words))
