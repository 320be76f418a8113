"""How a mark of a figure looks in an office program, and what it is called by the figure's own key."""

from __future__ import annotations

import html
import re
from typing import Any

from reformspor.charts import Chart, tokens
from reformspor.charts.chart import Pattern, Trace
from reformspor.look import TEXTURES
from reformspor.report.native import Dash, Look

TAGS = re.compile(r"<[^>]*>")
SURFACES: dict[str, Pattern] = {"/": "possible", "\\": "merged", ".": "resting"}
DASHES: dict[str, tuple[Dash, Pattern]] = {
    "dash": ("dash", "dashes"),
    "dot": ("dot", "dots"),
    "dashdot": ("dash", "dashes"),
}
SYMBOLS: dict[str, Pattern] = {
    "circle": "dot", "circle-open": "open", "diamond": "diamond", "diamond-open": "diamond", "square": "square",
    "square-open": "square", "cross": "cross", "x": "cross", "cross-thin-open": "cross", "x-thin-open": "cross",
    "line-ns-open": "upright", "line-ns": "upright", "triangle-right-open": "arrow", "triangle-right": "arrow",
}  # fmt: skip
# Marks of the key that stand for one another: a line is a line however the key draws it.
ALIKE: dict[Pattern, tuple[Pattern, ...]] = {
    "upright": ("upright", "line"),
    "missing": ("missing", "frame", "solid"),
    "frame": ("frame", "missing"),
    "withheld": ("withheld", "merged"),
    "open": ("open", "dot"),
}


def text_of(marked: object) -> str:
    """A text of a figure without its markup, on one line."""
    return html.unescape(TAGS.sub("", str(marked).replace("<br>", " "))).strip()


def first_line(marked: object) -> str:
    """The first line of what a mark says of itself: what it is of."""
    return text_of(str(marked).partition("<br>")[0])


def look_of(trace: Trace) -> Look:
    """Colour, surface and line of a mark."""
    if trace["type"] == "bar":
        return bar_look(trace)
    if trace.get("stackgroup") and trace.get("fillcolor", "@surface") != "@surface":
        return Look(hexed(trace["fillcolor"]), "line")
    if trace.get("fill") == "toself":
        pattern: Pattern = "possible" if "fillpattern" in trace else "solid"
        colour = trace["fillpattern"]["fgcolor"] if "fillpattern" in trace else trace.get("fillcolor", "@ink2")
        return Look(hexed(colour), pattern)
    if "lines" in trace.get("mode", "lines"):
        line = trace.get("line", {})
        dash, shown = DASHES.get(line.get("dash", "solid"), ("solid", "line"))
        return Look(hexed(_one(line.get("color", "@ink"))), shown, dash)
    return dots_look(trace.get("marker", {}))


def bar_look(trace: Trace) -> Look:
    """Colour and surface of bars."""
    marker = trace.get("marker", {})
    drawn = marker.get("pattern", {})
    shape, colour = _one(drawn.get("shape", "")), _one(marker.get("color", "@muted"))
    if drawn.get("fgcolor") == "@surface":
        return Look(hexed(colour), texture=TEXTURES[colour.removeprefix("@")])
    if shape == "x":
        return Look(hexed(drawn["fgcolor"]), "lacking" if drawn.get("fgcolor") == "@act" else "withheld")
    if shape in SURFACES:
        return Look(hexed(_one(drawn["fgcolor"])), SURFACES[shape])
    if colour in ("@surface", "@none"):
        outline = _one(marker.get("line", {}).get("color", "@line2"))
        return Look(hexed(outline), "frame" if outline == "@ink3" else "missing")
    return Look(hexed(colour))


def dots_look(marker: dict[str, Any]) -> Look:
    """Colour and shape of points."""
    pattern = SYMBOLS.get(_one(marker.get("symbol", "circle")), "dot")
    colour = _one(marker.get("color", "@ink"))
    outline = _one(marker.get("line", {}).get("color", colour))
    if colour in ("@surface", "@none"):
        return Look(hexed(outline), "open" if pattern == "dot" else pattern)
    return Look(hexed(colour), pattern)


def named(trace: Trace, chart: Chart) -> str:
    """What the key, or the mark itself, calls it; empty when nothing does."""
    name, look = text_of(trace.get("name") or ""), look_of(trace)
    # A hatched part of a bar is what its hatching means, whatever bar it is of.
    hatched = [item for item in chart.key if look.pattern in SURFACES.values() and item.pattern == look.pattern]
    if len(hatched) == 1:
        return hatched[0].label
    if any(item.label == name for item in chart.key):
        return name
    alike = [item for item in chart.key if item.pattern in ALIKE.get(look.pattern, (look.pattern,))]
    same = [item for item in alike if hexed(item.colour) == look.colour]
    coloured = [item for item in chart.key if hexed(item.colour) == look.colour]
    exact = [item for item in same if item.pattern == look.pattern]
    found = exact or same or (coloured if len(coloured) == 1 else alike if len(alike) == 1 else [])
    return found[0].label if found else name if _reads(name) else ""


def hexed(token: Any) -> str:
    """A colour token as `#rrggbb` in light colours; a list's first."""
    name = str(_one(token)).removeprefix("@")
    return tokens("light").get(name, tokens("light")["ink2"])


def _reads(name: str) -> bool:
    """A name in words, and none that only the program uses."""
    return bool(name) and name[:1].isupper()


def _one(given: Any) -> Any:
    return (given[0] if len(given) else "@ink2") if isinstance(given, list | tuple) else given
