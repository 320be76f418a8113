"""The cycle as it is meant: exploration, try-out, development and round again, with counts on the arrows."""

from __future__ import annotations

import math
from typing import Any

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.phase_changes import Pair, change_table, changes_of, said_change
from reformspor.charts.series import fill, one_series
from reformspor.charts.text import safe, strong
from reformspor.findings.labels import label_of
from reformspor.words import Words

# Where the three phases stand on a circle of radius one, in degrees, clockwise from exploration on top.
NODES = {"explore": 90.0, "try_out": -30.0, "develop": -150.0}
NODE = 0.42
AHEAD = (("explore", "try_out"), ("try_out", "develop"), ("develop", "explore"))
BACK = tuple((after, before) for before, after in AHEAD)
# How far from the middle the ways back run, and the ends of each kind of arc, in degrees from its phases.
INNER, FREE, FREE_INNER = 0.62, 27.0, 22.0
ASIDE = ("paused", "operate", "ended")
# A pixel is about a hundredth of the drawing's unit on a phone; a line of text is this high.
TEXT = 0.175
WIDE = 1.65
# How wide a mark with its gap is, and a letter beside it.
BESIDE, LETTER = 0.3, 0.063

Counts = dict[Pair, int]


def cycle(answer: Answer, words: Words, now: Answer | None = None) -> Chart:
    """Changes between phases (from_phase, to_phase, n) as arrows; `now` has the phase each initiative is in.

    What leaves the cycle and comes into it stands in words at the phase, every other change under the drawing.
    """
    changes = changes_of(answer)
    counts = {pair: n for pair, (n, _) in changes.items()}
    places = _phases_now(now)
    beside = {phase: _beside(phase, counts, words) for phase in NODES}
    others = _others(counts, words)
    top = 1 + NODE + 0.08 + TEXT * len(beside["explore"])
    under = -0.5 - NODE - 0.08 - TEXT * max(len(beside["try_out"]), len(beside["develop"]))
    aside = min(under, -1.3) - 0.3
    bottom = aside - 0.25 - TEXT * len(others)
    layout = base_layout(
        round(100 * (top - bottom)) + 16,
        barmode="overlay",
        xaxis={**_axis(-WIDE, WIDE), "constrain": "domain"},
        yaxis={**_axis(bottom, top), "scaleanchor": "x", "scaleratio": 1},
        shapes=[_node(phase, words) for phase in NODES],
        annotations=[
            *(_named(phase, places, words) for phase in NODES),
            *(note for phase in NODES for note in _notes(phase, beside[phase])),
            *_middle(places, words),
            *_row(places, aside, words),
            *_lines(others, aside - 0.25),
        ],
    )
    layout["margin"] |= {"l": 0, "r": 0, "t": 4, "b": 4}
    return Chart(
        data=[*_arcs(counts), _counts(counts), *_swatches(places, aside, words)],
        layout=layout,
        table=change_table(changes, words),
        alt=_alt(counts, words),
        key=_key(counts, words),
        height=layout["height"],
    )


def _axis(low: float, high: float) -> Layout:
    return {"type": "linear", "range": [low, high], "visible": False, "showgrid": False, "fixedrange": True}


def _at(degrees: float, radius: float = 1.0) -> tuple[float, float]:
    turned = math.radians(degrees)
    return radius * math.cos(turned), radius * math.sin(turned)


def _phases_now(now: Answer | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in now.copy_rows() if now is not None and now.state == "ok" else []:
        phase = str(row["phase"])
        found[phase] = found.get(phase, 0) + 1
    return found


def _node(phase: str, words: Words) -> Layout:
    x, y = _at(NODES[phase])
    ring = {"color": one_series(words, "phase", phase).colour, "width": 4}
    corners = {"x0": x - NODE, "x1": x + NODE, "y0": y - NODE, "y1": y + NODE}
    return {"type": "circle", **corners, "line": ring, "fillcolor": "@surface", "layer": "above"}


def _note(x: float, y: float, text: str, **more: Any) -> Layout:
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"color": "@ink"}, **more}


def _named(phase: str, places: dict[str, int], words: Words) -> Layout:
    name = strong(safe(label_of(words, "phase", phase)))
    said = f"<br>{safe(words('phases.cycle.now', n=places.get(phase, 0)))}" if places else ""
    return _note(*_at(NODES[phase]), name + said, font={"color": "@ink", "size": 12})


def _beside(phase: str, counts: Counts, words: Words) -> list[str]:
    """What comes into the cycle at a phase, and what leaves it there."""
    into = [(f"phases.cycle.in.{other}", counts.get((other, phase), 0)) for other in ("start", *ASIDE)]
    out = [(f"phases.cycle.out.{other}", counts.get((phase, other), 0)) for other in ASIDE]
    return [words(key, n=n) for key, n in into + out if n]


def _notes(phase: str, lines: list[str]) -> list[Layout]:
    x, y = _at(NODES[phase])
    up = phase == "explore"
    edge = y + NODE + 0.05 if up else y - NODE - 0.05
    text = "<br>".join(safe(line) for line in lines)
    at = {"yanchor": "bottom" if up else "top"}
    return [_note(x, edge, text, **at, font={"color": "@ink2"})] if text else []


def _middle(places: dict[str, int], words: Words) -> list[Layout]:
    return [_note(0, 0, words("phases.cycle.all", n=sum(places.values())), font={"color": "@ink2"})] if places else []


def _row(places: dict[str, int], down: float, words: Words) -> list[Layout]:
    """How many rest, work on in operation, or have ended."""
    return [
        _note(x + 0.1, down, safe(said), xanchor="left", font={"color": "@ink", "size": 12})
        for _, said, x in _aside(places, words)
    ]


def _aside(places: dict[str, int], words: Words) -> list[tuple[str, str, float]]:
    """What stands under the drawing: phase, its words, and where its mark is, side by side about the middle."""
    shown = [phase for phase in ASIDE if places.get(phase)]
    said = [words("phases.cycle.some", what=label_of(words, "phase", phase), n=places[phase]) for phase in shown]
    widths = [BESIDE + LETTER * len(text) for text in said]
    starts = [sum(widths[:at]) - sum(widths) / 2 + 0.1 for at in range(len(widths))]
    return list(zip(shown, said, starts, strict=True))


def _swatches(places: dict[str, int], down: float, words: Words) -> list[Trace]:
    return [
        {
            "type": "bar",
            "orientation": "h",
            "base": [x - 0.07],
            "x": [0.14],
            "y": [down],
            "width": 0.05 if phase == "ended" else 0.14,
            "marker": {"color": "@ink3"} if phase == "ended" else _look(phase, words),
            "customdata": [0],
            "meta": "customdata",
            "hoverinfo": "skip",
        }
        for phase, _, x in _aside(places, words)
    ]


def _look(phase: str, words: Words) -> dict[str, Any]:
    series = one_series(words, "phase", phase)
    return fill(series.pattern, series.colour)


def _others(counts: Counts, words: Words) -> list[str]:
    """Every change that is no arrow and stands at no phase, over as many lines as a phone needs."""
    inside = {(a, b) for a in NODES for b in NODES}
    beside = {(a, b) for a in NODES for b in ASIDE} | {(b, a) for a in NODES for b in ("start", *ASIDE)}
    said = [
        words("phases.cycle.some", what=said_change(pair, words), n=n)
        for pair, n in sorted(counts.items())
        if n and pair not in inside | beside
    ]
    return [words("phases.cycle.others", parts=""), *said] if said else []


def _lines(lines: list[str], down: float) -> list[Layout]:
    text = "<br>".join(safe(line) for line in lines)
    note = _note(-WIDE + 0.03, down, text, xanchor="left", yanchor="top", align="left")
    return [{**note, "font": {"color": "@ink2", "size": 12}}] if text else []


def _arc(pair: tuple[str, str], ahead: bool) -> list[tuple[float, float]]:
    """Points from one phase to the next, clockwise ahead and the other way back."""
    free, radius = (FREE, 1.0) if ahead else (FREE_INNER, INNER)
    start = NODES[pair[0]] + (-free if ahead else free)
    sweep = -(120 - 2 * free) if ahead else 120 - 2 * free
    return [_at(start + sweep * step / 24, radius) for step in range(25)]


def _arcs(counts: Counts) -> list[Trace]:
    largest = max((counts.get(pair, 0) for pair in AHEAD + BACK), default=0) or 1
    traces = []
    for pair in (*AHEAD, *BACK):
        n, ahead = counts.get(pair, 0), pair in AHEAD
        if not ahead and not n:
            continue
        dash = "solid" if ahead and n else "dot" if ahead else "dash"
        line = {"color": "@ink" if ahead else "@ink2", "width": 1.5 + 4.5 * n / largest, "dash": dash}
        traces.append(_path(_arc(pair, ahead), line))
    return traces


def _path(points: list[tuple[float, float]], line: dict[str, Any]) -> Trace:
    """A line with a head at its end, turned the way it goes."""
    (x0, y0), (x1, y1) = points[-2:]
    turn = math.degrees(math.atan2(x1 - x0, y1 - y0))
    ends = len(points) - 1
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "line": line,
        "marker": {
            "symbol": "triangle-up",
            "size": [0] * ends + [9 + line["width"]],
            "angle": [0] * ends + [turn],
            "color": line["color"],
            "opacity": 1,
            "line": {"width": 0},
        },
        "customdata": [0] * len(points),
        "meta": "customdata",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _counts(counts: Counts) -> Trace:
    """The number on each arrow; what is said in words is kept too, so that the whole is in the figure."""
    shown = [pair for pair in (*AHEAD, *BACK) if pair in AHEAD or counts.get(pair)]
    spots = [_at(sum(_angles(pair)) / 2, 1.0 if pair in AHEAD else INNER) for pair in shown]
    rest = sum(counts.values()) - sum(counts.get(pair, 0) for pair in shown)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "text": [str(counts.get(pair, 0)) for pair in shown],
        "textfont": {"color": "@ink", "size": 14},
        "marker": {"symbol": "circle", "size": 25, "color": "@surface", "opacity": 1, "line": {"width": 0}},
        "customdata": [*(counts.get(pair, 0) for pair in shown), rest],
        "meta": "customdata",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _angles(pair: tuple[str, str]) -> tuple[float, float]:
    first, last = NODES[pair[0]], NODES[pair[1]]
    ahead = pair in AHEAD
    if ahead and last > first:
        last -= 360
    if not ahead and last < first:
        last += 360
    return first, last


def _key(counts: Counts, words: Words) -> tuple[KeyItem, ...]:
    ahead = KeyItem(words("phases.cycle.ahead"), "@ink", "line")
    back = KeyItem(words("phases.cycle.back"), "@ink2", "dashes")
    return (ahead, back) if any(counts.get(pair) for pair in BACK) else (ahead,)


def _alt(counts: Counts, words: Words) -> str:
    if not counts:
        return words("charts.alt.nothing")
    said = [words("phases.cycle.some", what=said_change(pair, words), n=n) for pair, n in sorted(counts.items())]
    return words("phases.alt.cycle", parts="; ".join(said))
