"""Lying bars of a figure, and pairs of points on a row, as series with a name beside each row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reformspor.charts import Chart
from reformspor.charts.chart import Trace
from reformspor.report.native import Native, Series
from reformspor.report.native_axes import REGION, form_of, number_in
from reformspor.report.native_bars import laid_out, spans_of
from reformspor.report.native_looks import text_of
from reformspor.words import Words

PLAIN = re.compile(r"^(?P<number>[-\u2212]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)(?P<unit>[\s\u00a0\u202f]*\D*)$")
# How many of a figure's numbers one of a label stands for, and how a workbook says so.
SCALES = {1.0: "", 1e3: ",", 1e6: ",,", 1e9: ",,,"}
BETWEEN = "drawn from the other two"
# How far from its name a row of several may stand, and how far apart the two of a pair are laid.
NEAREST, HALF = 0.5, 0.2


def rows_of(chart: Chart, name: str, traces: Sequence[Trace], words: Words) -> Native | None:
    """A panel of lying bars; None when it is not of names and numbers."""
    bars = [trace for trace in traces if trace["type"] == "bar" and trace.get("meta") != BETWEEN]
    dots = [trace for trace in traces if trace["type"] == "scatter" and trace.get("meta") != BETWEEN]
    if dots:
        found = _paired(bars, dots)
        if found is None:
            return None
        bars = found
    spans = spans_of(bars, "y", "x", chart)
    names_at = _names_at(chart)
    held = sorted({place for one in spans for place in one}, reverse=True)
    ticks = sorted((at for at in names_at if not any(abs(at - row) < NEAREST for row in held)), reverse=True)
    rows = sorted([*held, *ticks], reverse=True)
    names, said = _names(rows, names_at), {} if dots else _said(chart, rows)
    laid = laid_out(chart, bars, spans, rows, words)
    if names is None or laid is None:
        return None
    series, stacked = laid
    every = [value for one in series for value in one.values if value is not None]
    alone = len(series) == 1 or all(sum(one.values[at] is not None for one in series) < 2 for at in range(len(rows)))
    form = _common_form(every, said, words.lang) if alone else None
    if form is None and said:
        names = tuple(_after(one, said.get(row, "")) for one, row in zip(names, rows, strict=True))
    labelled = alone and (form is not None or not said)
    # Bars that stand alone in their rows need not be stacked, and can bear their number at their end.
    stacked = stacked and not alone
    form = form or form_of(every, words.lang)
    together = _together(rows, names_at)
    return Native("bars", tuple(series), names, name, stacked=stacked, form=form, labelled=labelled, together=together)


def _paired(bars: Sequence[Trace], dots: Sequence[Trace]) -> list[Trace] | None:
    """Points on a row as bars from nothing, one under the other, each with what may come on top of it."""
    made: list[Trace] = []
    for place, trace in enumerate(dots):
        if "lines" in trace.get("mode", "") or len(dots) != 2:
            return None
        shift = HALF - 2 * HALF * place
        ys = [y + shift for y in trace["y"]]
        marker = trace.get("marker", {})
        colour = marker.get("color", "@ink")
        if colour == "@surface":
            colour = marker.get("line", {}).get("color", "@ink")
        laid = {"y": ys, "base": [0.0] * len(ys), "marker": {"color": colour}}
        made.append({**trace, "type": "bar", "orientation": "h", **laid})
        for bar in bars:
            at = {(y, round(x, 6)) for y, x in zip(trace["y"], trace["x"], strict=True)}
            if all((y, round(base, 6)) in at for y, base in zip(bar["y"], bar["base"], strict=True)):
                made.append({**bar, "y": [y + shift for y in bar["y"]]})
    return made if len(made) == len(bars) + len(dots) else None


def _names_at(chart: Chart) -> dict[float, str]:
    """What stands beside each row, or over it."""
    axis = chart.layout.get("yaxis", {})
    named = zip(axis.get("tickvals") or [], axis.get("ticktext") or [], strict=False)
    found = {float(at): text_of(text) for at, text in named}
    if not found:
        for one in chart.layout.get("annotations", []):
            if one.get("x") == 0 and one.get("xanchor") == "left" and "y" in one:
                found.setdefault(float(one["y"]), text_of(one["text"]))
    return found


def _names(rows: Sequence[float], names_at: dict[float, str]) -> tuple[str, ...] | None:
    """The name of each row; the second of several of one name has none of its own."""
    found: list[str] = []
    before: float | None = None
    for row in rows:
        near = min(names_at, key=lambda at: abs(at - row), default=None)
        if near is None or abs(near - row) > NEAREST:
            return None
        found.append("" if near == before else names_at[near])
        before = near
    return tuple(found)


def _together(rows: Sequence[float], names_at: dict[float, str]) -> int:
    """How many rows stand under one name; one where it differs."""
    counts = Counter(min(names_at, key=lambda at: abs(at - row)) for row in rows)
    return counts.most_common(1)[0][1] if len(set(counts.values())) == 1 else 1


def _after(name: str, said: str) -> str:
    return f"{name}: {said}" if name and said else name or said


def _said(chart: Chart, rows: Sequence[float]) -> dict[float, str]:
    """What is written at the end of each row's bar."""
    found: dict[float, str] = {}
    for one in chart.layout.get("annotations", []):
        at = one.get("y")
        ends = one.get("xref", "x") == "x" and one.get("xanchor") == "left" and one.get("xshift", 0) > 0
        if ends and isinstance(at, int | float) and at in rows:
            found[float(at)] = text_of(one["text"])
    return found


def _common_form(values: Sequence[float], said: dict[float, str], lang: str) -> str | None:
    """The form by which the numbers of single bars are written as the figure writes them; None when it takes words."""
    texts = [found for text in said.values() if (found := PLAIN.fullmatch(text))]
    units = {re.sub(r"[\u00a0\u202f]", " ", found["unit"]) for found in texts}
    if not texts or len(texts) != len(said) or len(units) > 1:
        return None
    [unit], few = units, max(_decimals(found["number"]) for found in texts)
    written = sorted((number_in(found["number"]), _decimals(found["number"])) for found in texts)
    scale = next((by for by in SCALES if _same(written, sorted(values), by)), None)
    if scale is None:
        return None
    tail = f'"{unit.replace(chr(34), "")}"' if unit else ""
    return f"{REGION[lang]}#,##0{'.' + '0' * few if few else ''}{SCALES[scale]}{tail}"


def _same(written: list[tuple[float, int]], values: list[float], by: float) -> bool:
    drawn = [value / by for value in values]
    return len(written) == len(drawn) and all(
        abs(said - value) <= 0.51 * 10**-few for (said, few), value in zip(written, drawn, strict=True)
    )


def _decimals(number: str) -> int:
    parts = re.split("[.,]", number)
    return len(parts[1]) if len(parts) > 1 else 0


def part_of(native: Native, first: int, last: int) -> Native:
    """The same chart of some of its rows alone; a series without a number there keeps its place."""
    part = slice(first, last)

    def cut(one: Series) -> Series:
        return replace(one, values=one.values[part], colours=one.colours[part])

    return replace(native, series=tuple(cut(one) for one in native.series), names=native.names[part])
