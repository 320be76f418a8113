"""How many initiatives are in their first round, their second and so on, parted by the phase they are in now."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.series import Series, marker, series_of
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import say
from reformspor.findings.labels import folded, opening
from reformspor.words import Words

ROW = 46

Counts = Counter[tuple[int, str]]


def rounds(answer: Answer, words: Words) -> Chart:
    """A bar for each round, first round first; the frame has a row for each initiative with rounds and phase.

    An initiative without a phase stands in a row of its own, last.
    """
    counts: Counts = Counter((int(row["rounds"] or 0), folded("phase", row["phase"])) for row in answer.copy_rows())
    rows = sorted({row for row, _ in counts}, key=lambda row: (row == 0, row))
    at = {row: float(len(rows) - place) for place, row in enumerate(rows)}
    totals = {row: sum(n for (other, _), n in counts.items() if other == row) for row in rows}
    series = series_of(words, "phase", (code for _, code in counts))
    layout = base_layout(
        ROW * max(len(rows), 1) + 20,
        barmode="stack",
        xaxis=bare_axis(0, max(totals.values(), default=1) * 1.12),
        yaxis=label_axis(list(at.values()), [safe(_name(row, words)) for row in rows], 0.4, len(rows) + 0.6),
        annotations=[_total(at[row], totals[row], words) for row in rows],
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=[_trace(one, [row for row in rows if counts[row, one.code]], counts, at, words) for one in series],
        layout=layout,
        table=_table(rows, series, counts, totals, words),
        alt=_alt(rows, totals, words),
        key=tuple(one.key for one in series),
        height=layout["height"],
    )


def _name(row: int, words: Words) -> str:
    return words("phases.rounds.row", n=row) if row else words("phases.rounds.none")


def _trace(one: Series, rows: list[int], counts: Counts, at: dict[int, float], words: Words) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": safe(one.label),
        "x": [counts[row, one.code] for row in rows],
        "y": [at[row] for row in rows],
        "width": 0.6,
        "marker": marker(one),
        "meta": {"trace": one.pick},
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                safe(_name(row, words)),
                safe(one.label),
                safe(say(counts[row, one.code], words, "initiatives")),
            )
            for row in rows
        ],
    }


def _total(up: float, n: int, words: Words) -> Layout:
    text = safe(words.number(n))
    place = {"x": n, "y": up, "xanchor": "left", "xshift": 5}
    return {**place, "text": text, "showarrow": False, "font": {"color": "@ink"}}


def _table(rows: list[int], series: list[Series], counts: Counts, totals: dict[int, int], words: Words) -> pd.DataFrame:
    columns: dict[str, list[object]] = {opening(words("questions.columns.round")): [_name(row, words) for row in rows]}
    columns |= {one.label: [counts[row, one.code] for row in rows] for one in series}
    return pd.DataFrame({**columns, words("charts.heading.initiatives"): [totals[row] for row in rows]})


def _alt(rows: list[int], totals: dict[int, int], words: Words) -> str:
    if not rows:
        return words("charts.alt.nothing")
    said = [f"{_name(row, words)}: {say(totals[row], words, 'initiatives')}" for row in rows]
    return words("phases.alt.rounds", parts="; ".join(said))
