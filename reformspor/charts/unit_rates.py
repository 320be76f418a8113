"""How units lie, sector by sector, each as a line from its least to its most; no unit is ranked or left out unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis, value_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_pair
from reformspor.findings.labels import inside, label_of
from reformspor.findings.money import MONEY, short_ends
from reformspor.words import Words

LANE, EDGE, WRAP = 15, 26, 22
# Upper ends further out than this many times the largest lower end are cut, at this many times that end.
FAR, ROOM = 4.0, 1.5


@dataclass(frozen=True)
class Unit:
    """One unit: its code, name and sector in words, and the least and the most of its rate; None without årsverk."""

    code: str
    name: str
    sector: str
    fte: float | None
    least: float | None
    most: float | None
    amounts: dict[str, float]


def unit_rates(
    answer: Answer, words: Words, *, value: str, unit: str, beside: tuple[str, ...] = (), whole: bool = False
) -> Chart:
    """A line and two marks for each unit in the row of its sector: what is sure, and what may be on top.

    The frame has unit_id, unit_name, sector, fte, `value` and `<value>_possible`; `beside` are columns for the table
    alone. Units stand in the order of sector and name. A unit without årsverk has no mark, and its row in the table
    has no value. What is pooled may be any unit's, so the upper ends may lie so far out that nothing else can be read;
    then the lines run out of the figure, which says so, and `whole` makes the one that has room for them.
    """
    units = _units(answer, words, value, beside)
    drawn = [one for one in units if one.least is not None]
    places, sectors, height = _places(drawn)
    least, most = (max((number(end) for end in ends), default=0.0) for ends in _two(drawn))
    cut = not whole and least > 0 and most > FAR * least
    top = ROOM * least if cut else most
    left_out = words("cost.runs_out") if cut else ""
    axis = value_axis(top, words, words(f"charts.unit.{unit}"), money=unit in MONEY)
    names = [wrapped(name, WRAP, 2) for name in sectors]
    layout = base_layout(
        max(140, round(height) + 40),
        xaxis={**axis, "showgrid": True, "tickangle": 0, "automargin": False},
        yaxis=label_axis(list(sectors.values()), names, 0, height),
    )
    # The name of the last line stands half outside the plot.
    layout["margin"] |= {"t": 4, "r": 44, "b": 8 + LANE + 8}
    return Chart(
        data=_traces(drawn, places, words, unit) if drawn else [],
        layout=layout,
        table=_table(units, words, value, beside),
        alt=" ".join(said for said in (_alt(drawn, words), left_out) if said),
        key=(
            KeyItem(words("charts.key.unit_least"), "@ink2", "dot"),
            KeyItem(words("charts.key.unit_most"), "@ink", "open"),
        ),
        height=layout["height"],
        left_out=left_out,
        whole=(lambda: unit_rates(answer, words, value=value, unit=unit, beside=beside, whole=True)) if cut else None,
    )


def _two(units: list[Unit]) -> tuple[list[float | None], list[float | None]]:
    return [one.least for one in units], [one.most for one in units]


def _units(answer: Answer, words: Words, value: str, beside: tuple[str, ...]) -> list[Unit]:
    return [
        Unit(
            code=str(row["unit_id"]),
            name=str(row["unit_name"] or row["unit_id"]),
            sector=label_of(words, "sector", row["sector"]),
            fte=row["fte"],
            least=row[value],
            most=None if row[value] is None else max(number(row[value]), number(row[f"{value}_possible"])),
            amounts={name: number(row[name]) for column in beside for name in (column, f"{column}_possible")},
        )
        for row in answer.copy_rows()
    ]


def _places(units: list[Unit]) -> tuple[dict[str, float], dict[str, float], float]:
    """A height for each unit and each sector, the first sector highest, and the height of them all in pixels."""
    groups: dict[str, list[Unit]] = {}
    for one in units:
        groups.setdefault(one.sector, []).append(one)
    places, sectors, at = {}, {}, 0.0
    for sector in reversed(groups):
        at += EDGE / 2
        for one in reversed(groups[sector]):
            at += LANE
            places[one.code] = at - LANE / 2
        sectors[sector] = sum(places[one.code] for one in groups[sector]) / len(groups[sector])
        at += EDGE / 2
    return places, dict(reversed(sectors.items())), at


def _traces(units: list[Unit], places: dict[str, float], words: Words, unit: str) -> list[Trace]:
    y = [places[one.code] for one in units]
    hover = [_hover(one, words, unit) for one in units]
    lines: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": [end for one in units for end in (one.least, one.most, None)],
        "y": [end for place in y for end in (place, place, None)],
        "line": {"color": "@line2", "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
        "meta": "drawn from the other two",
    }
    common: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "y": y,
        "hoverinfo": "text",
        "hovertext": hover,
        "customdata": [pick(unit=one.code) for one in units],
    }
    hollow = {"color": "@surface", "size": 8, "line": {"color": "@ink2", "width": 1.5}}
    filled = {"color": "@ink2", "size": 9, "line": {"color": "@surface", "width": 1}}
    return [
        lines,
        {**common, "orientation": "h", "x": [one.most for one in units], "marker": hollow},
        {**common, "orientation": "h", "x": [one.least for one in units], "marker": filled},
    ]


def _hover(one: Unit, words: Words, unit: str) -> str:
    least, most = number(one.least), number(one.most)
    return stacked(safe(one.name), safe(one.sector), safe(say_pair(least, most - least, words, unit)))


def _table(units: list[Unit], words: Words, value: str, beside: tuple[str, ...]) -> pd.DataFrame:
    def upper(measure: str) -> str:
        return words("charts.heading.up_to", measure=inside(measure))

    table: dict[str, list[object]] = {
        words("charts.heading.unit_name"): [one.name for one in units],
        words("charts.heading.sector"): [one.sector for one in units],
        words("charts.heading.fte"): [one.fte for one in units],
    }
    for name in beside:
        measure = words(f"charts.heading.{name}")
        table[measure] = [round(one.amounts[name], 2) for one in units]
        table[upper(measure)] = [round(one.amounts[f"{name}_possible"], 2) for one in units]
    measure = words(f"charts.heading.{value}")
    table[measure] = [None if one.least is None else round(one.least, 2) for one in units]
    table[upper(measure)] = [None if one.most is None else round(one.most, 2) for one in units]
    return pd.DataFrame(table)


def _alt(units: list[Unit], words: Words) -> str:
    if not units:
        return words("charts.alt.nothing")
    groups: dict[str, list[Unit]] = {}
    for one in units:
        groups.setdefault(one.sector, []).append(one)
    parts = [
        words(
            "charts.alt.spread_of",
            label=sector,
            n=len(held),
            amount=short_ends(min(number(o.least) for o in held), max(number(o.most) for o in held), words),
        )
        for sector, held in groups.items()
    ]
    return words("charts.alt.spread", n=len(units), parts="; ".join(parts))
