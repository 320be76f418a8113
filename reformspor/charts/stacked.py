"""Stacked months: sure is solid, what may be on top is hatched, rows merged over months are one wide block."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.frames import dashed_box
from reformspor.charts.months import clipped, index_of, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.series import Series, fill, marker, series_of
from reformspor.charts.strip import Part, strip
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say, say_ends, say_pair
from reformspor.findings.labels import MISSING, folded, inside
from reformspor.findings.money import MONEY
from reformspor.words import Words

HALF = 0.42
# The one series of a figure that is not split.
WHOLE = "all"
LANE = 0.09
# What is measured may have parts; all else is counted.
MEASURED = MONEY | {"hours"}


def stacked_months(
    answer: Answer,
    words: Words,
    *,
    by: str | None = None,
    value: str = "hours",
    unit: str = "hours",
    kind: str | None = None,
) -> Chart:
    """Bars by month, stacked by the column `by`, or whole when there is none.

    The frame has `month`, or `month_from` and `month_to`; `value`; and maybe `<value>_possible`, its upper
    bound. `kind` names the codes of `by` when the column has another name. Rows over several months are
    drawn in a strip above the bars and never spread over their months.
    """
    kind = kind or by or WHOLE
    parts = _parts(answer.frame, by, kind, value)
    series = series_of(words, kind, (part.code for part in parts))
    first, last = clipped(
        [(part.first, part.last) for part in parts if part.first is not None and part.last is not None], answer
    )
    bars, boxes, top = _bars(parts, series, words, unit)
    blocks, lanes = strip([part for part in parts if not part.one_month], first, last, words, unit)
    layout = base_layout(
        360 + 24 * lanes,
        barmode="overlay",
        xaxis=time_axis(first, last, words),
        yaxis=value_axis(top, words, words(f"charts.unit.{unit}"), whole=unit not in MEASURED, money=unit in MONEY),
        shapes=boxes,
        uniformtext={"mode": "hide", "minsize": 11},
    )
    if lanes:
        layout["yaxis"]["domain"] = [0, 1 - LANE * lanes - 0.03]
        layout["yaxis2"] = {"domain": [1 - LANE * lanes, 1], "range": [0, lanes], "visible": False, "fixedrange": True}
    return Chart(
        data=[*bars, *blocks],
        layout=layout,
        table=_table(parts, series, by or WHOLE, words, unit, first, last),
        alt=_alt(parts, series, first, last, words, unit),
        key=_key(parts, series, words),
        height=layout["height"],
        months=(first, last),
    )


def _parts(frame: pd.DataFrame, by: str | None, kind: str, value: str) -> list[Part]:
    start = "month_from" if "month_from" in frame.columns else "month"
    end = "month_to" if "month_to" in frame.columns else start
    sums: dict[tuple[int | None, int | None, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in frame.to_dict(orient="records"):
        months = (None, None) if pd.isna(row[start]) else (index_of(row[start]), index_of(row[end]))
        sure = number(row[value])
        held = sums[(*months, folded(kind, row[by] if by else WHOLE))]
        held[0] += sure
        held[1] += max(number(row.get(f"{value}_possible", sure)) - sure, 0.0)
    return [Part(*place, *amounts) for place, amounts in sums.items()]


def _bars(parts: list[Part], series: list[Series], words: Words, unit: str) -> tuple[list[Trace], list[Layout], float]:
    base: dict[int, float] = defaultdict(float)
    traces, boxes = [], []
    for one in series:
        own = sorted((p for p in parts if p.one_month and p.code == one.code and p.sure), key=lambda p: p.first or 0)
        if not own:
            continue
        traces.append(_trace(own, [p.sure for p in own], base, marker(one), one.label, words, unit))
        traces[-1]["meta"] = {"trace": one.pick}
        for part in own:
            low = base[part.first or 0]
            base[part.first or 0] = low + part.sure
            if one.code == MISSING:
                boxes.append(dashed_box((part.first or 0) - HALF, (part.first or 0) + HALF, low, low + part.sure))
    possible = _sum_by_month(parts)
    if possible:
        label = words("charts.key.possible")
        traces.append(_trace(possible, [p.possible for p in possible], base, fill("possible"), label, words, unit))
        for part in possible:
            base[part.first or 0] += part.possible
    return traces, boxes, max(base.values(), default=0.0)


def _sum_by_month(parts: list[Part]) -> list[Part]:
    sums: dict[int, float] = defaultdict(float)
    for part in parts:
        if part.one_month and part.possible:
            sums[part.first or 0] += part.possible
    return [Part(month, month, "", 0.0, amount) for month, amount in sorted(sums.items())]


def _trace(
    parts: list[Part],
    amounts: list[float],
    base: dict[int, float],
    marks: dict[str, Any],
    label: str,
    words: Words,
    unit: str,
) -> Trace:
    months = [part.first or 0 for part in parts]
    return {
        "type": "bar",
        "name": safe(label),
        "x": months,
        "y": amounts,
        "base": [base[month] for month in months],
        "width": 2 * HALF,
        "marker": marks,
        "customdata": [pick(month) for month in months],
        "hoverinfo": "text",
        "hovertext": [
            stacked(span_label(month, month, words), safe(f"{label}: {say(amount, words, unit)}"))
            for month, amount in zip(months, amounts, strict=True)
        ],
    }


def _key(parts: list[Part], series: list[Series], words: Words) -> tuple[KeyItem, ...]:
    items = [one.key for one in series if any(p.one_month and p.code == one.code and p.sure for p in parts)]
    if any(part.one_month and part.possible for part in parts):
        items.append(KeyItem(words("charts.key.possible"), "@ink2", "possible"))
    if any(not part.one_month for part in parts):
        items.append(KeyItem(words("charts.key.merged_months"), "@line2", "merged"))
    # One series that is all there is needs no name.
    return () if len(items) == 1 and series[0].code == WHOLE else tuple(items)


def _table(
    parts: list[Part], series: list[Series], by: str, words: Words, unit: str, first: int, last: int
) -> pd.DataFrame:
    labels = {one.code: one.label for one in series}
    rank = {one.code: place for place, one in enumerate(series)}
    ordered = sorted(parts, key=lambda p: (p.first is None, p.first or 0, p.last or 0, rank[p.code]))
    measure = words(f"charts.heading.{unit}")
    rows = {
        words("charts.heading.period"): [
            words("charts.undated") if p.first is None or p.last is None else span_label(p.first, p.last, words)
            for p in ordered
        ],
        words(f"charts.heading.{by}"): [labels[p.code] for p in ordered],
        measure: [round(p.sure, 2) for p in ordered],
    }
    if any(p.possible for p in parts):
        rows[words("charts.heading.up_to", measure=inside(measure))] = [round(p.sure + p.possible, 2) for p in ordered]
    return pd.DataFrame(rows)


def _alt(parts: list[Part], series: list[Series], first: int, last: int, words: Words, unit: str) -> str:
    sure, possible = sum(p.sure for p in parts), sum(p.possible for p in parts)
    total = say_pair(sure, possible, words, unit)
    said = [words("charts.alt.stacked", period=span_label(first, last, words), total=total)]
    shares = _shares(parts, series, words)
    if len(series) > 1 and shares:
        said.append(words("charts.alt.parts", parts=words.listing(shares)))
    by_month: dict[int, Part] = {}
    for part in parts:
        if part.one_month and part.first is not None:
            held = by_month.get(part.first, Part(part.first, part.first, "", 0.0, 0.0))
            by_month[part.first] = replace(held, sure=held.sure + part.sure, possible=held.possible + part.possible)
    # Where nothing is sure, the month that may be the highest is the one to name.
    top = max(by_month.values(), key=lambda one: (one.sure, one.possible), default=None)
    if top is not None and len(by_month) > 1 and (top.sure or top.possible):
        amount = say(top.sure, words, unit) if top.sure else say_pair(0.0, top.possible, words, unit)
        said.append(words("charts.alt.top", month=span_label(top.first or 0, top.first or 0, words), amount=amount))
    return " ".join(said)


def _shares(parts: list[Part], series: list[Series], words: Words) -> list[str]:
    said = []
    for one in series:
        own = [part for part in parts if part.code == one.code]
        sure, possible = sum(part.sure for part in own), sum(part.possible for part in own)
        if sure or possible:
            said.append(f"{one.label} {say_ends(sure, possible, words)}")
    return said
