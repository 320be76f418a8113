"""Where the marks of a figure stand: its panels, the names along an axis, and how its numbers are written."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from reformspor.charts import Chart
from reformspor.charts.chart import Trace
from reformspor.charts.months import month_of
from reformspor.report.native_looks import first_line, text_of
from reformspor.words import Words

NUMBER = re.compile(r"[-\u2212]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?")
# The codes by which a workbook says whose separators a number is written with.
REGION = {"nn": "[$-814]", "nb": "[$-414]", "en": "[$-809]"}
# A quarter and its year, and how many of them stand beside each other with their whole names.
PART_OF_YEAR, FEW = re.compile(r"(?P<part>\S+)(?: [^\W\d]+)? (?P<year>(?:19|20)\d\d)"), 8
# The day a workbook counts from.
EPOCH = dt.date(1899, 12, 30)
NEAR = 1e-6
# Of a step of an axis: what may stand over its last tick.
SPARE = 0.12
# Places along a foot from this one on are months, counted from year 0.
MONTHS = 12 * 1900


def panels(chart: Chart) -> list[tuple[str, list[Trace]]]:
    """The traces of each panel with its name, from the top; a strip over the panel belongs to none."""
    held: dict[str, list[Trace]] = {}
    for trace in chart.data:
        axis = trace.get("yaxis") or "y"
        if not is_strip(trace, chart):
            held.setdefault(axis, []).append(trace)
    order = sorted(held, key=lambda axis: -_top(chart, axis))
    names = _names_of_panels(chart) if len(order) > 1 else []
    names += [""] * (len(order) - len(names))
    return [(name, held[axis]) for name, axis in zip(names, order, strict=False)]


def is_strip(trace: Trace, chart: Chart) -> bool:
    """A band over the figure for what covers several months at once."""
    axis = (trace.get("yaxis") or "y").replace("y", "yaxis", 1)
    return axis != "yaxis" and chart.layout.get(axis, {}).get("visible") is False and bool(trace.get("text"))


def strip_of(chart: Chart) -> tuple[tuple[str, str], ...]:
    """What covers several months at once: the months, and how much."""
    found = []
    for trace in chart.data:
        if is_strip(trace, chart):
            for said in trace.get("hovertext", []):
                name, _, amount = first_line(said).partition(": ")
                found.append((name, amount))
    return tuple(found)


def names_along(chart: Chart, places: Sequence[float], traces: Sequence[Trace], words: Words) -> tuple[str, ...] | None:
    """The name of each place along the foot; None when some have none."""
    if are_months(places):
        return tuple(_month(int(place), words) for place in places)
    axis = chart.layout.get("xaxis", {})
    ticks = dict(zip(axis.get("tickvals", []), axis.get("ticktext", []), strict=False))
    if all(place in ticks for place in places):
        return _carried([str(ticks[place]) for place in places])
    said: dict[float, str] = {}
    for trace in traces:
        told = trace.get("hovertext")
        if isinstance(told, list):
            said.update(
                {place: first_line(one) for place, one in zip(trace["x"], told, strict=False) if place is not None}
            )
    if not all(said.get(place) for place in places):
        return None
    # A week is known by its number; the day it begins is only told where two have the same.
    short = tuple(said[place].partition(", ")[0] for place in places)
    return short if len(set(short)) == len(short) else tuple(said[place] for place in places)


def are_months(places: Sequence[float]) -> bool:
    """Whether the places are months one after another, and no longer steps of time."""
    steps = [b - a for a, b in itertools.pairwise(places)]
    return bool(places) and all(place == int(place) >= MONTHS for place in places) and min(steps, default=1.0) == 1.0


def days_of(places: Sequence[float]) -> tuple[int, ...]:
    """The first day of each month as a workbook counts days; none for places that are no months."""
    return tuple((month_of(int(place)) - EPOCH).days for place in places) if are_months(places) else ()


def under_years(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts of years, such as quarters, shortened to what tells them apart, and the year of each; else as they are."""
    parts = [PART_OF_YEAR.fullmatch(name) for name in names]
    if len(names) < FEW or not all(parts):
        return tuple(names), ()
    found = [part for part in parts if part is not None]
    years = [part["year"] for part in found]
    # A year with one part here has no room for more than its last figures.
    return tuple(part["part"] for part in found), tuple(y if years.count(y) > 1 else y[2:] for y in years)


def _month(index: int, words: Words) -> str:
    day = month_of(index)
    return f"{words.month_short(day)} {day.year}"


def _carried(ticks: list[str]) -> tuple[str, ...]:
    """A name's lines as one; a year that is written under the first of its months alone is said of each."""
    found, year = [], ""
    for tick in ticks:
        lines = [line for line in tick.split("<br>") if line]
        if len(lines) > 1 and re.fullmatch(r"(19|20)\d\d", lines[-1]):
            year = lines[-1]
        elif year and len(lines) == 1 and not lines[0][:1].isdigit():
            lines.append(year)
        found.append(text_of(" ".join(lines)))
    return tuple(found)


def ticks_of(axis: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Lowest, highest and step of an axis of numbers, no step where they differ; None where it names things instead."""
    values, texts = list(axis.get("tickvals") or []), list(axis.get("ticktext") or [])
    if (
        len(values) < 2
        or len(values) != len(texts)
        or not all(_says(text, value) for text, value in zip(texts, values, strict=True))
    ):
        return None
    steps = [b - a for a, b in itertools.pairwise(values)]
    low, high = (float(end) for end in axis.get("range", (values[0], values[-1])))
    if max(steps) - min(steps) > NEAR * max(steps):
        return min(low, values[0]), max(high, values[-1]), 0.0
    # Whole steps, and no further one for the little room a figure leaves over its last.
    under = max(0, math.ceil((values[0] - low) / steps[0] - SPARE))
    over = max(0, math.ceil((high - values[-1]) / steps[0] - SPARE))
    return float(values[0] - under * steps[0]), float(values[-1] + over * steps[0]), float(steps[0])


def _says(text: str, value: float) -> bool:
    found = NUMBER.search(text_of(text))
    if found is None:
        return False
    said = number_in(found[0])
    # An axis of kroner is written in thousands or millions.
    return any(math.isclose(said * scale, value, rel_tol=0.01, abs_tol=NEAR) for scale in (1, 1e3, 1e6, 1e9))


def number_in(text: str) -> float:
    """The number that any of the languages has written."""
    return float(re.sub(r"[\s\u00a0\u202f]", "", text).replace("\u2212", "-").replace(",", "."))


def form_of(values: Sequence[float], lang: str, most: int = 1) -> str:
    """How so many numbers are written: whole ones without decimals, others with as few as tell them apart."""
    whole = all(abs(value - round(value)) < NEAR for value in values)
    large = max((abs(value) for value in values), default=0.0) >= 100
    small = max((abs(value) for value in values), default=0.0) < 2
    decimals = 0 if whole or large else 2 if small else most
    return REGION[lang] + "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _top(chart: Chart, axis: str) -> float:
    held = chart.layout.get(axis.replace("y", "yaxis", 1), {})
    return float(held.get("domain", (0.0, 1.0))[1])


def _names_of_panels(chart: Chart) -> list[str]:
    found = [
        (float(one["y"]), text_of(one["text"]))
        for one in chart.layout.get("annotations", [])
        if one.get("yref") == "paper" and "font-weight:600" in str(one.get("text", ""))
    ]
    return [name for _, name in sorted(found, reverse=True)]
