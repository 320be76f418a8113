"""The path of the barriers: from who feels them, by type and the level that owns them, to where they stand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.path_places import STAGES, Ends, Link, Links, Node, Places, placed
from reformspor.charts.picking import pick_by
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.findings.amounts import number, say
from reformspor.findings.labels import label_of
from reformspor.look import token
from reformspor.words import Words

HEADING = 34
# A node's width as a part of the way to the next stage, and the letters of a line of its name.
WIDTH, NAME = 0.05, 26
STEPS = 16
STATE = "@c2"


def paths(answer: Answer, words: Words) -> Chart:
    """Bands as wide as the barriers in each pair of codes, between named nodes, each with its number of barriers.

    A barrier of several types stands in several bands, so a level may take in more than it holds. The answer has
    `stage`, `from_code`, `to_code`, `n`, and in `from_n` how many barriers have the code the band comes from.
    """
    links = _links(answer)
    places, holds = placed(links), _holds(answer, links)
    layout = base_layout(
        int(places.height) + HEADING + 12,
        barmode="overlay",
        xaxis={**bare_axis(-WIDTH, len(STAGES) - 1 + 0.62), "anchor": "y2"},
        yaxis2={**bare_axis(0, places.height or 1.0), "anchor": "x", "domain": [0, 1]},
        annotations=[*_headings(words), *_names(places, holds, words)],
    )
    layout["margin"] = {"l": 4, "r": 4, "t": HEADING, "b": 8}
    return Chart(
        data=[
            *(_band(key, end) for key, end in places.ends.items()),
            _middles(links, places, words),
            _nodes(places, holds, words),
        ]
        if links
        else [],
        layout=layout,
        table=_table(links, words),
        alt=_alt(links, words),
        key=(KeyItem(words("charts.key.state"), STATE), KeyItem(words("charts.key.others"), "@muted")),
        height=layout["height"],
        least_width=900,
    )


def _links(answer: Answer) -> dict[Link, int]:
    at = {f"{one}_{two}": place for place, (one, two) in enumerate(pairwise(STAGES))}
    return {(at[row["stage"]], row["from_code"], row["to_code"]): int(number(row["n"])) for row in answer.copy_rows()}


def _holds(answer: Answer, links: Links) -> dict[Node, int]:
    """How many barriers each node holds, each counted once."""
    last = len(STAGES) - 1
    holds: dict[Node, int] = {}
    for row, (place, one, two) in zip(answer.copy_rows(), links, strict=True):
        holds[place, one] = int(number(row["from_n"]))
        if place + 1 == last:
            holds[last, two] = holds.get((last, two), 0) + int(number(row["n"]))
    return holds


def _is_state(stage: int, code: str) -> bool:
    return STAGES[stage] == "level" and token("level", code) == STATE[1:]


def _band(key: Link, end: Ends) -> Trace:
    """One band, bent evenly from node to node; those to and from the state's bodies stand out."""
    place, one, two = key
    steps = [step / STEPS for step in range(STEPS + 1)]
    over = [end.leaves + (end.arrives - end.leaves) * (1 - math.cos(math.pi * step)) / 2 for step in steps]
    along = [place + WIDTH / 2 + (1 - WIDTH) * step for step in steps]
    colour = STATE if _is_state(place, one) or _is_state(place + 1, two) else "@muted"
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*along, *reversed(along)],
        "y": [*over, *(high - end.wide for high in reversed(over))],
        "yaxis": "y2",
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.4,
        "line": {"width": 0, "color": colour},
        "hoverinfo": "skip",
    }


def _middles(links: Links, places: Places, words: Words) -> Trace:
    """What each band says to the pointer, from its middle."""
    ends = places.ends
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [key[0] + 0.5 for key in ends],
        "y": [(end.leaves + end.arrives - end.wide) / 2 for end in ends.values()],
        "yaxis": "y2",
        "marker": {"size": [max(8.0, min(end.wide, 30.0)) for end in ends.values()], "opacity": 0, "color": "@ink"},
        "customdata": [links[key] for key in ends],
        "meta": "customdata",
        "hoverinfo": "text",
        "hovertext": [stacked(safe(_pair(key, words)), safe(say(links[key], words, "barriers"))) for key in ends],
    }


def _nodes(places: Places, holds: Mapping[Node, int], words: Words) -> Trace:
    boxes = places.boxes
    return {
        "type": "bar",
        "x": [stage for stage, _ in boxes],
        "y": [max(box.height, 2.0) for box in boxes.values()],
        "base": [box.low for box in boxes.values()],
        "width": [WIDTH] * len(boxes),
        "yaxis": "y2",
        "customdata": [pick_by(STAGES[stage], {}, code=code) for stage, code in boxes],
        "marker": {
            "color": [STATE if _is_state(*node) else "@ink3" for node in boxes],
            "line": {"width": 0},
        },
        "hoverinfo": "text",
        "hovertext": [stacked(safe(_label(node, words)), safe(say(holds[node], words, "barriers"))) for node in boxes],
    }


def _names(places: Places, holds: Mapping[Node, int], words: Words) -> list[Layout]:
    return [
        {
            "x": node[0] + WIDTH / 2,
            "y": box.low + box.height / 2,
            "yref": "y2",
            "text": f"{wrapped(_label(node, words), NAME)}  {strong(words.number(holds[node]))}",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 4,
            "align": "left",
            # Bands leave from here, and the name stands over them.
            "bgcolor": "@surface",
            "borderpad": 1,
            "font": {"color": "@ink", "size": 12},
        }
        for node, box in places.boxes.items()
    ]


def _headings(words: Words) -> list[Layout]:
    return [
        {
            "x": stage - WIDTH / 2,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 8,
            "text": strong(safe(words(f"barriers.stage.{name}"))),
            "showarrow": False,
            "xanchor": "left",
            "font": {"color": "@ink"},
        }
        for stage, name in enumerate(STAGES)
    ]


def _label(node: Node, words: Words) -> str:
    stage, code = node
    return label_of(words, STAGES[stage], code)


def _pair(key: Link, words: Words) -> str:
    place, one, two = key
    return words("barriers.from_to", one=_label((place, one), words), two=_label((place + 1, two), words))


def _table(links: Links, words: Words) -> pd.DataFrame:
    keys = sorted(links, key=lambda key: (key[0], -links[key], key))
    return pd.DataFrame(
        {
            words("barriers.heading.stage"): [
                words(f"barriers.step.{STAGES[place]}_{STAGES[place + 1]}") for place, _, _ in keys
            ],
            words("barriers.heading.from"): [_label((place, one), words) for place, one, _ in keys],
            words("barriers.heading.to"): [_label((place + 1, two), words) for place, _, two in keys],
            words("charts.heading.barriers"): [links[key] for key in keys],
        }
    )


def _alt(links: Links, words: Words) -> str:
    if not links:
        return words("charts.alt.nothing")
    largest = sorted(links, key=lambda key: (key[0], -links[key], key))
    told = [[key for key in largest if key[0] == place][:3] for place in range(len(STAGES) - 1)]
    parts = [f"{_pair(key, words)}: {say(links[key], words, 'barriers')}" for keys in told for key in keys]
    return words("barriers.alt.paths", parts="; ".join(parts))
