"""Pictures of a figure that stand on their own: headline, key, scope and source are in the picture."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reformspor.answers import Answer
from reformspor.charts import Chart, KeyItem, paint, tokens
from reformspor.look import SANS, SERIF, palette
from reformspor.page.foot import notes, source_lines
from reformspor.words import Words

Kind = Literal["png", "svg"]
# Letters on a line of the key, and what a mark and the room after a label take of them.
KEY_LINE, AROUND = 140, 5
# Marks that have the colour they have in the figure.
COLOURED = frozenset({"line", "lacking", "dot", "diamond", "square", "cross", "dashes", "dots"})
WIDTH, EDGE, LINE, LABEL = 1120, 36, 17, 19
# A line of the headline, and of what stands under it: Plotly gives a line 1.3 times its letters.
HEAD, SUB = 28, 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OWN = Path(__file__).parent.parent / "web" / "static"
FONTS = {"Hanken Grotesk": "hanken-grotesk.woff2", "Source Serif 4": "source-serif-4.woff2"}
SIGNS = {
    "possible": "\u25a8", "merged": "\u25a7", "withheld": "\u25a9", "lacking": "\u25a9",
    "missing": "\u25a1", "frame": "\u25a1", "open": "\u25cb", "line": "\u2014", "resting": "\u25a6",
    "dashes": "\u2504", "dots": "\u2508", "dot": "\u25cf", "diamond": "\u25c6", "square": "\u25a0",
    "cross": "+", "arrow": "\u25b7", "upright": "\u2502", "numbers": "n",
}  # fmt: skip
# What Plotly calls the parts of one drawing.
DRAWN = re.compile(r'id="defs-([0-9a-f]{6})"')
# A text with the size of its letters, or a line in it.
LINES = re.compile(
    r"<text\b[^>]*?font-size: (?P<size>[\d.]+)px[^>]*>"
    r'|<tspan class="line" dy="(?P<dy>[-\d.]+)em" x="(?P<x>[^"]*)" y="(?P<y>[-\d.]+)">'
)
_drawing = threading.Lock()
_started = False


@cache
def can_draw() -> bool:
    """Whether this machine has the browser that pictures are drawn with."""
    return _browser() is not None


def _browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def picture(
    words: Words, answer: Answer, chart: Chart, headline: str, subtitle: str, kind: Kind, against: str = ""
) -> bytes:
    """The figure in light colours, as PNG (twice the size) or SVG. Needs `can_draw()`.

    `against` is the line that holds it against the period before and its target.
    """
    whole = framed(words, answer, chart, headline, subtitle, against)
    width, height = whole["layout"]["width"], whole["layout"]["height"]
    svg = with_fonts(_with_foot(plotted(whole, width, height), whole["layout"]["meta"], height))
    return svg if kind == "svg" else _photographed(svg, width, height)


def plotted(figure: dict[str, Any], width: int, height: int) -> bytes:
    """A painted figure as Plotly's SVG. Needs `can_draw()`."""
    import kaleido

    # A series without a name of its own is named by lot.
    figure = figure | {"data": [{**trace, "uid": f"t{at}"} for at, trace in enumerate(figure["data"])]}
    with _drawing:
        _start()
        drawn = kaleido.calc_fig_sync(figure, opts={"format": "svg", "width": width, "height": height})
        return lines_apart(same_names(bytes(drawn)))


def same_names(svg: bytes) -> bytes:
    """Plotly's SVG with names within it that come of the drawing itself: Plotly names its parts by lot, and the same
    figure would be another file each time."""
    said = svg.decode("utf-8")
    found = DRAWN.search(said)
    if found is None:
        return svg
    named = re.compile(rf"\b([a-z]+-?){found[1]}")
    digest = hashlib.sha256(named.sub(r"\1", said).encode()).hexdigest()[:8]
    return named.sub(rf"\g<1>{digest}", said).encode()


def framed(
    words: Words, answer: Answer, chart: Chart, headline: str, subtitle: str, against: str = ""
) -> dict[str, Any]:
    """The painted figure with headline, subtitle and key above it, and room below for milestones and source.

    The lines of the foot are in the layout's `meta`, ready for markup.
    """
    figure = paint(chart, "light", words)
    layout, colours = figure["layout"], palette("light")
    head = [_safe(line) for line in _lines(headline, 92)]
    sub = [_styled(line, f"font-size:14px;color:{colours.ink2}") for line in _lines(subtitle, 150)]
    key = _key(chart.key)
    marks = "   ".join(f"{mark.number} {mark.title}, {words.month(mark.date)}" for mark in chart.marks)
    source = " ".join(line for line in source_lines(words, answer) if line)
    below = [text for text in (marks, chart.left_out, against, source, " ".join(notes(words, answer))) if text]
    foot = [_safe(line) for text in below for line in _lines(text, 150)]
    margin = {**layout["margin"], "t": max(layout["margin"].get("t", 28), _names_above(layout))}
    top = EDGE + HEAD * len(head) + SUB * (len(sub) + len(key)) + 14 + margin.get("t", 28)
    bottom = EDGE + LINE * len(foot) + 44
    height = top + max(220, chart.height - margin.get("t", 28) - margin.get("b", 8)) + bottom
    # As wide as the figure needs, so that no name runs into the next.
    width = max(WIDTH, chart.least_width + 2 * EDGE)
    layout |= {"width": width, "height": height, "autosize": False}
    layout["margin"] = {
        **margin,
        "t": top,
        "b": bottom,
        "l": max(EDGE, margin.get("l", 0)),
        "r": max(EDGE, margin.get("r", 0)),
    }
    layout["title"] = {
        "text": "<br>".join(head),
        # A title of its own and a text under it: in one, two lines of large letters would lie on each other.
        "subtitle": {"text": "<br>".join([*sub, *key]), "font": {"size": 14, "color": colours.ink}},
        "x": EDGE / width,
        "xanchor": "left",
        "xref": "container",
        # Plotly hangs a title by its middle, and a second line would lift the first out of the margin.
        "y": 1 - (EDGE + HEAD / 2 * (len(head) - 1)) / height,
        "yanchor": "top",
        "yref": "container",
        "font": {"family": _quoted(SERIF), "size": 21, "weight": 600, "color": colours.ink},
        "automargin": False,
    }
    layout["meta"] = foot
    return figure


def _names_above(layout: dict[str, Any]) -> int:
    """The room that names over the plot take, in pixels; nothing may stand there."""
    axis = layout.get("xaxis", {})
    names = axis.get("ticktext", []) if axis.get("side") == "top" else []
    return max((LABEL * (name.count("<br>") + 1) + 12 for name in names), default=0)


def lines_apart(svg: bytes) -> bytes:
    """Plotly's SVG with each line of a text at a height of its own, in pixels.

    Plotly says how far a line is from the first by the size of its letters, which office programs do not read: there
    the lines lie on each other.
    """
    size = 0.0

    def placed(found: re.Match[str]) -> str:
        nonlocal size
        if found["size"]:
            size = float(found["size"])
            return found[0]
        return f'<tspan class="line" dy="0" x="{found["x"]}" y="{float(found["y"]) + float(found["dy"]) * size:.2f}">'

    return LINES.sub(placed, svg.decode("utf-8")).encode()


def _with_foot(svg: bytes, lines: list[str], height: int) -> bytes:
    """The lines at the foot of the picture, from its left edge: Plotly places text by the plot, whose edge it moves."""
    style = f"font-family:{_quoted(SANS)};font-size:12px;fill:{palette('light').ink2}"
    first = height - 22 - LINE * (len(lines) - 1)
    said = [
        f'<text x="{EDGE}" y="{first + LINE * at}" style="{style}" xml:space="preserve">{line}</text>'
        for at, line in enumerate(lines)
    ]
    whole, end, rest = svg.decode("utf-8").rpartition("</svg>")
    return f"{whole}{''.join(said)}{end}{rest}".encode()


def _key(items: tuple[KeyItem, ...]) -> list[str]:
    """The lines of the key; an item that has no room left on a line begins the next."""
    lines: list[list[str]] = []
    room = 0
    for item in items:
        room -= len(item.label) + AROUND
        if room < 0:
            lines.append([])
            room = KEY_LINE - len(item.label) - AROUND
        sign = _styled(SIGNS.get(item.pattern, "\u25a0"), f"color:{_sign_colour(item)}")
        lines[-1].append(f"{sign} {_safe(item.label)}")
    return ["\u2003".join(line) for line in lines]


def _sign_colour(item: KeyItem) -> str:
    """A mark that is drawn as an outline or a pattern is drawn in ink, whatever fills it in the figure."""
    colours = tokens("light")
    inked = item.pattern in SIGNS and item.pattern not in COLOURED
    return colours["ink2"] if inked else colours.get(item.colour.lstrip("@"), colours["ink2"])


def _start() -> None:
    """One browser for all pictures, with our own fonts and plot library: nothing is fetched from elsewhere."""
    global _started
    if _started:
        return
    import kaleido

    page = kaleido.PageGenerator(plotly=(OWN / "vendor" / "plotly-cartesian.min.js").as_uri(), mathjax=False)
    kaleido.start_sync_server(page_generator=page, n=1, silence_warnings=True)
    _started = True


@cache
def _faces(names: tuple[str, ...]) -> str:
    faces = []
    for name, file in ((name, FONTS[name]) for name in names):
        data = base64.b64encode((OWN / "fonts" / file).read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        faces.append(f"@font-face{{font-family:'{name}';font-weight:100 900;src:{source}}}")
    return f"<style>{''.join(faces)}</style>"


def _photographed(svg: bytes, width: int, height: int) -> bytes:
    """The SVG as PNG. Plotly's own PNG cannot carry our fonts, so the browser takes a picture of the SVG."""
    with tempfile.TemporaryDirectory(prefix="reformspor-") as folder:
        source, target = Path(folder) / "figure.svg", Path(folder) / "figure.png"
        source.write_bytes(svg)
        command = [str(_browser()), "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
        command += [f"--user-data-dir={folder}/profile", "--force-device-scale-factor=2"]
        command += [f"--window-size={width},{height}", f"--screenshot={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return target.read_bytes()


def with_fonts(svg: bytes, names: tuple[str, ...] = tuple(FONTS)) -> bytes:
    """An SVG that carries its own fonts, so it looks the same wherever it is pasted."""
    head, end, rest = svg.decode("utf-8").partition(">")
    return f"{head}{end}{_faces(names)}{rest}".encode()


def _quoted(families: str) -> str:
    """Font families as a style attribute needs them: a name that ends in a number is lost without its quotes."""
    return ", ".join(name if name.islower() else f"'{name}'" for name in families.split(", "))


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _styled(text: str, style: str) -> str:
    return f'<span style="{style}">{_safe(text)}</span>'


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
