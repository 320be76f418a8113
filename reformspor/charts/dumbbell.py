"""A dumbbell for two amounts of each row, agreed and used, with a hatched bar for what may be on top of the used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.picking import pick_by
from reformspor.charts.series import fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_ends, say_pair
from reformspor.findings.labels import inside, label_of
from reformspor.words import Words

ROW = 62


@dataclass(frozen=True)
class Pair:
    """One row: its plain label, what was agreed and what was used for sure, and what may be on top of each."""

    label: str
    agreed: float
    agreed_possible: float
    used: float
    possible: float
    pick: str = ""


def dumbbell(
    answer: Answer, words: Words, *, by: str, agreed: str, used: str, unit: str = "hours", kind: str | None = None
) -> Chart:
    """A hollow mark for `agreed` and a filled one for `used`, rows ordered by the difference.

    Both may have an upper bound in a column with `_possible` behind the name. A row where it is not known what is
    agreed is left out: there is nothing to compare with. That nothing is agreed is something to compare with.
    """
    pairs = _pairs(answer, words, by, agreed, used, kind or by)
    places = [float(len(pairs) - place) for place in range(len(pairs))]
    top = max((max(p.agreed + p.agreed_possible, p.used + p.possible) for p in pairs), default=1.0) or 1.0
    layout = base_layout(
        max(140, ROW * len(pairs) + 30),
        barmode="overlay",
        xaxis=bare_axis(-top * 0.03, top * 1.04),
        yaxis=bare_axis(0.5, len(pairs) + 0.7),
        annotations=[_name(p, y, words) for p, y in zip(pairs, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=_traces(pairs, places, words, unit) if pairs else [],
        layout=layout,
        table=_table(pairs, words, by),
        alt=_alt(pairs, words, unit),
        key=_key(pairs, words),
        height=layout["height"],
    )


def _pairs(answer: Answer, words: Words, by: str, agreed: str, used: str, kind: str) -> list[Pair]:
    sums: dict[str, list[float]] = {}
    picks: dict[str, str] = {}
    for row in answer.copy_rows():
        told = [row[agreed], row.get(f"{agreed}_possible")]
        spent = number(row[used]) or number(row.get(f"{used}_possible"))
        if all(pd.isna(one) for one in told) or not (spent or any(number(one) for one in told)):
            continue
        label = label_of(words, kind, row[by])
        held = sums.setdefault(label, [0.0] * 4)
        picks.setdefault(label, pick_by(kind, row, code=row[by]))
        for place, name in ((0, agreed), (2, used)):
            sure = number(row[name])
            held[place] += sure
            held[place + 1] += max(number(row.get(f"{name}_possible", sure)) - sure, 0.0)
    pairs = [Pair(label, a, b, c, d, picks[label]) for label, (a, b, c, d) in sums.items()]
    return sorted(pairs, key=lambda p: (p.agreed - p.used, p.label))


def _traces(pairs: list[Pair], places: list[float], words: Words, unit: str) -> list[Trace]:
    hover = [_hover(p, words, unit) for p in pairs]
    common: dict[str, Any] = {"y": places, "hoverinfo": "text", "hovertext": hover, "cliponaxis": False}
    common["customdata"] = [p.pick for p in pairs]
    rod = {
        "type": "bar",
        "orientation": "h",
        "x": [p.used - p.agreed for p in pairs],
        "base": [p.agreed for p in pairs],
        "y": places,
        "width": 0.07,
        "marker": {"color": "@muted", "line": {"width": 0}},
        "hoverinfo": "skip",
        "meta": "drawn from the other two",
    }
    bar = {"type": "bar", "orientation": "h", "width": 0.2, "marker": fill("possible"), **common}
    hatched = [
        {**bar, "x": [p.agreed_possible for p in pairs], "base": [p.agreed for p in pairs]},
        {**bar, "x": [p.possible for p in pairs], "base": [p.used for p in pairs]},
    ]
    hollow = {"color": "@surface", "size": 14, "line": {"color": "@ink", "width": 2}}
    filled = {"color": "@c2", "size": 14, "line": {"color": "@c2", "width": 2}}
    marks = [
        {"type": "scatter", "mode": "markers", "x": [p.agreed for p in pairs], "marker": hollow, **common},
        {"type": "scatter", "mode": "markers", "x": [p.used for p in pairs], "marker": filled, **common},
    ]
    return [rod, *(trace for trace in hatched if any(trace["x"])), *marks]


def _hover(pair: Pair, words: Words, unit: str) -> str:
    return stacked(
        safe(pair.label),
        safe(f"{words('charts.key.agreed')}: {say_pair(pair.agreed, pair.agreed_possible, words, unit)}"),
        safe(f"{words('charts.key.used')}: {say_pair(pair.used, pair.possible, words, unit)}"),
    )


def _name(pair: Pair, place: float, words: Words) -> Layout:
    """The name with the two numbers stands over its row, so that the marks have the whole width."""
    agreed = say_ends(pair.agreed, pair.agreed_possible, words)
    used = say_ends(pair.used, pair.possible, words)
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "yanchor": "bottom",
        "yshift": 10,
        "text": f"{wrapped(pair.label, 44, 1)}: {safe(agreed)} \N{RIGHTWARDS ARROW} {safe(used)}",
        "showarrow": False,
        "font": {"color": "@ink"},
    }


def _key(pairs: list[Pair], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("charts.key.agreed"), "@ink", "open"), KeyItem(words("charts.key.used"), "@c2", "dot")]
    if any(pair.possible or pair.agreed_possible for pair in pairs):
        items.append(KeyItem(words("charts.key.possible"), "@ink2", "possible"))
    return tuple(items)


def _table(pairs: list[Pair], words: Words, by: str) -> pd.DataFrame:
    used = words("charts.heading.used")
    columns = {
        words(f"charts.heading.{by}"): [p.label for p in pairs],
        words("charts.heading.agreed"): [round(p.agreed, 2) for p in pairs],
        used: [round(p.used, 2) for p in pairs],
    }
    if any(p.possible or p.agreed_possible for p in pairs):
        limit = words("charts.heading.up_to", measure=inside(words("charts.heading.agreed")))
        columns[limit] = [round(p.agreed + p.agreed_possible, 2) for p in pairs]
        limit = words("charts.heading.up_to", measure=inside(used))
        columns[limit] = [round(p.used + p.possible, 2) for p in pairs]
    return pd.DataFrame(columns)


def _alt(pairs: list[Pair], words: Words, unit: str) -> str:
    if not pairs:
        return words("charts.alt.nothing")
    parts = [
        words(
            "charts.alt.pair",
            label=p.label,
            agreed=say_pair(p.agreed, p.agreed_possible, words, unit),
            used=say_pair(p.used, p.possible, words, unit),
        )
        for p in pairs
    ]
    return words("charts.alt.dumbbell", parts="; ".join(parts))
