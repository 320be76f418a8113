"""Pictures of a figure that stand on their own: headline, key, scope and source are in the picture."""

from __future__ import annotations

import shutil
import textwrap
import threading
from functools import cache
from typing import Any, Literal

from reformspor.answers import Answer
from reformspor.charts import Chart, KeyItem, paint
from reformspor.look import SERIF, palette
from reformspor.page.foot import source_lines
from reformspor.words import Words

Kind = Literal["png", "svg"]
WIDTH, EDGE, LINE = 1120, 36, 19
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_drawing = threading.Lock()


@cache
def can_draw() -> bool:
    """Whether this machine has the browser that pictures are drawn with."""
    return any(shutil.which(name) for name in BROWSERS)


def picture(words: Words, answer: Answer, chart: Chart, headline: str, subtitle: str, kind: Kind) -> bytes:
    """The figure in light colours, as PNG (twice the size) or SVG. Needs `can_draw()`."""
    import kaleido

    options = {"format": kind, "width": WIDTH, "scale": 2 if kind == "png" else 1}
    whole = framed(words, answer, chart, headline, subtitle)
    options["height"] = whole["layout"]["height"]
    with _drawing:
        drawn = kaleido.calc_fig_sync(whole, opts=options)
    return bytes(drawn)


def framed(words: Words, answer: Answer, chart: Chart, headline: str, subtitle: str) -> dict[str, Any]:
    """The painted figure with headline, subtitle and key above it and the source below."""
    figure = paint(chart, "light", words)
    head = textwrap.wrap(headline, 86)
    sub = textwrap.wrap(subtitle, 140)
    source = textwrap.wrap(" ".join(line for line in source_lines(words, answer) if line), 150)
    marks = textwrap.wrap("   ".join(f"{mark.number} {mark.title}" for mark in chart.marks), 150)
    keys = 1 if chart.key else 0
    top = EDGE + 26 * len(head) + LINE * (len(sub) + 1.6 * keys) + 34
    bottom = EDGE + LINE * (len(source) + len(marks)) + 34
    layout = figure["layout"]
    inner = max(200, chart.height - layout["margin"].get("t", 28))
    height = round(top + inner + bottom)
    layout |= {"width": WIDTH, "height": height, "autosize": False}
    layout["margin"] = {**layout["margin"], "t": top, "b": bottom, "l": EDGE, "r": EDGE}
    colours = palette("light")
    layout["annotations"] = [
        *layout.get("annotations", []),
        _line(head, EDGE, height, {"family": SERIF, "size": 21, "color": colours.ink}, f"<b>{{}}</b>"),
        _line(sub, EDGE + 26 * len(head) + 6, height, {"size": 14, "color": colours.ink2}),
        *([_key(chart.key, EDGE + 26 * len(head) + LINE * len(sub) + 14, height)] if chart.key else []),
        _line([*marks, *source], height - EDGE - LINE * (len(source) + len(marks)), height, {"size": 12.5, "color": colours.ink2}),
    ]
    return figure


def _line(lines: list[str], down: float, height: int, font: dict[str, Any], frame: str = "{}") -> dict[str, Any]:
    text = "<br>".join(frame.format(_safe(line)) for line in lines)
    return {
        "text": text,
        "xref": "container",
        "yref": "container",
        "x": EDGE / WIDTH,
        "y": 1 - down / height,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": font,
    }


def _key(items: tuple[KeyItem, ...], down: float, height: int) -> dict[str, Any]:
    colours = palette("light").tokens
    parts = []
    for item in items:
        mark = {"possible": "\u25A8", "merged": "\u25A8", "missing": "\u25A1", "open": "\u25CB", "line": "\u2014"}
        colour = colours.get(item.colour.lstrip("@"), colours["ink2"])
        sign = mark.get(item.pattern, "\u25A0")
        parts.append(f'<span style="color:{colour}">{sign}</span> {_safe(item.label)}')
    return {
        **_line([], down, height, {"size": 14, "color": colours["ink"]}),
        "text": "     ".join(parts),
    }


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
