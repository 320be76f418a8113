"""A figure bare, for documents that set its words themselves: the plot with its key, in light colours."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from reformspor.charts import Chart, KeyItem, paint, textured, tokens
from reformspor.look import SANS
from reformspor.page.images import Kind, plotted
from reformspor.report.sizes import BETWEEN, column_width, columns_of, drawn_size
from reformspor.report.typeset import png_of, with_letters
from reformspor.words import Words

# Of a line of the key, in points: its height, a mark with the room after it, a letter, and what parts two entries.
LINE, MARK, LETTER, APART = 22, 20, 6.9, 18
# Marks as they are drawn in a box of twelve points; `{c}` is the colour of what they stand for, `{i}` ink,
# `{s}` the surface.
SOLID = '<rect width="12" height="12" fill="{c}"/>'
FRAMED = '<rect x=".5" y=".5" width="11" height="11" fill="none" stroke="{i}"'
UP = '<path d="M0 12L12 0M0 6L6 0M6 12L12 6" stroke="{i}" stroke-width="1" fill="none"/>'
FINE = '<path d="M0 4L8 12M0 8L4 12M0 0L12 12M4 0L12 8M8 0L12 4" stroke="{i}" stroke-width=".8" fill="none"/>'
FINE_UP = '<path d="M0 4L4 0M0 8L8 0M0 12L12 0M4 12L12 4M8 12L12 8" stroke="{i}" stroke-width=".8" fill="none"/>'
SPOTS = "".join(f'<circle cx="{x}" cy="{y}" r="1" fill="{{i}}"/>' for x in (3, 6, 9) for y in (3, 6, 9))
# Upon a mark that is filled, in the colour of the surface.
UPON = {
    "spotted": "".join(f'<circle cx="{x}" cy="{y}" r=".9" fill="{{s}}"/>' for x in (2, 6, 10) for y in (2, 6, 10)),
    "striped": '<path d="M0 3H12M0 6H12M0 9H12" stroke="{s}" stroke-width=".9"/>',
}
ALONG = '<path d="M0 6H14" stroke="{c}" fill="none" stroke-width='
MARKS = {
    "solid": SOLID,
    "possible": UP + FRAMED + "/>",
    "merged": FINE + FRAMED + "/>",
    "withheld": FINE + FINE_UP + FRAMED + "/>",
    "lacking": (FINE + FINE_UP + FRAMED + "/>").replace("{i}", "{c}"),
    "resting": SPOTS + FRAMED + "/>",
    "missing": FRAMED + ' stroke-dasharray="3 2"/>',
    "frame": '<rect x="1" y="1" width="10" height="10" fill="none" stroke="{i}" stroke-width="2"/>',
    "open": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="{c}" stroke-width="2"/>',
    "line": ALONG + '"3"/>',
    "dashes": ALONG + '"2" stroke-dasharray="5 3"/>',
    "dots": ALONG + '"2" stroke-dasharray="2 2"/>',
    "dot": '<circle cx="6" cy="6" r="4.5" fill="{c}"/>',
    "diamond": '<path d="M6 0L12 6L6 12L0 6Z" fill="{c}"/>',
    "square": '<rect x="1" y="1" width="10" height="10" fill="{c}"/>',
    "cross": '<path d="M6 1V11M1 6H11" stroke="{c}" stroke-width="2"/>',
    "arrow": '<path d="M1 1L11 6L1 11" fill="none" stroke="{i}" stroke-width="1.6"/>',
    "upright": '<path d="M6 -1V13" stroke="{c}" stroke-width="2"/>',
}


def bare_picture(words: Words, chart: Chart, kind: Kind) -> bytes:
    """The figure as SVG, or as PNG of twice the size. Needs `can_draw()`."""
    chart = textured(chart)
    width, height = drawn_size(chart)
    key, above = _key(chart.key, width)
    columns = columns_of(chart)
    each = column_width(width, len(columns))
    inner = "".join(
        _column(words, one, (at * (each + BETWEEN), above), (each, one.height if len(columns) > 1 else height))
        for at, one in enumerate(columns)
    )
    whole = with_letters(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{above + height}" '
        f'viewBox="0 0 {width} {above + height}">{key}{inner}</svg>'
    )
    return whole.encode() if kind == "svg" else png_of(whole.encode())


def _column(words: Words, chart: Chart, place: tuple[int, int], size: tuple[int, int]) -> str:
    """The plot, or a part of it, at its place in the picture."""
    figure = paint(chart, "light", words)
    figure["layout"] |= {"width": size[0], "height": size[1], "autosize": False}
    head, _, rest = plotted(figure, *size).decode("utf-8").partition("<svg")
    return f'{head}<svg x="{place[0]}" y="{place[1]}"{rest}'


def bare_size(chart: Chart) -> tuple[int, int]:
    """Width and height of the picture, without drawing it."""
    width, height = drawn_size(chart)
    return width, _key(chart.key, width)[1] + height


def _key(items: tuple[KeyItem, ...], width: int) -> tuple[str, int]:
    """The entries of the key in lines, and how high they are; one that has no room left begins the next line."""
    colours, drawn = tokens("light"), []
    left, line = 0.0, 0
    for item in items:
        mark = MARKS.get(item.pattern, "")
        takes = (MARK if mark else 0) + LETTER * len(item.label)
        if left and left + takes > width:
            left, line = 0.0, line + 1
        colour = colours.get(item.colour.lstrip("@"), colours["ink2"])
        # A label longer than a line goes on under its mark.
        first, *more = textwrap.wrap(item.label, int((width - MARK) / LETTER)) or [""]
        drawn.append(_placed(left, line, _marked(replace(item, label=first), mark, colour)))
        for rest in more:
            line += 1
            drawn.append(_placed(left + MARK, line, _text(rest, 0)))
        left += takes + APART
    return "".join(drawn), LINE * (line + 1) + 6 if items else 0


def _placed(left: float, line: int, inner: str) -> str:
    return f'<g transform="translate({left:.0f} {LINE * line + 3})">{inner}</g>'


def _marked(item: KeyItem, mark: str, colour: str) -> str:
    label = item.label if mark else f"n: {item.label}"
    colours = {"c": colour, "i": tokens("light")["ink2"], "s": tokens("light")["surface"]}
    return (mark + UPON.get(item.texture, "")).format(**colours) + _text(label, MARK if mark else 0)


def _text(said: str, left: int) -> str:
    style = f"font-family:{SANS.split(',')[0]};font-size:13px;fill:{tokens('light')['ink']}"
    safe = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<text x="{left}" y="11" style="{style}">{safe}</text>'
