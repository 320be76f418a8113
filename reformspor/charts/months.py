"""A month is a whole number on the time axis, so bars are equally wide and month names are the reader's own."""

from __future__ import annotations

import datetime as dt
import math
from calendar import monthrange
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.chart import Layout
from reformspor.words import Words

MOST_LABELS = 9
STEPS = (1, 2, 3, 6, 12, 24, 60)


def index_of(day: Any) -> int:
    """Months since year 0; the month of a date, a timestamp or a text such as 2025-03."""
    # Charts ask this of every row, and a date knows its month without pandas.
    when = day if isinstance(day, dt.date) else pd.Timestamp(day)
    return int(when.year) * 12 + int(when.month) - 1


def month_of(index: int) -> dt.date:
    """The first day of the month of an index."""
    return dt.date(index // 12, index % 12 + 1, 1)


def place_of(day: dt.date) -> float:
    """Where a day stands on the axis, when each month's mark is centred on its index."""
    return index_of(day) + (day.day - 0.5) / monthrange(day.year, day.month)[1] - 0.5


def clipped(spans: Iterable[tuple[int, int]], answer: Answer) -> tuple[int, int]:
    """The first and last month to draw of rows over these spans of months.

    A row merged over a year reaches back before the data begin and on beyond the day they were taken; the axis does
    not, so that the reader is not shown months nobody has told of.
    """
    held = list(spans)
    taken = index_of(answer.provenance.as_of)
    if not held:
        return taken, taken
    begins = index_of(answer.provenance.begins) if answer.provenance.begins else held[0][0]
    single = [first for first, last in held if first == last]
    first = max(min(first for first, _ in held), min([begins, *single]))
    last = min(max(last for _, last in held), max([taken, *single]))
    return (first, last) if first <= last else (min(first for first, _ in held), max(last for _, last in held))


def ends_of(months: Collection[int], answer: Answer) -> tuple[int, int]:
    """The first and last of some months; the month of the export where there are none."""
    taken = index_of(answer.provenance.as_of)
    return (min(months), max(months)) if months else (taken, taken)


def month_columns(first: int, last: int, words: Words) -> tuple[tuple[str, str], ...]:
    """A heading for each month: its year, and its short name."""
    days = [month_of(index) for index in range(first, last + 1)]
    return tuple((str(day.year), words.month_short(day)) for day in days)


@lru_cache(maxsize=8192)
def span_label(first: int, last: int, words: Words) -> str:
    """One month, or the months from first to last, in words."""
    return words.period(month_of(first), month_of(last))


def time_axis(first: int, last: int, words: Words) -> Layout:
    """An axis over whole months with at most nine names, the year under each January (and under the first)."""
    step = next((step for step in STEPS if (last - first) / step < MOST_LABELS), 120)
    ticks = [index for index in range(first, last + 1) if index % 12 % math.gcd(step, 12) == 0]
    ticks = [index for index in ticks if step <= 12 or (index // 12) % (step // 12) == 0] or [first]
    return {
        "type": "linear",
        "range": [first - 0.5, last + 0.5],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": _names(ticks, step, words),
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "@line2",
        "fixedrange": True,
    }


def _names(ticks: Iterable[int], step: int, words: Words) -> list[str]:
    names, shown = [], None
    for index in ticks:
        year = index // 12
        if step >= 12:
            names.append(str(year))
            continue
        name = words.month_short(month_of(index))
        names.append(f"{name}<br>{year}" if year != shown else name)
        shown = year
    return names
