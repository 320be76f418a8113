"""Milestones of a figure on a slide: their numbered list where there is room for it, else where it is."""

from __future__ import annotations

import math

from reformspor.charts import Chart
from reformspor.words import Words

# Lines they may take from the figure.
MOST_LINES = 2


def noted(chart: Chart | None, words: Words) -> list[str]:
    """Each with its number, what it is and its month."""
    return [f"{one.number}. {one.title}, {words.month(one.date)}" for one in chart.marks] if chart is not None else []


def marks_line(chart: Chart | None, words: Words, signs: int) -> list[str]:
    """The list as one paragraph with so many signs on a line, or that it stands in the notes; nothing without any."""
    marks = noted(chart, words)
    if not marks:
        return []
    listed = words("slides.marks.listed", marks=" \N{MIDDLE DOT} ".join(marks))
    fits = math.ceil(len(listed) / signs) <= MOST_LINES
    return [listed if fits else words("slides.marks.noted", n=len(marks))]
