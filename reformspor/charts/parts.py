"""What part of the sessions the parties took part in: each row fills its width, and what is not said is a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.months import index_of, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.series import ORDER, fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.labels import MISSING, code_of, label_of
from reformspor.findings.parties import Took, took_part
from reformspor.words import Words

ROW, WIDE = 40, 2.7
PARTS: tuple[tuple[str, str, Pattern], ...] = (
    ("yes", "@ink3", "solid"),
    ("no", "@muted", "solid"),
    (MISSING, "@line2", "missing"),
)


@dataclass(frozen=True)
class _Row:
    """One row: its code, its name, and how many sessions were with the parties, without, and not said."""

    code: str
    label: str
    took: Took
    pick: str


def parties_by_phase(answer: Answer, words: Words) -> Chart:
    """A bar for each phase, as long as all of it, in the order of the phases."""
    order = ORDER["phase"]
    rows = [
        _Row(code, label_of(words, "phase", code), took, pick(phase=code))
        for code, took in took_part(answer, "phase").items()
    ]
    rows.sort(key=lambda row: order.index(row.code) if row.code in order else len(order))
    places = [float(len(rows) - place) for place in range(len(rows))]
    layout = base_layout(
        max(120, ROW * len(rows) + 16),
        barmode="overlay",
        xaxis=bare_axis(0, 1.42),
        yaxis=label_axis(places, [wrapped(row.label, 16, 2) for row in rows], 0.4, len(rows) + 0.6),
        annotations=[_number(row, place, words) for row, place in zip(rows, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    return _chart(rows, words, layout, "phase", {"orientation": "h", "y": places, "width": 0.62}, "x")


def parties_by_quarter(answer: Answer, words: Words) -> Chart:
    """A column for each quarter, as high as all of it; a quarter without sessions has none."""
    rows = [
        _Row(
            code, words("union_reps.chart.quarter", n=(int(code[5:7]) + 2) // 3, year=code[:4]), took, pick(first, last)
        )
        for code, took in sorted(took_part(answer, "quarter").items())
        for first, last in [(index_of(code), index_of(code) + 2)]
    ]
    # An answer without rows is still a chart, on an axis of the snapshot's own quarter.
    middles = [index_of(row.code) + 1 for row in rows] or [index_of(answer.provenance.as_of)]
    layout = base_layout(
        300,
        barmode="overlay",
        xaxis=time_axis(min(middles) - 1, max(middles) + 1, words),
        yaxis=_in_percent(value_axis(100, words), words),
    )
    chart = _chart(rows, words, layout, "quarter", {"x": middles, "width": WIDE}, "y", 100.0)
    return replace(chart, months=(min(middles) - 1, max(middles) + 1)) if rows else chart


def _in_percent(axis: Layout, words: Words) -> Layout:
    """The sign on the highest tick alone, as the reader's language writes it."""
    return {**axis, "ticktext": [*axis["ticktext"][:-1], safe(words.percent(1.0))]}


def _chart(
    rows: list[_Row], words: Words, layout: Layout, by: str, common: dict[str, Any], length: str, whole: float = 1.0
) -> Chart:
    data, bases = [], [0.0] * len(rows)
    for code, colour, pattern in PARTS:
        counts = [row.took.count(code) for row in rows]
        parts = [whole * n / row.took.n for n, row in zip(counts, rows, strict=True)]
        if any(counts):
            data.append(_trace(rows, code, counts, {**common, length: parts, "base": list(bases)}, words))
            data[-1]["marker"] = fill(pattern, colour)
        bases = [base + part for base, part in zip(bases, parts, strict=True)]
    return Chart(
        data=data,
        layout=layout,
        table=_table(rows, by, words),
        alt=_alt(rows, words),
        key=tuple(
            KeyItem(label_of(words, "parties_took_part", code), colour, pattern)
            for code, colour, pattern in PARTS
            if any(row.took.count(code) for row in rows)
        ),
        height=layout["height"],
    )


def _trace(rows: list[_Row], code: str, counts: list[int], drawn: dict[str, Any], words: Words) -> Trace:
    label = label_of(words, "parties_took_part", code_of(code))
    said = [
        words("union_reps.chart.of", count=words.number(n), n=row.took.n) for n, row in zip(counts, rows, strict=True)
    ]
    return {
        "type": "bar",
        "name": safe(label),
        "customdata": [row.pick for row in rows],
        "meta": {"amounts": counts},
        "hoverinfo": "text",
        "hovertext": [stacked(safe(row.label), safe(f"{label}: {text}")) for row, text in zip(rows, said, strict=True)],
        **drawn,
    }


def _number(row: _Row, place: float, words: Words) -> Layout:
    return {
        "x": 1,
        "y": place,
        "text": safe(_share(row.took, words)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"color": "@ink"},
    }


def _share(took: Took, words: Words) -> str:
    """The share of the sessions that say, with how many they are."""
    if not took.told:
        return words("union_reps.chart.none_told")
    return words("union_reps.chart.share", share=words.percent(took.yes / took.told), told=words.number(took.told))


def _table(rows: list[_Row], by: str, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words(f"union_reps.heading.{by}"): [row.label for row in rows],
            label_of(words, "parties_took_part", "yes"): [row.took.yes for row in rows],
            label_of(words, "parties_took_part", "no"): [row.took.no for row in rows],
            label_of(words, "parties_took_part", MISSING): [row.took.missing for row in rows],
            words("union_reps.heading.share"): [
                words.percent(row.took.yes / row.took.told) if row.took.told else None for row in rows
            ],
        }
    )


def _alt(rows: list[_Row], words: Words) -> str:
    if not rows:
        return words("charts.alt.nothing")
    parts = "; ".join(f"{row.label} {_share(row.took, words)}" for row in rows)
    return words("union_reps.alt.parties", parts=parts)
