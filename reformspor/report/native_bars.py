"""Upright bars of a figure as series over names along the foot, with the lines and points among them."""

from __future__ import annotations

from collections.abc import Sequence

from reformspor.charts import Chart
from reformspor.charts.chart import Trace
from reformspor.look import palette
from reformspor.report.native import Look, Native, Series
from reformspor.report.native_axes import NEAR, are_months, days_of, form_of, names_along, ticks_of, under_years
from reformspor.report.native_looks import bar_look, hexed, look_of, named
from reformspor.words import Words

# Of an axis: what a bar may be over its end and still be as high as it is drawn.
SPARE = 0.021
# Where a bar begins and where it ends.
Span = tuple[float, float]


def columns_of(chart: Chart, name: str, traces: Sequence[Trace], words: Words) -> Native | None:
    """A panel of upright bars; None when it is not of names and numbers."""
    bars = [trace for trace in traces if trace["type"] == "bar"]
    spans = spans_of(bars, "x", "y", chart)
    places = _places(chart, spans)
    names = names_along(chart, places, traces, words)
    laid = laid_out(chart, bars, spans, places, words)
    if names is None or laid is None:
        return None
    series, stacked = laid
    lines = [_line(trace, places, chart) for trace in traces if trace["type"] == "scatter"]
    if any(line is None for line in lines):
        return None
    drawn = (*series, *(line for line in lines if line is not None))
    axis = _axis(chart, traces, drawn, stacked=stacked)
    every = [value for one in series for value in one.values if value is not None]
    months = days_of(places)
    names, years = (names, ()) if months else under_years(names)
    return Native(
        "columns", drawn, names, name, months, years, stacked, form_of(every, words.lang), False, *axis
    )  # fmt: skip


def _axis(
    chart: Chart, traces: Sequence[Trace], series: Sequence[Series], *, stacked: bool
) -> tuple[float | None, float | None, float | None]:
    """The figure's own axis; where it cuts a bar off, one that holds the whole of it."""
    found = ticks_of(chart.layout.get((traces[0].get("yaxis") or "y").replace("y", "yaxis", 1), {}))
    if found is None:
        return None, None, None
    low, high, _step = found
    held = [one.values for one in series if one.mark == "bar"]
    tops = [
        sum(v for v in at if v) if stacked else max([v for v in at if v], default=0.0) for at in zip(*held, strict=True)
    ]
    if max(tops, default=0.0) <= high * (1 + SPARE):
        return found
    return low, None, None


def spans_of(bars: Sequence[Trace], along: str, across: str, chart: Chart) -> list[dict[float, Span]]:
    """Where each bar of each series begins and ends, by its place."""
    stack: dict[float, float] | None = {} if chart.layout.get("barmode") == "stack" else None
    return [_spans(trace, along, across, stack) for trace in bars]


def _spans(trace: Trace, along: str, across: str, stack: dict[float, float] | None) -> dict[float, Span]:
    bases = trace.get("base")
    found: dict[float, Span] = {}
    for at, (place, value) in enumerate(zip(trace[along], trace[across], strict=False)):
        if place is None or value is None or value != value:
            continue
        base = bases[at] if isinstance(bases, list | tuple) else bases
        start = float(base) if base is not None else (stack or {}).get(place, 0.0) if value >= 0 else 0.0
        if stack is not None and value >= 0:
            stack[place] = start + float(value)
        found[float(place)] = (start, start + float(value))
    return found


def _places(chart: Chart, spans: Sequence[dict[float, Span]]) -> list[float]:
    """Every place; a month without a bar keeps its own."""
    held = sorted({place for one in spans for place in one})
    if chart.months is None or not are_months(held):
        return held
    return [float(month) for month in range(chart.months[0], chart.months[1] + 1)]


def laid_out(
    chart: Chart, bars: Sequence[Trace], spans: Sequence[dict[float, Span]], places: Sequence[float], words: Words
) -> tuple[list[Series], bool] | None:
    """The bars as series on one another; those that do not begin at nothing over their lower ends instead.

    None when some lie over one another without beginning where another ends.
    """
    tops: dict[float, float] = {}
    on_one_another = True
    for one in spans:
        for place, (start, end) in one.items():
            if abs(end - start) <= NEAR:
                continue
            on_one_another &= end < 0 or abs(start - tops.get(place, 0.0)) <= NEAR * max(1.0, abs(start))
            tops[place] = max(end, tops.get(place, 0.0))
    if on_one_another:
        made = [_series(chart, trace, one, places) for trace, one in zip(bars, spans, strict=True)]
        return joined([part for each in made for part in each]), True
    if len(bars) != 1:
        return None
    high = _series(chart, bars[0], spans[0], places, end=True)
    low = tuple(spans[0][place][0] if place in spans[0] else None for place in places)
    called = words("slides.lower", name=high[0].name)
    return [*high, Series(called, low, Look(palette("light").surface), cover=True)], False


def _series(
    chart: Chart, trace: Trace, span: dict[float, Span], places: Sequence[float], *, end: bool = False
) -> list[Series]:
    """One series, or one for each colour that the figure's key has a word for."""
    values = tuple((span[at][1] if end else span[at][1] - span[at][0]) if at in span else None for at in places)
    colours = trace.get("marker", {}).get("color")
    where = [float(at) for at in (trace["y"] if trace.get("orientation") == "h" else trace["x"])]
    if not isinstance(colours, list | tuple) or len(colours) != len(where) or len(set(colours)) == 1:
        return [Series(named(trace, chart) or measure(chart, values), values, bar_look(trace))]
    held = dict(zip(where, colours, strict=True))
    meant = {hexed(item.colour): item.label for item in chart.key}
    each = tuple(hexed(held.get(at, "@muted")) for at in places)
    if len(meant) > 1 and set(each) <= set(meant):
        return [
            Series(meant[one], tuple(v if c == one else None for v, c in zip(values, each, strict=True)), Look(one))
            for one in dict.fromkeys(each)
        ]
    return [Series(measure(chart, values), values, bar_look(trace), colours=each)]


def joined(series: Sequence[Series]) -> list[Series]:
    """Series of one name and look that stand apart as one; those with no number are left out."""
    found: list[Series] = []
    for one in series:
        if all(value is None for value in one.values):
            continue
        at = next((n for n, other in enumerate(found) if _apart(one, other)), None)
        if at is None:
            found.append(one)
        else:
            # Last, so that what may come on top is on top in every row.
            before = found.pop(at)
            values = tuple(a if a is not None else b for a, b in zip(before.values, one.values, strict=True))
            found.append(Series(one.name, values, one.look, one.mark))
    return found


def _apart(one: Series, other: Series) -> bool:
    alike = one.name and (one.name, one.look, one.mark, one.at) == (other.name, other.look, other.mark, other.at)
    return bool(alike) and all(a is None or b is None for a, b in zip(one.values, other.values, strict=True))


def _line(trace: Trace, places: Sequence[float], chart: Chart) -> Series | None:
    """A line over the columns: the value at each of their places."""
    found: dict[float, float] = {}
    for at, value in zip(trace["x"], trace["y"], strict=False):
        if at is None or value is None:
            continue
        place = min(places, key=lambda one: abs(one - at), default=None)
        if place is None or found.setdefault(place, float(value)) != value:
            return None
    dots = "lines" not in trace.get("mode", "lines")
    values = tuple(found.get(place) for place in places)
    return Series(named(trace, chart), values, look_of(trace), "dots" if dots else "line")


def measure(chart: Chart, values: Sequence[float | None]) -> str:
    """What a lone series is called: the heading of the table's column that holds its numbers, else of the first."""
    wanted = [value for value in values if value is not None]
    numbers = [name for name in chart.table.columns if chart.table[name].dtype.kind in "if"]
    for name in numbers:
        held = [float(value) for value in chart.table[name] if value == value]
        # A table may have fewer decimals than the figure.
        if all(any(abs(one - other) <= max(0.5, abs(one) / 500) for other in held) for one in wanted):
            return str(name)
    return str((numbers or list(chart.table.columns[-1:]))[0])
