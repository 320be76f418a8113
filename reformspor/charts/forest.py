"""A forest: estimates under one another with their intervals, each named over its mark, and nothing in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.charts.axes import bare_axis, base_layout, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.near import decimals_of, near_axis, rods, unit_over
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.words import Words

# Pixels of a row with its name, and of the room for the axis. So many letters stand on one line on a phone, and a name
# and number that take more make all rows higher.
ROW, FOOT = 44, 34
LINE, HIGHER = 44, 17
MOST = 24
KEYS = ("effect.chart.main", "effect.chart.others")


@dataclass(frozen=True)
class Branch:
    """One row: plain label, estimate, ends of the interval and what they are sure to (in per cent), and what else is
    said of it. `main` is the one the others are held against."""

    label: str
    estimate: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    note: str = ""
    main: bool = False


def forest(
    branches: Sequence[Branch],
    words: Words,
    unit: str,
    *,
    named: str,
    keys: tuple[str, str] = KEYS,
    most: int = MOST,
) -> Chart:
    """The rows in the order given, the first highest; `unit` is the outcome's own.

    `named` is the key of what is listed, `keys` those of what the main one and the others are.

    More than `most` are not all drawn at once; the table holds them all.
    """
    drawn = list(branches[:most])
    places = decimals_of([end for one in branches for end in (one.estimate, one.low, one.high)])
    rows = [(one, float(-place)) for place, one in enumerate(drawn)]
    axis = near_axis([0.0, *(end for one in drawn for end in (one.estimate, one.low, one.high))], words)
    main = next((one.estimate for one in drawn if one.main), None)
    row = ROW + HIGHER * (max((_lines(one, words, places) for one in drawn), default=1) - 1)
    layout = base_layout(
        row * max(len(rows), 1) + FOOT + 34,
        xaxis={**axis, "side": "bottom"},
        yaxis=bare_axis(0.4 - max(len(rows), 1), 0.9),
        shapes=[_behind(0.0, "@line2", "solid"), *([] if main is None else [_behind(main, "@ink3", "dot")])],
        annotations=[*(_name(one, at, words, places) for one, at in rows), *([unit_over(unit)] if rows else [])],
    )
    layout["margin"] = {"l": 8, "r": 30, "t": 24, "b": FOOT}
    return Chart(
        data=[
            rods([(at, one.low, one.high) for one, at in rows], 2.5, "@ink2", upright=False),
            *_marks(rows, words, unit, places),
        ],
        layout=layout,
        table=_table(branches, words, places, named),
        alt=_alt(drawn, words, unit, places),
        key=_key(drawn, words, keys),
        height=layout["height"],
        left_out=words("effect.chart.more_rows", n=len(branches) - most) if len(branches) > most else "",
        whole=(lambda: forest(branches, words, unit, named=named, keys=keys, most=len(branches)))
        if len(branches) > most
        else None,
    )


def estimate_said(one: Branch, words: Words, places: int) -> str:
    """An estimate with its interval: −2,4 (−3,0 til −1,8)."""
    if one.estimate is None:
        return words("effect.chart.none")
    value = words.signed(one.estimate, places)
    if one.low is None or one.high is None:
        return value
    return words(
        "effect.chart.with_interval",
        value=value,
        low=words.signed(one.low, places),
        high=words.signed(one.high, places),
    )


def _behind(at: float, colour: str, dash: str) -> Layout:
    return {**upright(at, 1, colour, dash), "layer": "below"}


def _lines(one: Branch, words: Words, places: int) -> int:
    """The lines name and number take on a phone: one, or the number under a name of one or two."""
    if len(one.label) + len(estimate_said(one, words, places)) <= LINE:
        return 1
    return 2 if len(one.label) <= LINE else 3


def _name(one: Branch, at: float, words: Words, places: int) -> Layout:
    name, number = wrapped(one.label, LINE), safe(estimate_said(one, words, places))
    named = strong(name) if one.main else name
    said = stacked(named, number) if _lines(one, words, places) > 1 else f"{named} \N{MIDDLE DOT} {number}"
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "yanchor": "bottom",
        "yshift": 6,
        "align": "left",
        "showarrow": False,
        "text": said,
        "bgcolor": "@surface",
        "borderpad": 0,
        "font": {"color": "@ink", "size": 12},
    }


def _marks(rows: list[tuple[Branch, float]], words: Words, unit: str, places: int) -> list[Trace]:
    made = []
    for main in (True, False):
        held = [(one, at) for one, at in rows if one.main is main and one.estimate is not None]
        if held:
            colour, symbol, size = ("@accent", "diamond", 12) if main else ("@ink2", "circle", 9)
            line = {"width": 1, "color": "@surface"}
            made.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "orientation": "h",
                    "x": [one.estimate for one, _ in held],
                    "y": [place for _, place in held],
                    "marker": {"symbol": symbol, "size": size, "color": colour, "line": line},
                    "hoverinfo": "text",
                    "hovertext": [_hover(one, words, unit, places) for one, _ in held],
                    "meta": {"main": main},
                }
            )
    return made


def _hover(one: Branch, words: Words, unit: str, places: int) -> str:
    said = [one.label, f"{estimate_said(one, words, places)} {unit}"]
    said += [words("effect.chart.p", p=chance(one.p, words))] if one.p is not None else []
    return stacked(*(safe(text) for text in (*said, one.note) if text))


def chance(p: float | None, words: Words) -> str:
    """A p value in three decimals, or under the least of them."""
    if p is None:
        return words.number(None)
    return f"< {words.number(0.001, 3)}" if p < 0.001 else words.number(p, 3)


def _table(branches: Sequence[Branch], words: Words, places: int, named: str) -> pd.DataFrame:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, places + 2)

    columns: dict[str, list[Any]] = {words(named): [one.label for one in branches]}
    columns[words("effect.column.estimate")] = [rounded(one.estimate) for one in branches]
    if any(one.low is not None or one.high is not None for one in branches):
        columns[words("effect.column.low")] = [rounded(one.low) for one in branches]
        columns[words("effect.column.high")] = [rounded(one.high) for one in branches]
    if any(one.p is not None for one in branches):
        columns[words("effect.column.p")] = [None if one.p is None else round(one.p, 4) for one in branches]
    if any(one.note for one in branches):
        columns[words("effect.column.note")] = [one.note for one in branches]
    return pd.DataFrame(columns)


def _key(branches: Sequence[Branch], words: Words, keys: tuple[str, str]) -> tuple[KeyItem, ...]:
    items = [KeyItem(words(keys[0]), "@accent", "diamond")] if any(one.main for one in branches) else []
    items.append(KeyItem(words(keys[1]), "@ink2", "dot"))
    if any(one.low is not None for one in branches):
        items.append(KeyItem(words("effect.chart.interval"), "@ink2", "line"))
    return tuple(items)


def _alt(branches: Sequence[Branch], words: Words, unit: str, places: int) -> str:
    said = [f"{one.label}: {estimate_said(one, words, places)} {unit}".strip() for one in branches[:8]]
    return ". ".join(said) + "." if said else words("charts.alt.nothing")
