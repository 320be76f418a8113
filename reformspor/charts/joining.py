"""The share of those asked that will join, with its interval; of fewer than ten asked only the count is told."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.charts.answered import answered_table, level_picked
from reformspor.charts.axes import base_layout, label_axis, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.answered import joining, joining_said, owner_name
from reformspor.words import Words

ROW, WRAP = 46, 24
Row = dict[str, Any]


def joining_shares(answer: Answer, words: Words) -> Chart:
    """A row for each that was asked: a dot and its interval on a scale of per cent, with the count in words over it."""
    rows = answer.copy_rows()
    places = [float(len(rows) - place) for place in range(len(rows))]
    axis = value_axis(100, words, share=True)
    layout = base_layout(
        max(130, ROW * len(rows) + 44),
        xaxis={**axis, "range": [0, 102]},
        yaxis=label_axis(places, [wrapped(owner_name(words, row), WRAP, 2) for row in rows], 0.4, len(rows) + 0.62),
        annotations=[_said(row, place, words) for row, place in zip(rows, places, strict=True)],
    )
    layout["margin"] |= {"t": 4, "b": 28, "r": 24}
    held = [(row, place, found) for row, place in zip(rows, places, strict=True) if (found := joining(row)) is not None]
    return Chart(
        data=_traces(held, words) if held else [],
        layout=layout,
        table=answered_table(answer, words),
        alt=" ".join(f"{owner_name(words, row)}: {joining_said(row, words)}." for row in rows)
        or words("charts.alt.nothing"),
        key=(
            KeyItem(words("answers.chart.share"), "@ink", "dot"),
            KeyItem(words("answers.chart.interval"), "@ink3", "line"),
        ),
        height=layout["height"],
    )


def _traces(held: list[tuple[Row, float, tuple[float, float, float]]], words: Words) -> list[Trace]:
    down = [place - 0.14 for _, place, _ in held]
    shares = [round(100 * found[0], 2) for _, _, found in held]
    edges = [
        {"x": [100 * low, 100 * high, None], "y": [at, at, None]}
        for at, (_, _, (_, low, high)) in zip(down, held, strict=True)
    ]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for edge in edges for x in edge["x"]],
            "y": [y for edge in edges for y in edge["y"]],
            "line": {"color": "@ink3", "width": 3},
            "hoverinfo": "skip",
            "meta": {"interval": True},
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": shares,
            "y": down,
            "marker": {"color": "@ink", "size": 11, "line": {"color": "@surface", "width": 1.5}},
            "customdata": [level_picked(row) for row, _, _ in held],
            "hoverinfo": "text",
            "hovertext": [stacked(safe(owner_name(words, row)), safe(joining_said(row, words))) for row, _, _ in held],
            "meta": {"share": True},
        },
    ]


def _said(row: Row, place: float, words: Words) -> Layout:
    few = joining(row) is None
    return {
        "x": 0,
        "y": place if few else place + 0.22,
        "text": safe(joining_said(row, words)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        # Over the grid's lines.
        "bgcolor": "@surface",
        "font": {"color": "@ink2" if few else "@ink"},
    }
