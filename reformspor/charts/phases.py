"""Swimlanes: each initiative's way through the phases, one lane each, coloured by phase."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, Trace
from reformspor.charts.months import index_of, place_of, span_label, time_axis
from reformspor.charts.series import marker, series_of
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.labels import folded, label_of
from reformspor.words import Words

ROW = 38


@dataclass(frozen=True)
class Stretch:
    """An initiative in one phase from a day until another."""

    name: str
    phase: str
    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """Days in the phase."""
        return (self.end - self.start).days


def swimlanes(
    answer: Answer,
    words: Words,
    *,
    name: str = "title",
    identity: str = "initiative_id",
    phase: str = "phase",
    start: str = "from_date",
    end: str = "to_date",
) -> Chart:
    """A lane for each initiative; a stretch that has not ended runs to the answer's date."""
    stretches = _stretches(answer, name, identity, phase, start, end)
    lanes = list(dict.fromkeys(stretch.name for stretch in sorted(stretches, key=lambda s: s.start)))
    at = {lane: float(len(lanes) - place) for place, lane in enumerate(lanes)}
    first = min((index_of(s.start) for s in stretches), default=index_of(answer.provenance.as_of))
    last = max((index_of(s.end) for s in stretches), default=index_of(answer.provenance.as_of))
    series = series_of(words, "phase", (s.phase for s in stretches))
    layout = base_layout(
        ROW * max(len(lanes), 1) + 50,
        barmode="overlay",
        xaxis=time_axis(first, last, words),
        yaxis=label_axis(list(at.values()), [wrapped(lane, 36, 2) for lane in lanes], 0.4, len(lanes) + 0.6),
    )
    layout["margin"]["t"] = 4
    traces = []
    for one in series:
        own = [stretch for stretch in stretches if folded("phase", stretch.phase) == one.code]
        traces.append({**_trace(own, at, words), "marker": marker(one), "name": safe(one.label)})
    return Chart(
        data=traces,
        layout=layout,
        table=_table(stretches, words),
        alt=_alt(stretches, lanes, words),
        key=tuple(one.key for one in series),
        height=layout["height"],
        least_width=640,
        months=(first, last),
    )


def _stretches(answer: Answer, name: str, identity: str, phase: str, start: str, end: str) -> list[Stretch]:
    rows = answer.copy_rows()
    named = {(row.get(name), row[identity]) for row in rows}
    shared = Counter(title for title, _ in named)
    return [
        Stretch(
            str(row[name]) if shared[row.get(name)] == 1 and row.get(name) else _told_apart(row, name, identity),
            str(row[phase] or "not_reported"),
            pd.Timestamp(row[start]).date(),
            pd.Timestamp(row[end] or answer.provenance.as_of).date(),
        )
        for row in rows
        if row[start] is not None
    ]


def _told_apart(row: dict[str, Any], name: str, identity: str) -> str:
    """Two initiatives of one title, or without one, still have a lane each."""
    return " · ".join(str(part) for part in (row.get(name), row[identity]) if part)


def _trace(stretches: list[Stretch], at: dict[str, float], words: Words) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [place_of(s.start) for s in stretches],
        "x": [max(place_of(s.end) - place_of(s.start), 0.05) for s in stretches],
        "y": [at[s.name] for s in stretches],
        "width": 0.62,
        "customdata": [s.days for s in stretches],
        "meta": "customdata",
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                wrapped(s.name, 50, 2),
                safe(label_of(words, "phase", s.phase)),
                safe(span_label(index_of(s.start), index_of(s.end), words)),
            )
            for s in stretches
        ],
    }


def _table(stretches: list[Stretch], words: Words) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        words("charts.heading.initiative"): [s.name for s in stretches],
        words("charts.heading.phase"): [label_of(words, "phase", s.phase) for s in stretches],
        words("charts.heading.from_date"): [s.start for s in stretches],
        words("charts.heading.to_date"): [s.end for s in stretches],
        words("charts.heading.days"): [s.days for s in stretches],
    }
    return pd.DataFrame(columns)


def _alt(stretches: list[Stretch], lanes: list[str], words: Words) -> str:
    if not stretches:
        return words("charts.alt.nothing")
    latest = {s.name: s.phase for s in sorted(stretches, key=lambda s: s.start)}
    counts: dict[str, int] = {}
    for code in latest.values():
        label = label_of(words, "phase", code)
        counts[label] = counts.get(label, 0) + 1
    parts = words.listing([f"{label} {count}" for label, count in sorted(counts.items(), key=lambda i: -i[1])])
    return words("charts.alt.swimlanes", n=len(lanes), parts=parts)
