"""Horizontal bars, longest first with the value at the end; every name is shown and no category is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.frames import dashed_box
from reformspor.charts.picking import pick_by
from reformspor.charts.series import fill, one_series
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import figure_of, number, say_ends, say_pair
from reformspor.findings.labels import MISSING, code_of, family_of, folded, inside, label_of
from reformspor.findings.money import MONEY, short_ends
from reformspor.words import Words

ROW = 32
HALF = 0.34
WRAP = 24


@dataclass(frozen=True)
class Bar:
    """One bar: code, label, sure and possible amount, whether it has a value, and whether its upper end is unknown."""

    code: str
    label: str
    sure: float
    possible: float = 0.0
    known: bool = True
    unbounded: bool = False
    pick: str = ""


def ranked_bars(
    answer: Answer,
    words: Words,
    *,
    by: str,
    value: str,
    unit: str | None = None,
    kind: str | None = None,
    upper: str | None = None,
    in_order: bool = False,
    families: bool = False,
) -> Chart:
    """A bar for each code of `by`, in order of size, or as the answer has them when `in_order`.

    `value` may have an upper bound in `upper`, or `<value>_possible`. `kind` names the code list when the
    column has another name; a kind the words do not know (unit names) is shown as it stands. `families` adds
    codes that share a colour into one bar. Not reported comes last, and a code without any value has no bar
    but keeps its row.
    """
    kind, unit = kind or by, unit or value
    bars = _bars(answer.frame, words, by, kind, value, upper or f"{value}_possible", in_order, families)
    data = [_solid(bars, words, kind, unit), _possible(bars, words, unit)]
    top = max((bar.sure + bar.possible for bar in bars), default=0.0) or 1.0
    shapes = [
        dashed_box(0, bar.sure, place - HALF, place + HALF)
        for place, bar in zip(_places(bars), bars, strict=True)
        if bar.code == MISSING and bar.sure
    ]
    labels = [wrapped(bar.label, WRAP, 3) for bar in bars]
    row = ROW + (0, 6, 18)[max((label.count("<br>") for label in labels), default=0)]
    layout = base_layout(
        max(110, row * len(bars) + 16),
        barmode="overlay",
        xaxis=bare_axis(0, top * (1.08 + 0.055 * max((len(_short(bar, words, unit)) for bar in bars), default=0))),
        yaxis=label_axis(_places(bars), labels, 0.4, len(bars) + 0.6),
        shapes=shapes,
        annotations=_values(bars, words, unit),
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=[trace for trace in data if trace["x"]],
        layout=layout,
        table=_table(bars, words, by, unit),
        alt=_alt(bars, words, unit),
        key=_key(bars, words),
        height=layout["height"],
    )


def _bars(
    frame: pd.DataFrame, words: Words, by: str, kind: str, value: str, upper: str, in_order: bool, families: bool
) -> list[Bar]:
    found: dict[str, Bar] = {}
    for row in frame.to_dict(orient="records"):
        code = folded(kind, row[by]) if families else code_of(row[by])
        label = family_of(words, kind, code) if families else label_of(words, kind, code)
        held = found.get(code, Bar(code, label, 0.0, 0.0, known=False))
        sure, most = number(row[value]), row.get(upper, row[value])
        found[code] = Bar(
            code,
            label,
            held.sure + sure,
            held.possible + max(number(most) - sure, 0.0),
            held.known or not pd.isna(row[value]),
            held.unbounded or (pd.isna(most) and not pd.isna(row[value])),
            held.pick or pick_by(kind, row, fold=families, code=code if kind != by else None),
        )

    def rank(bar: Bar) -> tuple[Any, ...]:
        size = 0.0 if in_order else -(bar.sure + bar.possible / 2)
        return (bar.code == MISSING, not bar.known, size, "" if in_order else bar.label)

    return sorted(found.values(), key=rank)


def _places(bars: list[Bar]) -> list[float]:
    """The first bar lies highest."""
    return [float(len(bars) - place) for place in range(len(bars))]


def _solid(bars: list[Bar], words: Words, kind: str, unit: str) -> Trace:
    series = [one_series(words, kind, folded(kind, bar.code)) for bar in bars]
    colours = ["@surface" if bar.code == MISSING else one.colour for bar, one in zip(bars, series, strict=True)]
    return {
        **_trace(bars, [bar.sure for bar in bars], [0.0] * len(bars), words, unit),
        "marker": {"color": colours, "line": {"color": "@surface", "width": 0}},
    }


def _possible(bars: list[Bar], words: Words, unit: str) -> Trace:
    some = any(bar.possible for bar in bars)
    trace = _trace(bars, [bar.possible for bar in bars], [bar.sure for bar in bars], words, unit)
    return {**trace, "marker": fill("possible"), "x": trace["x"] if some else []}


def _trace(bars: list[Bar], amounts: list[float], base: list[float], words: Words, unit: str) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": amounts,
        "base": base,
        "y": _places(bars),
        "width": 2 * HALF,
        "customdata": [bar.pick for bar in bars],
        "hoverinfo": "text",
        "hovertext": [stacked(safe(bar.label), safe(_long(bar, words, unit))) for bar in bars],
    }


def _values(bars: list[Bar], words: Words, unit: str) -> list[Layout]:
    return [
        {
            "x": bar.sure + bar.possible,
            "y": place,
            "text": safe(_short(bar, words, unit)),
            "showarrow": False,
            "xanchor": "left",
            "xshift": 5,
            "font": {"color": "@ink"},
        }
        for place, bar in zip(_places(bars), bars, strict=True)
    ]


def _short(bar: Bar, words: Words, unit: str) -> str:
    # At least nothing, with no upper end, is to know nothing.
    if not bar.known or (bar.unbounded and figure_of(bar.sure, words) == words.number(0)):
        return words("charts.no_value")
    if bar.unbounded:
        return words("charts.at_least", least=figure_of(bar.sure, words))
    if unit == "percent":
        least = words.percent(bar.sure / 100, 1 if 0 < bar.sure < 10 else 0)
        most = words.percent((bar.sure + bar.possible) / 100)
        return f"{words.number(bar.sure)}\N{EN DASH}{most}" if bar.possible and least != most else least
    if unit in MONEY:
        return short_ends(bar.sure, bar.sure + bar.possible, words)
    return say_ends(bar.sure, bar.possible, words)


def _long(bar: Bar, words: Words, unit: str) -> str:
    if bar.known and not bar.unbounded:
        return say_pair(bar.sure, bar.possible, words, unit)
    return _short(bar, words, unit)


def _key(bars: list[Bar], words: Words) -> tuple[KeyItem, ...]:
    if any(bar.possible for bar in bars):
        return (KeyItem(words("charts.key.possible"), "@ink2", "possible"),)
    return ()


def _table(bars: list[Bar], words: Words, by: str, unit: str) -> pd.DataFrame:
    measure = words(f"charts.heading.{unit}")
    columns: dict[str, list[Any]] = {
        words(f"charts.heading.{by}"): [bar.label for bar in bars],
        measure: [_whole(bar.sure) if bar.known else None for bar in bars],
    }
    if any(bar.possible for bar in bars):
        columns[words("charts.heading.up_to", measure=inside(measure))] = [
            None if bar.unbounded or not bar.known else _whole(bar.sure + bar.possible) for bar in bars
        ]
    return pd.DataFrame(columns)


def _whole(amount: float) -> float:
    return int(amount) if amount == int(amount) else round(amount, 2)


def _alt(bars: list[Bar], words: Words, unit: str) -> str:
    said = [f"{bar.label}: {_long(bar, words, unit)}" for bar in bars]
    return words("charts.alt.bars", n=len(bars), parts="; ".join(said))
