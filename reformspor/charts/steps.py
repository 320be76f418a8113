"""From asked to solved: a row for each owner and a column for each step, with a bar and the count in every cell."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.charts.answered import STEPS, answered_table, level_picked
from reformspor.charts.axes import bare_axis, base_layout, column_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.answered import owner_name
from reformspor.words import Words

ROW, WRAP = 50, 44
# A column is one wide: the longest bar takes this part of it, and its number stands after.
LONGEST, THICK = 0.5, 0.34
Row = dict[str, Any]


def steps(answer: Answer, words: Words) -> Chart:
    """All bars have one scale, so each is as long as the times its step was reached; the first is the denominator."""
    rows = answer.copy_rows()
    places = [float(len(rows) - place) for place in range(len(rows))]
    top = max((int(row["asked"]) for row in rows), default=1) or 1
    heads = [wrapped(words(f"answers.step.{name}"), 10, 2) for name in STEPS]
    across = column_axis(heads)
    layout = base_layout(
        max(150, ROW * len(rows) + 60),
        barmode="overlay",
        xaxis={**across, "side": "top", "showline": False, "range": [-0.47, len(STEPS) - 0.5]},
        yaxis=bare_axis(0.6, len(rows) + 0.8),
        annotations=[
            note
            for row, place in zip(rows, places, strict=True)
            for note in (_name(row, place, words), *_counts(row, place, top, words))
        ],
    )
    layout["margin"]["t"] = 48
    return Chart(
        data=[_column(rows, places, name, column, top, words) for column, name in enumerate(STEPS)],
        layout=layout,
        table=answered_table(answer, words),
        alt=_alt(rows, words),
        height=layout["height"],
    )


def _left(column: int) -> float:
    return column - 0.46


def _column(rows: list[Row], places: list[float], name: str, column: int, top: int, words: Words) -> Trace:
    counts = [int(row[name]) for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [LONGEST * count / top for count in counts],
        "base": [_left(column)] * len(rows),
        "y": places,
        "width": THICK,
        "marker": {"color": "@muted" if name == "asked" else "@s6", "line": {"color": "@surface", "width": 0}},
        "customdata": [level_picked(row) for row in rows],
        "meta": {"step": name, "counts": counts},
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                safe(owner_name(words, row)),
                safe(f"{words(f'answers.step.{name}')}: {words('answers.of', part=count, n=int(row['asked']))}"),
            )
            for row, count in zip(rows, counts, strict=True)
        ],
    }


def _name(row: Row, place: float, words: Words) -> Layout:
    """The owner stands over the row, so that the steps have the whole width, on a phone too."""
    return {
        "x": _left(0),
        "y": place + THICK / 2,
        "text": wrapped(owner_name(words, row), WRAP, 1),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 1,
        "align": "left",
        "font": {"color": "@ink2"},
    }


def _counts(row: Row, place: float, top: int, words: Words) -> list[Layout]:
    return [_count(row, name, column, place, top, words) for column, name in enumerate(STEPS)]


def _count(row: Row, name: str, column: int, place: float, top: int, words: Words) -> Layout:
    count = int(row[name])
    return {
        "x": _left(column) + LONGEST * count / top,
        "y": place,
        "text": safe(words.number(count)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 4,
        "font": {"color": "@ink" if count else "@ink3"},
    }


def _alt(rows: list[Row], words: Words) -> str:
    said = [
        words("answers.alt.steps", who=owner_name(words, row), **{name: int(row[name]) for name in STEPS})
        for row in rows
    ]
    return " ".join(said) or words("charts.alt.nothing")
