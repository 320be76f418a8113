"""A figure as the server can draw it without a browser: its bars, lines and letters as SVG, until it is drawn whole.

Places across are shares of the width and heights are pixels, so it fits any card without its letters being stretched;
colours are the stylesheet's, so it suits both themes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.charts.paint import tokens
from reformspor.page.markup import Markup, tag

# Shapes are drawn in a square of this many steps, which is stretched to the plot; only their outlines are not.
STEPS = 10_000
LETTER, LINE_HEIGHT, STANDOFF, AIR = 7.0, 17.0, 6.0, 8.0
# Where the page's style is not, what a name of it stands for.
NAMES = {colour: f"var(--{name})" for name, colour in reversed(tokens("light").items()) if not name.startswith("on")}
BROKEN = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}
HATCHED = "hatched"


@dataclass(frozen=True)
class _Axis:
    """A scale from numbers to shares of the plot; `from_top` where it stands upright."""

    low: float
    high: float
    start: float
    end: float
    from_top: bool

    def share(self, value: float) -> float:
        """Where a value is, from 0 to 1 from the left or the top."""
        along = self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
        return 1 - along if self.from_top else along

    def step(self, value: float) -> int:
        """The same in steps."""
        return round(self.share(value) * STEPS)


def sketch(spec: str, alt: str, *, least: int = 0, newest: bool = False) -> Markup | None:
    """A painted figure (JSON, light) as SVG, at least `least` pixels wide, the newest in sight where it is wider than
    its card; None for one that cannot be drawn so: of another kind, or on axes without ends."""
    told = json.loads(spec)
    layout, traces = told["layout"], told["data"]
    try:
        shapes, over = _drawn(layout, traces)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    left, top, right, bottom = _margins(layout)
    height = float(layout["height"])
    places = (
        f"display:block;margin:{_n(top)}px {_n(right)}px {_n(bottom)}px {_n(left)}px;"
        f"width:calc(100% - {_n(left + right)}px);height:{_n(height - top - bottom)}px"
    )
    stretched = tag("svg", *shapes, viewBox=f"0 0 {STEPS} {STEPS}", preserveAspectRatio="none", overflow="visible")
    drawn = tag("svg", Markup(_PATTERN), stretched, *over, overflow="visible", style=places, aria_hidden="true")
    sheet = tag("div", drawn, role="img", aria_label=alt, style=f"min-width:max(100%,{least}px);height:{_n(height)}px")
    return tag("div", sheet, cls="rs-sketch rs-newest" if newest else "rs-sketch")


_PATTERN = (
    f'<defs><pattern id="{HATCHED}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V6" stroke="var(--line2)" stroke-width="1.6"/></pattern></defs>'
)


def _drawn(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]]) -> tuple[list[Markup], list[Markup]]:
    """What is stretched to the plot, and what is laid over it unstretched."""
    named = {name: axis for name, axis in layout.items() if re.fullmatch(r"[xy]axis\d*", name)}
    axes = {name[0] + name[5:]: _axis(name, axis) for name, axis in named.items()}
    shapes, over = [*_grid(layout, axes)], [*_ticks(layout, axes)]
    for trace in traces:
        across, upright = axes[trace.get("xaxis", "x")], axes[trace.get("yaxis", "y")]
        kind, mode = trace.get("type", "scatter"), str(trace.get("mode", ""))
        if kind == "bar":
            boxes = list(_boxes(trace, across, upright))
            shapes += _bars(trace, boxes)
            over += _hatched(trace, boxes)
        elif kind != "scatter":
            raise ValueError(kind)
        if "lines" in mode:
            shapes += _line(trace, across, upright)
        if "markers" in mode:
            shapes += _dots(trace, across, upright)
    for mark in layout.get("shapes", ()):
        shapes += _mark(mark, axes)
    for note in layout.get("annotations", ()):
        over += _note(note, axes)
    return shapes, over


def _axis(name: str, axis: Mapping[str, Any]) -> _Axis:
    if axis.get("type", "linear") != "linear":
        raise ValueError(axis["type"])
    low, high = axis["range"]
    start, end = axis.get("domain", (0, 1))
    return _Axis(float(low), float(high), start, end, name.startswith("y"))


def _margins(layout: Mapping[str, Any]) -> tuple[float, float, float, float]:
    given = layout["margin"]
    upright, across = layout["yaxis"], layout["xaxis"]
    left = max([given["l"], *(_width(text) + STANDOFF + AIR for text in _told(upright))])
    lines = max([0, *(len(_lines(text)) for text in _told(across))])
    bottom = max(float(given["b"]), lines * LINE_HEIGHT + STANDOFF)
    return float(left), float(given["t"]), float(given["r"]), bottom


def _told(axis: Mapping[str, Any]) -> Sequence[str]:
    return () if axis.get("visible") is False or axis.get("showticklabels") is False else axis.get("ticktext", ())


def _grid(layout: Mapping[str, Any], axes: Mapping[str, _Axis]) -> Iterator[Markup]:
    for side in "xy":
        axis = layout[f"{side}axis"]
        if axis.get("visible") is False or not axis.get("showgrid"):
            continue
        steps = (axes[side].step(value) for value in axis.get("tickvals", ()))
        path = "".join(f"M0 {at}H{STEPS}" if side == "y" else f"M{at} 0V{STEPS}" for at in steps)
        yield _path(path, stroke=axis.get("gridcolor"), width=1)
    if layout["xaxis"].get("visible") is not False and layout["xaxis"].get("showline"):
        yield _path(f"M0 {STEPS}H{STEPS}", stroke=layout["xaxis"]["linecolor"], width=1)


def _ticks(layout: Mapping[str, Any], axes: Mapping[str, _Axis]) -> Iterator[Markup]:
    for side in "xy":
        axis = layout[f"{side}axis"]
        colour = axis["tickfont"]["color"]
        for value, text in zip(axis.get("tickvals", ()), _told(axis), strict=False):
            place = f"{100 * axes[side].share(value):.2f}%"
            if side == "x":
                yield _text(text, place, "100%", dy=STANDOFF + 13, anchor="middle", colour=colour)
            else:
                rise = -(len(_lines(text)) - 1) * LINE_HEIGHT / 2
                yield _text(text, "0", place, dx=-STANDOFF, dy=rise + 4.5, anchor="end", colour=colour)


def _boxes(trace: Mapping[str, Any], across: _Axis, upright: _Axis) -> Iterator[tuple[int, int, int, int, int]]:
    """The number of each bar, its left and upper edge, width and height, in steps."""
    lying = trace.get("orientation") == "h"
    along, beside = (across, upright) if lying else (upright, across)
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    for i, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if length is None or place is None:
            continue
        base, width = _each(trace.get("base", 0), i) or 0, _each(trace.get("width", 0.8), i)
        one, other = sorted((along.step(base), along.step(base + length)))
        near, far = sorted((beside.step(place - width / 2), beside.step(place + width / 2)))
        yield (i, one, near, other - one, far - near) if lying else (i, near, one, far - near, other - one)


def _bars(trace: Mapping[str, Any], boxes: Sequence[tuple[int, int, int, int, int]]) -> Iterator[Markup]:
    marker, line = trace["marker"], trace["marker"].get("line", {})
    by_colour: dict[str, list[str]] = {}
    for i, x, y, w, h in boxes:
        by_colour.setdefault(_each(marker["color"], i), []).append(f"M{x} {y}h{w}v{h}h{-w}z")
    for colour, drawn in by_colour.items():
        edge, width = _each(line.get("color"), 0), _each(line.get("width", 0), 0)
        yield _path("".join(drawn), fill=colour, stroke=edge, width=width)


def _hatched(trace: Mapping[str, Any], boxes: Sequence[tuple[int, int, int, int, int]]) -> Iterator[Markup]:
    """Lines over the bars that have some; they would be stretched with the bars."""
    if not trace["marker"].get("pattern", {}).get("shape"):
        return
    for _, *box in boxes:
        places = dict(zip(("x", "y", "width", "height"), (f"{step / STEPS:.2%}" for step in box), strict=True))
        yield tag("rect", fill=f"url(#{HATCHED})", **places)


def _line(trace: Mapping[str, Any], across: _Axis, upright: _Axis) -> Iterator[Markup]:
    line, parts, begun = trace.get("line", {}), [], False
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            begun = False
            continue
        parts.append(f"{'L' if begun else 'M'}{across.step(x)} {upright.step(y)}")
        begun = True
    filled = trace.get("fillcolor") if trace.get("fill") == "toself" else None
    dash = BROKEN.get(line.get("dash", ""))
    yield _path("".join(parts), fill=filled, stroke=line.get("color"), width=line.get("width", 2), dash=dash)


def _dots(trace: Mapping[str, Any], across: _Axis, upright: _Axis) -> Iterator[Markup]:
    """Points as lines of no length with round ends, the only round thing that is not stretched."""
    marker = trace.get("marker", {})
    by_look: dict[tuple[str, str | None, float], list[str]] = {}
    for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if x is None or y is None:
            continue
        colour, size = _each(marker.get("color"), i), _each(marker.get("size", 6), i)
        opened = str(_each(marker.get("symbol", ""), i)).endswith("-open")
        edge = colour if opened else _each(marker.get("line", {}).get("color"), i)
        inner = "#FFFFFF" if opened else colour
        by_look.setdefault((inner, edge, float(size)), []).append(f"M{across.step(x)} {upright.step(y)}h.01")
    for (inner, edge, size), places in by_look.items():
        if edge and edge != inner:
            yield _path("".join(places), stroke=edge, width=size, cap="round")
            size -= 4
        yield _path("".join(places), stroke=inner, width=max(size, 2.0), cap="round")


def _mark(mark: Mapping[str, Any], axes: Mapping[str, _Axis]) -> Iterator[Markup]:
    """A line or a box laid over the plot, such as a target or a milestone."""
    (x0, y0), (x1, y1) = (
        [round(_share(mark[f"{side}{end}"], mark.get(f"{side}ref", side), side, axes) * STEPS) for side in "xy"]
        for end in (0, 1)
    )
    line = mark.get("line", {})
    box = f"M{x0} {y0}H{x1}V{y1}H{x0}z" if mark.get("type") == "rect" else f"M{x0} {y0}L{x1} {y1}"
    filled, dash = mark.get("fillcolor"), BROKEN.get(line.get("dash", ""))
    yield _path(box, fill=filled, stroke=line.get("color"), width=line.get("width", 1), dash=dash)


def _share(value: float, on: str, side: str, axes: Mapping[str, _Axis]) -> float:
    if on == "paper" or on.endswith("domain"):
        return float(value) if side == "x" else 1 - float(value)
    return axes[on].share(value)


def _note(note: Mapping[str, Any], axes: Mapping[str, _Axis]) -> Iterator[Markup]:
    x, y = (_place(note, side, axes) for side in "xy")
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
    rise = {"bottom": -4.0, "top": 13.0}.get(note.get("yanchor", ""), 4.5)
    colour = note.get("font", {}).get("color", "#1B252B")
    yield _text(
        note["text"], x, y, dx=note.get("xshift", 0), dy=rise - note.get("yshift", 0), anchor=anchor, colour=colour
    )


def _place(note: Mapping[str, Any], side: str, axes: Mapping[str, _Axis]) -> str:
    return f"{100 * _share(note[side], note.get(f'{side}ref', side), side, axes):.2f}%"


def _path(
    path: str, *, fill: Any = None, stroke: Any = None, width: Any = 0, dash: str | None = None, cap: str | None = None
) -> Markup:
    lined = stroke is not None and width
    return tag(
        "path",
        d=path,
        fill=_colour(fill) if fill else "none",
        stroke=_colour(stroke) if lined else None,
        stroke_width=_n(float(width)) if lined else None,
        stroke_dasharray=dash,
        stroke_linecap=cap,
        vector_effect="non-scaling-stroke" if lined else None,
    )


def _text(text: str, x: str, y: str, *, dx: float = 0, dy: float = 0, anchor: str, colour: str) -> Markup:
    lines = [
        tag("tspan", line, x=x, dx=_n(dx), dy=_n(dy if i == 0 else LINE_HEIGHT)) for i, line in enumerate(_lines(text))
    ]
    return tag("text", *lines, y=y, text_anchor=anchor, fill=_colour(colour))


def _lines(text: str) -> list[str]:
    """What is read of a figure's text: its lines, without the marks of weight that the plot library knows."""
    return [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in str(text).split("<br>")]


def _width(text: str) -> float:
    return LETTER * max(len(line) for line in _lines(text))


def _each(given: Any, i: int) -> Any:
    return given[i] if isinstance(given, list) else given


def _colour(given: Any) -> str:
    named = NAMES.get(str(given).upper())
    if named is None and not re.fullmatch(r"#[0-9A-Fa-f]{6}|rgba?\([\d., ]+\)", str(given)):
        raise ValueError(given)
    return named or str(given)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
