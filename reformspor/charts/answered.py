"""What those asked have answered: a bar for each as long as the times it was asked, parted by what came of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.picking import pick
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.answered import joining_said, owner_name
from reformspor.words import Words

ROW, WIDE, WRAP = 34, 0.62, 24
PARTS: tuple[tuple[str, str, Pattern], ...] = (
    ("joined", "@s6", "solid"),
    ("conditional", "@s4", "solid"),
    ("refused", "@s2", "solid"),
    ("unsaid", "@muted", "resting"),
    ("unanswered", "@line2", "merged"),
    ("awaited", "@surface", "frame"),
)
STEPS = ("asked", "answered", "joined", "tried", "solved")
Row = dict[str, Any]


def answered_bars(answer: Answer, words: Words) -> Chart:
    """A bar for each level or owner (level, org, asked and its parts), those asked most often first."""
    rows = answer.copy_rows()
    places = [float(len(rows) - place) for place in range(len(rows))]
    top = max((int(row["asked"]) for row in rows), default=1)
    layout = base_layout(
        max(120, ROW * len(rows) + 16),
        barmode="overlay",
        xaxis=bare_axis(0, top * 1.12),
        yaxis=label_axis(places, [wrapped(owner_name(words, row), WRAP, 2) for row in rows], 0.4, len(rows) + 0.6),
        annotations=[_whole(row, place, words) for row, place in zip(rows, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    shown = [part for part in PARTS if any(row[part[0]] for row in rows)]
    return Chart(
        data=_traces(rows, places, shown, words),
        layout=layout,
        table=answered_table(answer, words),
        alt=_alt(rows, words),
        key=tuple(KeyItem(words(f"answers.part.{name}"), colour, pattern) for name, colour, pattern in shown),
        height=layout["height"],
    )


def answered_table(answer: Answer, words: Words) -> pd.DataFrame:
    """Every count with its denominator first, the share that will join, and the days to an answer."""
    rows = answer.copy_rows()
    table: dict[str, list[Any]] = {
        words("charts.heading.level"): [owner_name(words, {**row, "org": None}) for row in rows]
    }
    if "org" in answer.question.grain:
        table[words("answers.heading.owner")] = [owner_name(words, row) for row in rows]
    for name in ("asked", "answered", *(part for part, _, _ in PARTS), "tried", "solved"):
        table[words(f"answers.heading.{name}")] = [int(row[name]) for row in rows]
    table[words("answers.heading.rate")] = [joining_said(row, words) for row in rows]
    # The middle of few days is one of them, or lies between two.
    table[words("answers.heading.median")] = [row["median_days"] for row in rows]
    return pd.DataFrame(table)


def _traces(rows: list[Row], places: list[float], shown: list[tuple[str, str, Pattern]], words: Words) -> list[Trace]:
    bases, data = [0] * len(rows), []
    for name, colour, pattern in shown:
        counts = [int(row[name]) for row in rows]
        label = words(f"answers.part.{name}")
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": safe(label),
                "x": counts,
                "base": list(bases),
                "y": places,
                "width": WIDE,
                "marker": fill(pattern, colour),
                "customdata": [level_picked(row) for row in rows],
                "meta": {"part": name},
                "hoverinfo": "text",
                "hovertext": [
                    stacked(
                        safe(owner_name(words, row)),
                        safe(f"{label}: {words('answers.of', part=count, n=int(row['asked']))}"),
                    )
                    for row, count in zip(rows, counts, strict=True)
                ],
            }
        )
        bases = [base + count for base, count in zip(bases, counts, strict=True)]
    return data


def level_picked(row: Row) -> str:
    """What a mark of a row stands for: its level, where the row is of the level as a whole."""
    return "" if row.get("org") is not None else pick(level=row["level"])


def _whole(row: Row, place: float, words: Words) -> Layout:
    return {
        "x": int(row["asked"]),
        "y": place,
        "text": safe(words.number(int(row["asked"]))),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 5,
        "font": {"color": "@ink"},
    }


def _alt(rows: list[Row], words: Words) -> str:
    said = [
        words(
            "answers.alt.parts",
            who=owner_name(words, row),
            n=int(row["asked"]),
            **{part: int(row[part]) for part in ("answered", "joined", "awaited")},
        )
        for row in rows
    ]
    return " ".join(said) or words("charts.alt.nothing")
