"""Lines, bands and points of a figure as series: over names in order, or over numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from reformspor.charts import Chart
from reformspor.charts.chart import Trace
from reformspor.report.native import Look, Mark, Native, Series
from reformspor.report.native_axes import NEAR, are_months, days_of, form_of, names_along, ticks_of, under_years
from reformspor.report.native_bars import joined
from reformspor.report.native_looks import look_of, named
from reformspor.words import Words

# Marks whose height on the figure is no number: they tell when something happened.
NO_NUMBER = ("starts",)
# A name of so many signs is said once in a key.
LONG = 30
# An axis without even steps of its own gets at least so many, each with no more digits than are of use.
FEWEST_STEPS, DIGITS = 4, 10
Point = tuple[float, float]


def lines_of(chart: Chart, name: str, traces: Sequence[Trace], words: Words) -> Native | None:
    """A panel of lines and points; None when its axes are not of numbers, or of names in order along the foot."""
    told = [trace for trace in traces if trace["type"] == "scatter" and not _only_when(trace)]
    along = (traces[0].get("yaxis") or "y").replace("y", "yaxis", 1)
    values = ticks_of(chart.layout.get(along, {}))
    if not told or len(told) < len([t for t in traces if not _only_when(t)]) or values is None:
        return None
    if any("text" in trace.get("mode", "lines") for trace in told):
        return None
    over = ticks_of(chart.layout.get("xaxis", {}))
    if over is not None and not are_months([over[0], over[0] + 1]):
        return _points(chart, name, told, over, values, words)
    return _named(chart, name, told, values, words)


def _only_when(trace: Trace) -> bool:
    meta = trace.get("meta")
    return isinstance(meta, dict) and any(meta.get(key) for key in NO_NUMBER)


def _points(
    chart: Chart,
    name: str,
    traces: Sequence[Trace],
    over: tuple[float, float, float],
    values: tuple[float, float, float],
    words: Words,
) -> Native | None:
    series: list[Series] = []
    for trace in traces:
        if trace.get("fill") == "toself":
            for part in _edges(_known(trace)):
                series += _band(part, trace, chart, words, None)
            continue
        points = _known(trace)
        if trace.get("line", {}).get("shape") == "hv":
            points = _stepped(points)
        at, drawn = tuple(one for one, _ in points), tuple(two for _, two in points)
        series.append(Series(named(trace, chart), drawn, look_of(trace), _mark(trace), at))
    every = [value for one in series for value in one.values if value is not None]
    low, high, step = values
    over = _even(over, [at for one in series for at in one.at])
    return Native(
        "points", tuple(series), name=name, form=form_of(every, words.lang), low=low, high=high, step=step, ends=over
    )


def _even(ends: tuple[float, float, float], places: Sequence[float]) -> tuple[float, float, float]:
    """An axis that begins at nothing or at its first point, with even steps of its own where its steps are not even."""
    _low, high, step = ends
    if step:
        return ends
    first, last = min(places), max(places)
    low, high = (0.0 if 0 <= first < (last - first) / 2 else first), max(last, high if high < 2 * last else last)
    if high <= low:
        return low, high, 0.0
    step = _round_step((high - low) / FEWEST_STEPS)
    low, high = math.floor(low / step + NEAR) * step, math.ceil(high / step - NEAR) * step
    return round(low, DIGITS), round(high, DIGITS), step


def _round_step(longest: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that is no longer than this."""
    power = 10.0 ** math.floor(math.log10(longest))
    return round(max(power * times for times in (1, 2, 5) if power * times <= longest * (1 + NEAR)), DIGITS)


def _named(
    chart: Chart, name: str, traces: Sequence[Trace], values: tuple[float, float, float], words: Words
) -> Native | None:
    lines = [trace for trace in traces if trace.get("fill") != "toself"]
    places = sorted({float(at) for trace in lines for at in trace["x"] if at is not None})
    if are_months(places):
        places = [float(month) for month in range(int(places[0]), int(places[-1]) + 1)]
    names = names_along(chart, places, traces, words)
    if names is None:
        return None
    series: list[Series] = []
    for trace in traces:
        if trace.get("fill") == "toself":
            for part in _edges(_known(trace)):
                series += _band(part, trace, chart, words, places)
            continue
        found: dict[float, float] = {}
        for at, value in _known(trace):
            if found.setdefault(at, value) != value:
                return None
        drawn = tuple(found.get(place) for place in places)
        series.append(Series(named(trace, chart), drawn, look_of(trace), _mark(trace)))
    every = [value for one in series for value in one.values if value is not None]
    low, high, step = values
    form = form_of(every, words.lang)
    months = days_of(places)
    names, years = (names, ()) if months else under_years(names)
    return Native("lines", tuple(joined(series)), names, name, months, years, form=form, low=low, high=high, step=step)


def _known(trace: Trace) -> list[Point]:
    return [
        (float(at), float(value))
        for at, value in zip(trace["x"], trace["y"], strict=False)
        if at is not None and value is not None and value == value
    ]


def _mark(trace: Trace) -> Mark:
    return "line" if "lines" in trace.get("mode", "lines") else "dots"


def _stepped(points: Sequence[Point]) -> list[Point]:
    """The corners of a line that keeps its value until the next."""
    found = list(points[:1])
    for (_, before), (at, value) in itertools.pairwise(points):
        found += [(at, before), (at, value)] if value != before else [(at, value)]
    return found


def _edges(outline: Sequence[Point]) -> list[tuple[list[Point], list[Point]]]:
    """The two edges of a surface that is drawn forth along one and back along the other: the lower, the upper."""
    turn = max(range(len(outline)), key=lambda at: (outline[at][0], -at), default=0)
    while turn + 1 < len(outline) and outline[turn + 1][0] == outline[turn][0] and turn + 1 < len(outline) / 2:
        turn += 1
    forth, back = list(outline[: turn + 1]), list(reversed(outline[turn + 1 :]))
    if not forth or not back:
        return []
    lower, upper = sorted((forth, back), key=lambda edge: sum(value for _, value in edge) / len(edge))
    return [(lower, upper)]


def _band(
    edges: tuple[list[Point], list[Point]], trace: Trace, chart: Chart, words: Words, places: Sequence[float] | None
) -> list[Series]:
    """The two edges as thin broken lines: an office program fills no surface between two lines."""
    look, name = look_of(trace), named(trace, chart)
    drawn = Look(look.colour if look.pattern == "possible" else "#4A565D", "dots", "dot")
    found = []
    for key, edge in zip(("lower", "upper"), edges, strict=True):
        called = words(f"slides.{key}", name=name) if len(name) < LONG else words(f"slides.{key}_end")
        if places is None:
            at, values = tuple(one for one, _ in edge), tuple(two for _, two in edge)
            found.append(Series(called, values, drawn, "line", at))
        else:
            held = dict(edge)
            found.append(Series(called, tuple(held.get(place) for place in places), drawn, "line"))
    return found
