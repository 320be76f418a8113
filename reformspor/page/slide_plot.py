"""A chart as a slide has it: in letters that are read from the back of the room, and no more than there is room for.

The chart is laid out in a small frame with the letters it has on the screen, and the frame is shown enlarged, so that
every letter is at least 18 points high on a slide of 1280 by 720.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from reformspor.charts import Chart, without_milestones
from reformspor.charts.chart import Layout
from reformspor.page.painting import least_width, spec
from reformspor.words import Words

# The least letters of a figure on the screen, and what they are on a slide: 18 points are 24 pixels.
LETTERS, LEAST = 13, 24
SCALE = LEAST / LETTERS
# How many milestones can be listed under a figure; with more the figure is drawn without them.
MOST_MARKS = 4
# A figure whose own height shrinks to less than this part of it can no longer be read.
TIGHTEST = 0.42
# A drawing whose two directions belong together keeps at least this part of its height.
DRAWN = 0.8
# How far over the lines under a drawing it is cut, in its own unit.
ABOVE = 0.15
# The height of a line of names, the part of its height a row must keep, with names beside it or over it, and how many
# rows are worth drawing.
LINE, BESIDE, OVER, FEWEST = 17, 0.62, 0.8, 3
# Letters of a name that is wrapped beside its bar on the screen, and is not where there is as much room as this.
NAME = 48
# How wide a letter of a label is.
LETTER = 6.8


@dataclass(frozen=True)
class Plot:
    """The painted figure as JSON, the frame it is laid out in (pixels, before it is enlarged), and what was left out:
    `shown` rows of `rows`, the same when none was. `under` is what stands under a drawing, to be set beside it."""

    chart: Chart
    spec: str
    height: int
    shown: int = 0
    rows: int = 0
    under: tuple[str, ...] = ()


def plot_of(chart: Chart, words: Words, wide: int, high: int) -> Plot | None:
    """The chart in a room of so many pixels on a slide; None where it could not be read there."""
    if len(chart.marks) > MOST_MARKS:
        chart = without_milestones(chart)
    width, height = math.floor(wide / SCALE), math.floor(high / SCALE)
    if least_width(chart) > width:
        return None
    if _is_drawing(chart.layout):
        return _whole(chart, words, height)
    rows = _rows(chart.layout)
    if rows is None and _begins_at_a_row(chart.layout):
        return _whole(chart, words, height)
    if rows is None:
        return _shrunk(chart, words, height)
    return _in_rows(_unwrapped(chart), words, height, rows)


def stands_free(chart: Chart) -> bool:
    """Whether the chart is a drawing that belongs beside the text, since it is about as high as it is wide."""
    return "scaleanchor" in chart.layout.get("yaxis", {})


def _is_drawing(layout: Layout) -> bool:
    """Whether what is drawn stands where it was put, in both directions, and cannot be pushed together."""
    axis = layout.get("yaxis", {})
    low, high = axis.get("range", (0, 1))
    return bool("scaleanchor" in axis or low > high or (not axis.get("visible", True) and not 0 <= low < 1))


def _begins_at_a_row(layout: Layout) -> bool:
    """Whether the axis is of rows after all, with gaps or groups among them: one of values begins at nought."""
    low, high = layout.get("yaxis", {}).get("range", (0, 1))
    return bool(0 < low < 1 and high > 2)


def _whole(chart: Chart, words: Words, height: int) -> Plot | None:
    """A drawing in about its own height or not at all; the lines that stand under it are taken out of it first."""
    notes = chart.layout.get("annotations", [])
    lines = [note for note in notes if note.get("xanchor") == "left" and note["y"] < 0] if stands_free(chart) else []
    low, high = chart.layout["yaxis"]["range"]
    own = chart.height
    if lines:
        edge = max(note["y"] for note in lines) + ABOVE
        own = round(own * (high - edge) / (high - low))
        layout = {**chart.layout, "annotations": [note for note in notes if note not in lines]}
        chart = replace(chart, layout={**layout, "yaxis": {**layout["yaxis"], "range": [edge, high]}})
    fits = min(height, own)
    said = tuple(unescape(note["text"].replace(": <br>", ": ").replace("<br>", " · ")) for note in lines)
    return Plot(chart, _painted(chart, words, fits), fits, under=said) if fits >= DRAWN * own else None


def _shrunk(chart: Chart, words: Words, height: int) -> Plot | None:
    """A figure whose height says nothing of its own, as long as it is not pressed flat."""
    if height < chart.height * TIGHTEST:
        return None
    return Plot(chart, _painted(_thinned(chart, height), words, height), height)


def _thinned(chart: Chart, height: int) -> Chart:
    """The figure with no more numbers on an axis of values than there is height for, the highest among them."""
    margin, layout = chart.layout.get("margin", {}), dict(chart.layout)
    inside = height - margin.get("t", 28) - margin.get("b", 8)
    for name, axis in chart.layout.items():
        places = axis.get("tickvals", []) if name.startswith("yaxis") and axis.get("visible", True) else []
        low, high = axis.get("domain", (0, 1)) if places else (0, 1)
        step = math.ceil((len(places) - 1) / max(inside * (high - low) / LINE, 1)) if len(places) > 2 else 1
        if step > 1:
            kept = range((len(places) - 1) % step, len(places), step)
            layout[name] = {**axis, **{part: [axis[part][at] for at in kept] for part in ("tickvals", "ticktext")}}
    return replace(chart, layout=layout)


def _in_rows(chart: Chart, words: Words, height: int, rows: int) -> Plot | None:
    """A figure with something in every row: as many rows from the first as there is room for."""
    margin = chart.layout.get("margin", {})
    around = margin.get("t", 28) + margin.get("b", 8)
    low, high = chart.layout["yaxis"]["range"]
    pitch = _pitch(chart, (chart.height - around) / (high - low))
    shown = min(rows, math.floor((height - around) / pitch - (high - low - rows)))
    if shown < min(rows, FEWEST):
        return None
    most = 1.4 * (chart.height - around) / (high - low)
    if shown == rows:
        height = min(height, math.ceil(around + most * (high - low)))
        return Plot(chart, _painted(chart, words, height), height, rows, rows)
    # Cut between two rows; where names stand over their bars, under the last bar.
    edge = 0.5 if chart.layout["yaxis"].get("visible", True) else low
    axis = {**chart.layout["yaxis"], "range": [edge + rows - shown, high]}
    cut = replace(chart, layout={**chart.layout, "yaxis": axis})
    return Plot(cut, _painted(cut, words, height), height, shown, rows)


def _pitch(chart: Chart, drawn: float) -> float:
    """The least height of a row: what is written in it must not touch the next."""
    axis = chart.layout["yaxis"]
    if not axis.get("visible", True):
        return OVER * drawn
    # Cells with two lines in each have no height to give.
    if any(trace.get("type") == "heatmap" for trace in chart.data) and any("text" in trace for trace in chart.data):
        return drawn
    lines = max((str(name).count("<br>") + 1 for name in axis.get("ticktext", [])), default=1)
    # What is written at the end of each bar of a row stands above the next.
    said = math.ceil(len(chart.layout.get("annotations", [])) / max(len(axis.get("ticktext", [])), 1))
    return min(drawn, max(LINE * lines + 3, (LINE + 2) * said + 2, BESIDE * drawn))


def _rows(layout: Layout) -> int | None:
    """How many rows the figure has, one apart and the first highest; None where its height is an axis of values."""
    axis = layout.get("yaxis", {})
    if any(name.startswith("yaxis") and name != "yaxis" for name in layout) or "range" not in axis:
        return None
    low, high = axis["range"]
    if not axis.get("visible", True):
        return round(high - low - 0.3) if low < 1 else None
    places = sorted(axis.get("tickvals", []))
    named = places == [float(place) for place in range(1, len(places) + 1)]
    return len(places) if places and named and 0 < low < 1 and high - len(places) < 1 else None


def _unwrapped(chart: Chart) -> Chart:
    """The figure with its names on one line each, where a slide is wide enough for them."""
    axis = chart.layout["yaxis"]
    names = [str(name) for name in axis.get("ticktext", [])]
    plain = [name.replace("<br>", " ") for name in names]
    if not axis.get("visible", True) or names == plain or max(map(len, plain)) > NAME:
        return chart
    return replace(chart, layout={**chart.layout, "yaxis": {**axis, "ticktext": plain}})


def _on_one_line(layout: Layout) -> Layout:
    """The labels at the right edge each on one line, and as much room as the longest takes."""
    notes = layout.get("annotations", [])
    edge = [
        note for note in notes if note.get("xanchor") == "left" and note.get("x", 0) >= 1 and "<br>" in note["text"]
    ]
    if not edge or any(note.get("xref") != "paper" for note in edge):
        return layout
    plain = [{**note, "text": note["text"].replace("<br>", " ")} if note in edge else note for note in notes]
    room = max(len(note["text"]) for note in edge) * LETTER + 10
    margin = layout.get("margin", {})
    return {**layout, "annotations": plain, "margin": {**margin, "r": max(margin.get("r", 0), math.ceil(room))}}


def _painted(chart: Chart, words: Words, height: int) -> str:
    chart = replace(chart, layout=_on_one_line(chart.layout))
    legible = replace(chart, data=_legible(chart.data), layout=_legible({**chart.layout, "height": height}))
    return spec(words, "light", legible)


def _legible(node: Any, of_letters: bool = False) -> Any:
    """The same with no letters smaller than those of the figure."""
    if isinstance(node, dict):
        return {
            key: max(value, LETTERS)
            if of_letters and key == "size" and isinstance(value, int | float)
            else _legible(value, str(key).endswith("font"))
            for key, value in node.items()
        }
    if isinstance(node, list | tuple):
        return [_legible(value) for value in node]
    return node
