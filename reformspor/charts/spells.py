"""Stays in each phase as dots along the months they lasted; one that goes on is an open arrowhead: at least so long."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.picking import pick
from reformspor.charts.series import ORDER, one_series
from reformspor.charts.stretches import names_of
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.findings.amounts import number
from reformspor.findings.labels import label_of, opening
from reformspor.words import Words

DAYS_A_MONTH = 365.25 / 12
ROW = 88
# A strip of dots is so high, in parts of its row, and dots nearer than this part of the axis are stacked.
HIGH, NEAR, STEP = 0.44, 0.022, 0.1


@dataclass(frozen=True)
class Spell:
    """A stay of an initiative in a phase: months it lasted, or at least so many when it goes on."""

    phase: str
    name: str
    start: Any
    days: int
    goes_on: bool

    @property
    def months(self) -> float:
        """The stay in months of mean length."""
        return self.days / DAYS_A_MONTH


def spells(answer: Answer, words: Words) -> Chart:
    """A strip of dots for each phase (phase, initiative_id, from_date, days, goes_on, median_days), with its median."""
    found, middles = _spells(answer, words)
    order = [phase for phase in ORDER["phase"] if any(one.phase == phase for one in found)]
    at = {phase: float(len(order) - place) for place, phase in enumerate(order)}
    longest = max((one.months for one in found), default=1.0)
    axis = value_axis(longest, words, words("phases.spells.unit"))
    layout = base_layout(
        ROW * max(len(order), 1) + 40,
        xaxis={**axis, "showline": False, "automargin": False},
        yaxis={
            "type": "linear",
            "range": [0.5, len(order) + 0.62],
            "visible": False,
            "showgrid": False,
            "fixedrange": True,
        },
        annotations=[note for phase in order for note in _row(phase, at[phase], found, middles, words)],
        shapes=[_median(at[phase], days) for phase in order if (days := middles.get(phase)) is not None],
    )
    layout["margin"] |= {"t": 4, "l": 12, "r": 34, "b": 28}
    return Chart(
        data=[trace for phase in order for trace in _dots(phase, at[phase], found, longest, words)],
        layout=layout,
        table=_table(found, words),
        alt=_alt(order, found, middles, words),
        key=_key(found, middles, words),
        height=layout["height"],
        least_width=300,
    )


def _spells(answer: Answer, words: Words) -> tuple[list[Spell], dict[str, float | None]]:
    rows = answer.copy_rows()
    names = names_of(rows, words)
    found = [
        Spell(
            str(row["phase"]),
            names[str(row["initiative_id"])],
            row["from_date"],
            int(number(row["days"])),
            row["goes_on"] == "yes",
        )
        for row in rows
    ]
    return found, {str(row["phase"]): row["median_days"] for row in rows}


def _row(phase: str, up: float, found: list[Spell], middles: dict[str, float | None], words: Words) -> list[Layout]:
    """The phase in words, and what its dots come to."""
    own = [one for one in found if one.phase == phase]
    going = sum(one.goes_on for one in own)
    said = [words("phases.spells.row", n=len(own))]
    said += [words("phases.spells.going", n=going)] if going else []
    said += [_middle(middles.get(phase), words)]
    text = f"{strong(safe(label_of(words, 'phase', phase)))}<br>{safe(', '.join(said))}"
    common = {"x": 0, "xanchor": "left", "xshift": -8, "align": "left", "showarrow": False, "font": {"color": "@ink"}}
    return [{**common, "y": up + 0.6, "yanchor": "top", "text": text}]


def _middle(days: float | None, words: Words) -> str:
    if days is None:
        return words("phases.spells.no_median")
    return words("phases.spells.median", months=words.number(days / DAYS_A_MONTH, 1))


def _median(up: float, days: float) -> Layout:
    x = days / DAYS_A_MONTH
    line = {"color": "@ink", "width": 2}
    return {"type": "line", "x0": x, "x1": x, "y0": up - 0.42, "y1": up + 0.12, "line": line, "layer": "below"}


def _dots(phase: str, up: float, found: list[Spell], longest: float, words: Words) -> list[Trace]:
    own = sorted((one for one in found if one.phase == phase), key=lambda one: one.days)
    heights = _heights([one.months for one in own], NEAR * max(longest, 1.0))
    series = one_series(words, "phase", phase)
    colour = "@ink3" if series.pattern == "resting" else series.colour
    traces = []
    for goes_on in (False, True):
        some = [(one, high) for one, high in zip(own, heights, strict=True) if one.goes_on is goes_on]
        if some:
            traces.append(_trace(some, up, colour, goes_on, words))
    return traces


def _trace(some: list[tuple[Spell, float]], up: float, colour: str, goes_on: bool, words: Words) -> Trace:
    look = {"symbol": "triangle-right-open", "size": 11} if goes_on else {"symbol": "circle", "size": 9}
    line = {"width": 2, "color": colour} if goes_on else {"width": 1, "color": "@surface"}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.months for one, _ in some],
        "y": [up - 0.15 + high for _, high in some],
        "marker": {**look, "color": colour, "opacity": 1, "line": line},
        "meta": {"amounts": [one.days for one, _ in some], "trace": pick(phase=some[0][0].phase)},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            stacked(wrapped(one.name, 50, 9), safe(label_of(words, "phase", one.phase)), safe(_length(one, words)))
            for one, _ in some
        ],
    }


def _heights(months: list[float], near: float) -> list[float]:
    """How far above or under its line each dot stands, so that dots of one length lie beside each other."""
    lanes: list[float] = []
    places = []
    for month in months:
        lane = next((at for at, held in enumerate(lanes) if month - held >= near), len(lanes))
        lanes[lane : lane + 1] = [month]
        places.append(lane)
    step = min(STEP, HIGH / max(len(lanes), 1))
    return [((lane + 1) // 2) * step * (1 if lane % 2 else -1) for lane in places]


def _length(one: Spell, words: Words) -> str:
    key = "at_least" if one.goes_on else "months"
    return words(f"phases.spells.{key}", n=words.number(one.months, 1))


def _key(found: list[Spell], middles: dict[str, float | None], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("phases.spells.done"), "@ink3", "dot")]
    if any(one.goes_on for one in found):
        items.append(KeyItem(words("phases.spells.open"), "@ink3", "arrow"))
    if any(days is not None for days in middles.values()):
        items.append(KeyItem(words("phases.spells.middle"), "@ink", "upright"))
    return tuple(items)


def _table(found: list[Spell], words: Words) -> pd.DataFrame:
    ordered = sorted(found, key=lambda one: (ORDER["phase"].index(one.phase), -one.days))
    return pd.DataFrame(
        {
            words("charts.heading.phase"): [label_of(words, "phase", one.phase) for one in ordered],
            words("charts.heading.initiative"): [one.name for one in ordered],
            words("charts.heading.from_date"): [one.start for one in ordered],
            words("charts.heading.days"): [one.days for one in ordered],
            words("phases.spells.stays"): [_length(one, words) for one in ordered],
            opening(words("questions.columns.goes_on")): [
                label_of(words, "goes_on", "yes" if one.goes_on else "no") for one in ordered
            ],
        }
    )


def _alt(order: list[str], found: list[Spell], middles: dict[str, float | None], words: Words) -> str:
    if not found:
        return words("charts.alt.nothing")
    counts = Counter(one.phase for one in found)
    going = Counter(one.phase for one in found if one.goes_on)
    parts = [
        f"{label_of(words, 'phase', phase)}: {words('phases.spells.row', n=counts[phase])}, "
        f"{words('phases.spells.going', n=going[phase])}, {_middle(middles.get(phase), words)}"
        for phase in order
    ]
    return words("phases.alt.spells", parts="; ".join(parts))
