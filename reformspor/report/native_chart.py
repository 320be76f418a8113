"""Which charts of an office program a figure becomes; those it cannot draw stand as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reformspor.charts import Chart, textured
from reformspor.charts.chart import Trace
from reformspor.passport.numbers import FIGURES
from reformspor.report.native import Native, Series
from reformspor.report.native_axes import panels, strip_of
from reformspor.report.native_bars import columns_of, measure
from reformspor.report.native_lines import lines_of
from reformspor.report.native_rows import rows_of
from reformspor.words import Words

# More series than these have no colours to be told apart by.
MOST_SERIES, MOST_PANELS = 9, 6


def natives_of(chart: Chart, words: Words) -> tuple[Native, ...]:
    """A chart for each panel; none when any part of the figure is more than bars, lines and points."""
    if any(trace["type"] not in ("bar", "scatter") for trace in chart.data):
        return ()
    chart = textured(chart)
    held = panels(chart)
    if not 0 < len(held) <= MOST_PANELS:
        return ()
    found: list[Native] = []
    for name, traces in held:
        made = _reader(traces)(chart, name, traces, words)
        if made is None or not 0 < len(made.series) <= MOST_SERIES or not _shows(made):
            return ()
        found.append(_called(made, chart))
    return (replace(found[0], beside=strip_of(chart)), *found[1:])


def _reader(traces: Sequence[Trace]) -> Callable[[Chart, str, Sequence[Trace], Words], Native | None]:
    bars = [trace for trace in traces if trace["type"] == "bar"]
    if not bars:
        return lines_of
    lying = {trace.get("orientation") == "h" for trace in bars}
    return _neither if len(lying) > 1 else rows_of if True in lying else columns_of


def _neither(_chart: Chart, _name: str, _traces: Sequence[Trace], _words: Words) -> None:
    """Bars that stand and lie in one figure are drawn by no office program."""


def _called(native: Native, chart: Chart) -> Native:
    """A series the figure does not name has what is left of its key, else the name of its measure; numbers are cut to
    as many figures as files carry."""
    used = {one.name for one in native.series}
    left = [item.label for item in chart.key if not any(name.startswith(item.label) for name in used)]
    banded = [one.name.rpartition(":")[0] for one in native.series if one.look.pattern == "dots" and ":" in one.name]
    found: list[Series] = []
    for one in native.series:
        same = any(one.name == other.name and one.look.dash != other.look.dash for other in found)
        name = "" if same else one.name
        if not name:
            name = left.pop(0) if left else banded[0] if banded else measure(chart, one.values)
        values = tuple(None if value is None else float(f"{value:.{FIGURES}g}") + 0.0 for value in one.values)
        found.append(replace(one, name=name, values=values, at=tuple(float(f"{x:.{FIGURES}g}") for x in one.at)))
    told = {item.label for item in chart.key}
    alone = len([one for one in found if not one.cover]) == 1
    coloured = all(one.name in told for one in found) and native.labelled
    every = [value for one in found for value in one.values]
    said = found[0].name if alone else measure(chart, every) if coloured else ""
    return replace(native, series=tuple(found), measure=said)


def _shows(native: Native) -> bool:
    return any(value is not None for one in native.series for value in one.values)
