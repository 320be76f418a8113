"""Hours the sessions ask for against the hours there are: what is covered is solid, what is missing is crossed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, column_axis, value_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.months import index_of
from reformspor.charts.picking import pick
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked
from reformspor.charts.weeks import named_week, week_tick
from reformspor.findings.amounts import figure_of, number, say_pair
from reformspor.words import Words

PARTS = ("need", "available", "gap")
SPLIT = ("prepare", "conduct", "follow_up")


@dataclass(frozen=True)
class Stretch:
    """A week or a month: the need, what there is, and what is missing, each with what may come on top; None unknown.

    `split` is what of the need is known to prepare, hold and follow up the sessions.
    """

    start: dt.date
    sessions: int
    pooled: int
    need: tuple[float, float] | None
    available: tuple[float, float] | None
    gap: tuple[float, float] | None
    split: dict[str, float]


def need_against(answer: Answer, words: Words, span: Literal["week", "month"]) -> Chart:
    """Bars of need by week or month, from the rows whose `span` it is, with a line for the hours there are."""
    stretches = stretches_of(answer, span)
    names = [_name(stretch.start, span, words, at) for at, stretch in enumerate(stretches)]
    top = max((end for one in stretches for pair in (one.need, one.available) if pair for end in pair), default=1.0)
    as_of = answer.provenance.as_of
    layout = base_layout(
        330,
        barmode="stack",
        xaxis=column_axis(names),
        yaxis=value_axis(top, words, words("charts.unit.hours")),
        shapes=_today(stretches, as_of) if span == "month" else [],
    )
    return Chart(
        data=_traces(stretches, words, span),
        layout=layout,
        table=_table(stretches, words, span),
        alt=_alt(stretches, words, span),
        key=_key(stretches, words),
        height=layout["height"],
        least_width=46 * len(stretches) if span == "month" else 0,
        newest=span == "month",
    )


def stretches_of(answer: Answer, span: str) -> list[Stretch]:
    """The rows of one `span`, in order; months long before there was any session or capacity are left out."""
    rows = [row for row in answer.copy_rows() if row["span"] == span]
    found = [
        Stretch(
            pd.Timestamp(row["day_from"]).date(),
            int(row["n_sessions"]),
            int(row["n_pooled"]),
            _ends(row, "need"),
            _ends(row, "available"),
            _ends(row, "gap"),
            {} if pd.isna(row["need"]) else {name: max(number(row[name]), 0.0) for name in SPLIT},
        )
        for row in rows
    ]
    told = [at for at, one in enumerate(found) if one.sessions or one.available]
    return found if span == "week" or not told else found[told[0] : told[-1] + 1]


def _ends(row: dict[str, Any], name: str) -> tuple[float, float] | None:
    if pd.isna(row[name]):
        return None
    return number(row[name]), max(number(row[name]), number(row[f"{name}_possible"]))


def _name(start: dt.date, span: str, words: Words, at: int) -> str:
    if span == "week":
        return week_tick(start, words, at)
    year = f"<br>{start.year}" if at == 0 or start.month == 1 else ""
    return f"{safe(words.month_short(start))}{year}"


def _today(stretches: list[Stretch], as_of: dt.date) -> list[dict[str, Any]]:
    """A thin line between the months that are over and those that come."""
    over = sum(index_of(one.start) <= index_of(as_of) for one in stretches)
    line = {"color": "@line2", "width": 1, "dash": "dot"}
    ends = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "x0": over - 0.5, "x1": over - 0.5}
    return [{"type": "line", **ends, "line": line}]


def _traces(stretches: list[Stretch], words: Words, span: str) -> list[Trace]:
    at = list(range(len(stretches)))
    hover = [_hover(one, words, span) for one in stretches]
    needed = [one.need or (0.0, 0.0) for one in stretches]
    gaps = [(one.gap or (0.0, 0.0))[0] for one in stretches]
    picked = [pick(index_of(one.start)) if span == "month" else "" for one in stretches]
    common: Trace = {"type": "bar", "x": at, "width": 0.62, "hoverinfo": "text", "hovertext": hover}
    if span == "month":
        common["customdata"] = picked
    bars: list[Trace] = [
        {
            **common,
            "name": "covered",
            "y": [n[0] - g for n, g in zip(needed, gaps, strict=True)],
            "marker": fill("solid", "@c1"),
        },
        {
            **common,
            "name": "gap",
            "y": [gap or None for gap in gaps],
            "marker": fill("lacking"),
            "text": [safe(words("capacity.lacks", hours=figure_of(gap, words, 0))) if gap > 0 else "" for gap in gaps],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"color": "@ink"},
        },
        {
            **common,
            "name": "possible",
            "y": [most - least or None for least, most in needed],
            "marker": fill("possible"),
        },
    ]
    return [*bars, *_lines(stretches, hover)]


def _lines(stretches: list[Stretch], hover: list[str]) -> list[Trace]:
    """A thick stroke across each bar for the hours there are, and a dashed one for the most there may be."""
    drawn: list[Trace] = []
    for end, dash in ((0, "solid"), (1, "dot")):
        xs: list[float | None] = []
        ys: list[float | None] = []
        texts: list[str] = []
        for at, one in enumerate(stretches):
            if one.available is None or (end and one.available[1] <= one.available[0]):
                continue
            xs += [at - 0.46, at + 0.46, None]
            ys += [one.available[end], one.available[end], None]
            texts += [hover[at], hover[at], ""]
        if xs:
            drawn.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "name": "available" if not end else "available_possible",
                    "x": xs,
                    "y": ys,
                    "line": {"color": "@ink", "width": 3 if not end else 2, "dash": dash},
                    "hoverinfo": "text",
                    "hovertext": texts,
                }
            )
    return drawn


def _hover(one: Stretch, words: Words, span: str) -> str:
    head = named_week(one.start, words) if span == "week" else words.month(one.start)
    return stacked(
        safe(head),
        *(safe(f"{words(f'capacity.heading.{name}')}: {_said(getattr(one, name), words)}") for name in PARTS),
        *(
            safe(f"{words(f'capacity.heading.of_{name}')}: {_said((h, h), words)}")
            for name, h in one.split.items()
            if h
        ),
        safe(words("capacity.counted", n=one.sessions)),
        safe(words("capacity.pooled", n=one.pooled)) if one.pooled else "",
    )


def _said(pair: tuple[float, float] | None, words: Words) -> str:
    return words("capacity.unknown") if pair is None else say_pair(pair[0], pair[1] - pair[0], words, "hours")


def _table(stretches: list[Stretch], words: Words, span: str) -> pd.DataFrame:
    first = words("charts.heading.week" if span == "week" else "charts.heading.month")
    named = [named_week(s.start, words) if span == "week" else words.month(s.start) for s in stretches]
    table: dict[str, list[Any]] = {first: named, words("charts.heading.sessions"): [s.sessions for s in stretches]}
    for name in PARTS:
        pairs = [getattr(one, name) for one in stretches]
        table[words(f"capacity.heading.{name}")] = [None if p is None else round(p[0], 1) for p in pairs]
        if any(p and round(p[1], 1) > round(p[0], 1) for p in pairs):
            heading = words("charts.heading.up_to", measure=words(f"capacity.heading.{name}"))
            table[heading] = [None if p is None else round(p[1], 1) for p in pairs]
    for name in SPLIT:
        if any(one.split.get(name) for one in stretches):
            table[words(f"capacity.heading.of_{name}")] = [
                round(one.split[name], 1) if one.split else None for one in stretches
            ]
    if any(one.pooled for one in stretches):
        table[words("capacity.heading.pooled")] = [one.pooled for one in stretches]
    return pd.DataFrame(table)


def _alt(stretches: list[Stretch], words: Words, span: str) -> str:
    if not stretches:
        return words("charts.alt.nothing")
    need = _said(
        (sum((s.need or (0.0, 0.0))[0] for s in stretches), sum((s.need or (0.0, 0.0))[1] for s in stretches)), words
    )
    short = [one for one in stretches if one.gap and one.gap[0] > 0]
    said = words(f"capacity.alt.{span}", n=len(stretches), need=need, short=len(short))
    if not short:
        return said
    worst = max(short, key=lambda one: (one.gap or (0.0, 0.0))[0])
    day = words("charts.week_of", date=worst.start) if span == "week" else words.month(worst.start)
    return f"{said} {words('capacity.alt.worst', when=day, gap=_said(worst.gap, words))}"


def _key(stretches: list[Stretch], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("capacity.key.covered"), "@c1")]
    if any(one.gap and one.gap[0] > 0 for one in stretches):
        items.append(KeyItem(words("capacity.key.gap"), "@act", "lacking"))
    if any(one.need and one.need[1] > one.need[0] for one in stretches):
        items.append(KeyItem(words("capacity.key.possible"), "@ink2", "possible"))
    if any(one.available for one in stretches):
        items.append(KeyItem(words("capacity.key.available"), "@ink", "line"))
    return tuple(items)
