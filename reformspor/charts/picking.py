"""What can be picked in a figure: every mark carries the codes it stands for, and what is picked gets a frame.

A chart says it in the traces themselves, in the text `pick()` makes of codes (an address's names and codes):

* `customdata`, one text a point: what that point stands for;
* `meta["trace"]`: what the series stands for, which is picked by the key; its marks are, where they have no own text;
* `meta["columns"]` and `meta["rows"]`: the same for the columns and rows of a heat map.

An entry of the key that stands for a code carries it in `KeyItem.pick`. Nothing more is needed: the page offers every
code a chart carries to the pointer and to the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.months import month_of
from reformspor.contract import load_contract
from reformspor.findings.labels import FAMILY, MISSING, folded

Span = tuple[float, float]
# What no filter can narrow a page to.
NOTHING = frozenset({"several", "merged", "withheld", "all"})
OTHERS = "other_all"
LISTS = {name: name for name in ("sector", "role", "activity", "phase", "level")} | {"type": "barrier_type"}


def pick(first: int | None = None, last: int | None = None, *, fold: bool = False, **codes: Any) -> str:
    """The text of what a mark stands for: months by index (one, or first to last) and codes by filter.

    Example: `pick(index_of(row["month"]), unit="U1")`. Besides the filters, `place` takes a label of the ledger
    (`unit:U1`, `sector:planning`, `municipality`). A group of the ledger stands for every code in it; with `fold` so
    does a family of roles or activities, as a figure folds them. What covers everything stands for nothing.
    """
    parts: dict[str, str] = {}
    if first is not None:
        months = [f"{month_of(index):%Y-%m}" for index in (first, first if last is None else last)]
        parts["period"] = months[0] if months[0] == months[1] else "..".join(months)
    place = codes.pop("place", None)
    level, _, code = str(place or "").partition(":")
    if level in ("unit", "sector"):
        codes[level] = code
    for name, code in codes.items():
        if code is None or code != code or code in NOTHING:
            continue
        known = _leaves(name, str(code), fold)
        if known:
            parts[name] = known
    return _text(tuple(parts.items()))


@lru_cache(maxsize=8192)
def _text(parts: tuple[tuple[str, str], ...]) -> str:
    return urlencode(parts, safe=",.:")


@lru_cache(maxsize=4096)
def _leaves(name: str, code: str, fold: bool) -> str:
    """The codes of a filter that a shown code covers, as an address has them; empty when the filter has none such."""
    if name == "unit":
        return code.replace("%", "%25").replace(",", "%2C")
    known = load_contract().codes[LISTS[name]]
    if code in known and not fold:
        return code
    if name == "role" and code == OTHERS and not fold:
        return ",".join(leaf for leaf in known if leaf not in FAMILY)
    return ",".join(leaf for leaf in known if folded(name, leaf) == code)


def across_and_down(months: Iterable[int], places: Iterable[str]) -> dict[str, list[str]]:
    """What the columns and rows of a heat map of months and ledger labels stand for, for its `meta`."""
    return {"columns": [pick(month) for month in months], "rows": [pick(place=place) for place in places]}


def pick_by(kind: str, row: Mapping[Any, Any], *, fold: bool = False, code: Any = None) -> str:
    """What a mark drawn by a column of this name stands for, from its row; empty when no filter narrows by it.

    `code` is the code that is shown, when it is not the row's own.
    """
    if kind in ("unit_name", "unit_id"):
        unit = row.get("unit_id")
        return pick(unit=None if unit == MISSING else unit)
    if kind == "year":
        year = str(row.get("year", code))
        return pick(int(year) * 12, int(year) * 12 + 11) if year.isdecimal() else ""
    return pick(fold=fold, **{kind: row.get(kind) if code is None else code}) if kind in LISTS else ""


@lru_cache(maxsize=8192)
def codes(text: Any) -> Mapping[str, str]:
    """Codes by filter of a mark's text; empty for anything that is none."""
    return dict(parse_qsl(text)) if isinstance(text, str) else {}


def offered(chart: Chart, names: Iterable[str]) -> dict[str, list[str]]:
    """The codes that can be picked, by filter, each once: months in their order, the others as the figure has them."""
    found: dict[str, dict[str, None]] = {name: {} for name in names}
    for text in (*(item.pick for item in chart.key), *_texts(chart.data)):
        for name, code in codes(text).items():
            if name in found:
                found[name][code] = None
    return {name: sorted(held, key=_span) if name == "period" else list(held) for name, held in found.items() if held}


def _span(code: str) -> tuple[bool, str]:
    """Months first, then spans of several."""
    return ".." in code, code


def _texts(data: Iterable[Trace], *, series: bool = True) -> Iterator[str]:
    for trace in data:
        meta = trace.get("meta")
        if isinstance(meta, dict):
            yield from meta.get("columns", ())
            yield from meta.get("rows", ())
            yield meta.get("trace", "") if series else ""
        yield from (text for text in trace.get("customdata", ()) if isinstance(text, str))


def framed(chart: Chart, chosen: Mapping[str, str]) -> Chart:
    """The chart with a frame round what is chosen (codes by filter); the same chart when nothing is."""
    if not chosen:
        return chart
    # What can be picked by marks, and not only by the key: a mark is framed when it is picked in all of it.
    marked = {name for text in _texts(chart.data, series=False) for name in codes(text)}
    wanted = {name: code for name, code in chosen.items() if name in marked}
    frames = [frame for trace in chart.data for frame in _frames(trace, wanted, chart.months is not None)]
    whole = chart.whole
    return replace(
        chart,
        data=[_weighted(trace, chosen) for trace in chart.data],
        layout={**chart.layout, "shapes": [*chart.layout.get("shapes", ()), *_once(frames)]},
        key=tuple(replace(item, chosen=_is(item.pick, chosen)) for item in chart.key),
        whole=None if whole is None else lambda: framed(whole(), chosen),
    )


def _is(text: Any, chosen: Mapping[str, str]) -> bool:
    held = codes(text)
    return bool(held) and _is_part(held, chosen)


def _weighted(trace: Trace, chosen: Mapping[str, str]) -> Trace:
    """A series that was picked by its key keeps its weight; the others step back."""
    meta = trace.get("meta")
    text = meta.get("trace") if isinstance(meta, dict) else None
    if not codes(text).keys() & chosen.keys() or _is(text, chosen):
        return trace
    return {**trace, "opacity": 0.35}


def _frames(trace: Trace, wanted: Mapping[str, str], in_time: bool) -> list[Layout]:
    meta = trace.get("meta")
    if not wanted:
        return []
    if trace["type"] == "heatmap":
        return _cells(trace, meta, wanted) if isinstance(meta, dict) else []
    texts = trace.get("customdata", ())
    return [_box(trace, at, in_time) for at, text in enumerate(texts) if codes(text) == wanted]


def _cells(trace: Trace, meta: Mapping[str, Any], wanted: Mapping[str, str]) -> list[Layout]:
    """A frame round the cell, or round a whole column or row when nothing is picked of the other."""
    columns, rows = meta.get("columns", ()), meta.get("rows", ())
    wide, high = _places(trace, "x", len(columns)), _places(trace, "y", len(rows))
    across, down = _ends(columns, wide, wanted), _ends(rows, high, wanted)
    found = [(x, y) for x, ofx in across for y, ofy in down if {**ofx, **ofy} == wanted and not ofx.keys() & ofy.keys()]
    return [_rect(*x, *y) for x, y in found]


def _ends(texts: Sequence[str], places: list[float], wanted: Mapping[str, str]) -> list[tuple[Span, Mapping[str, str]]]:
    """Each column (or row) whose codes are picked, with its codes; first all of them, which no code stands for."""
    if not places:
        return []
    each = [((at - 0.5, at + 0.5), codes(text)) for at, text in zip(places, texts, strict=True)]
    return [((min(places) - 0.5, max(places) + 0.5), {}), *(one for one in each if one[1] and _is_part(one[1], wanted))]


def _is_part(held: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(wanted.get(name) == code for name, code in held.items())


def _places(trace: Trace, axis: str, n: int) -> list[float]:
    given = trace.get(axis)
    return [*given] if given is not None else [trace[f"{axis}0"] + at * trace[f"d{axis}"] for at in range(n)]


def _box(trace: Trace, at: int, in_time: bool) -> Layout:
    """A frame round a block in time, a whole month, or a whole row, whichever the mark is."""
    wide = _at(trace.get("width", 0.84), at)
    base = _at(trace.get("base", 0.0), at)
    x, y = _at(trace["x"], at), _at(trace["y"], at)
    if trace.get("orientation") == "h" and in_time:
        return _rect(base, base + x, y - wide / 2, y + wide / 2)
    if trace.get("orientation") == "h" or (not in_time and trace["type"] == "scatter"):
        return _rect(0, 1, y - 0.46, y + 0.46, xref="paper")
    if trace.get("yaxis") == "y2" and "base" in trace:
        return _rect(x - wide / 2, x + wide / 2, base, base + y, yref="y2")
    return _rect(x - 0.48, x + 0.48, 0, 1, yref=f"{trace.get('yaxis', 'y')} domain")


def _at(values: Any, at: int) -> Any:
    return values[at] if isinstance(values, list | tuple) else values


def _rect(x0: float, x1: float, y0: float, y1: float, **refs: str) -> Layout:
    frame = {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, **refs}
    return {**frame, "line": {"color": "@ink", "width": 2.5}, "fillcolor": "rgba(0,0,0,0)", "name": "picked"}


def _once(frames: list[Layout]) -> list[Layout]:
    kept: list[Layout] = []
    for frame in frames:
        if frame not in kept:
            kept.append(frame)
    return kept
