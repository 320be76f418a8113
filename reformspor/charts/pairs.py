"""Two amounts in kroner side by side for each row, told apart by place, lightness and name, and never added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.picking import pick_by
from reformspor.charts.series import ORDER, fill
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_pair
from reformspor.findings.labels import MISSING, family_of, folded, inside
from reformspor.findings.money import short_ends
from reformspor.words import Words

ROW, WIDE, WRAP = 54, 0.36, 16
# How wide a sign of an amount is in pixels, and the room about it.
SIGN, ROOM = 7.5, 14
OFFSET = (0.2, -0.2)
# The order of rows where it is not that of size; what is in none of these stands by name.
ORDERS = ORDER | {
    "basis": ("registered", "calendar", "estimated", "standard", "merged", "withheld", MISSING),
    "sector": (),
}
LAST = ("several", "merged", "withheld", MISSING)
COLOURS = ("@ink3", "@muted")


@dataclass(frozen=True)
class Ends:
    """An amount between two ends."""

    sure: float = 0.0
    possible: float = 0.0

    def plus(self, row: dict[str, object], name: str) -> Ends:
        """With a row's amount in the column `name` and its upper end added."""
        sure = number(row.get(name))
        most = number(row[f"{name}_possible"]) if f"{name}_possible" in row else sure
        return Ends(self.sure + sure, self.possible + max(most - sure, 0.0))

    @property
    def most(self) -> float:
        """The upper end."""
        return self.sure + self.possible


@dataclass(frozen=True)
class Row:
    """One row: its code, plain label, the amount of each column, and what it stands for when picked."""

    code: str
    label: str
    amounts: dict[str, Ends]
    pick: str


def paired_bars(
    answer: Answer,
    words: Words,
    *,
    by: str,
    pair: tuple[str, str],
    names: tuple[str, str],
    unit: str = "nok_estimate",
    beside: Sequence[str] = (),
    lacking: str | None = None,
) -> Chart:
    """Two bars for each code of `by`; families of codes go together, and what is pooled or unknown comes last.

    `pair` are the columns drawn, in kroner, each with its upper end in `<column>_possible`; `names` the keys of their
    names under `charts.key`. `beside` are further columns for the table alone, `lacking` the one of them that holds
    hours without a rate: where nothing else is, that is said in place of an amount.
    """
    rows = _rows(answer, words, by, (*pair, *beside))
    places = [float(len(rows) - at) for at in range(len(rows))]
    top = max((row.amounts[name].most for row in rows for name in pair), default=0.0) or 1.0
    low = min((row.amounts[name].sure for row in rows for name in pair), default=0.0)
    labels = [wrapped(row.label, WRAP, 3) for row in rows]
    values = [
        (row.amounts[name].most, y + OFFSET[at], _short(row, name, lacking, words))
        for row, y in zip(rows, places, strict=True)
        for at, name in enumerate(pair)
    ]
    layout = base_layout(
        max(120, ROW * len(rows) + 16),
        barmode="overlay",
        xaxis=bare_axis(min(low, 0.0), top),
        yaxis=label_axis(places, labels, 0.4, len(rows) + 0.6),
        annotations=[_value(*one) for one in values],
    )
    # The number after the longest bar stands in the margin, so its room is the same however wide the screen.
    layout["margin"] |= {"t": 4, "r": ROOM + SIGN * max((len(said) for _, _, said in values), default=0)}

    def unpriced(row: Row, name: str) -> bool:
        return name in pair and _unpriced(row, name, lacking)

    return Chart(
        data=[trace for at in (0, 1) for trace in _traces(rows, places, pair[at], names[at], at, words, unit)],
        layout=layout,
        table=_table(rows, words, by, (*beside, *pair), unpriced),
        alt=_alt(rows, words, pair, names, unit, lacking),
        key=_key(rows, words, pair, names),
        height=layout["height"],
    )


def own_and_in_kind(answer: Answer, words: Words, by: str) -> Chart:
    """Own cost beside in-kind by `by`, with hours, årsverk and hours without a rate in the table."""
    beside = ("hours", "fte_spent", "uncosted_h")
    pair, names = ("cost", "in_kind"), ("own_cost", "in_kind")
    return paired_bars(answer, words, by=by, pair=pair, names=names, beside=beside, lacking="uncosted_h")


def _rows(answer: Answer, words: Words, by: str, columns: Sequence[str]) -> list[Row]:
    found: dict[str, Row] = {}
    for row in answer.copy_rows():
        code = folded(by, row[by]) if by != "year" else str(row[by])
        label = family_of(words, by, code) if by != "year" else code
        held = found.get(code, Row(code, label, {name: Ends() for name in columns}, pick_by(by, row, fold=True)))
        found[code] = replace(held, amounts={name: held.amounts[name].plus(row, name) for name in columns})
    order = ORDERS.get(by, ())

    def rank(row: Row) -> tuple[object, ...]:
        last = LAST.index(row.code) + 1 if row.code in LAST else 0
        return last, order.index(row.code) if row.code in order else len(order), row.label

    return sorted(found.values(), key=rank)


def _traces(rows: list[Row], places: list[float], name: str, key: str, at: int, words: Words, unit: str) -> list[Trace]:
    called = words(f"charts.key.{key}")
    hover = [stacked(safe(row.label), safe(f"{called}: {_said(row.amounts[name], words, unit)}")) for row in rows]
    common: Trace = {
        "type": "bar",
        "orientation": "h",
        "y": [y + OFFSET[at] for y in places],
        "width": WIDE,
        "hoverinfo": "text",
        "hovertext": hover,
        "customdata": [row.pick for row in rows],
    }
    ends = [row.amounts[name] for row in rows]
    solid = {**common, "x": [one.sure for one in ends], "base": [0.0] * len(rows), "marker": fill("solid", COLOURS[at])}
    some = [place for place, one in enumerate(ends) if one.possible]
    hatched: Trace = {
        key: [value[place] for place in some] if isinstance(value, list) else value for key, value in common.items()
    }
    hatched |= {"x": [ends[place].possible for place in some], "base": [ends[place].sure for place in some]}
    return [solid, *([{**hatched, "marker": fill("possible")}] if some else [])]


def _said(ends: Ends, words: Words, unit: str) -> str:
    return say_pair(ends.sure, ends.possible, words, unit)


def _told(row: Row, name: str, words: Words, unit: str, lacking: str | None) -> str:
    return words("cost.no_rate") if _unpriced(row, name, lacking) else _said(row.amounts[name], words, unit)


def _short(row: Row, name: str, lacking: str | None, words: Words) -> str:
    if _unpriced(row, name, lacking):
        return words("cost.no_rate")
    return short_ends(row.amounts[name].sure, row.amounts[name].most, words)


def _unpriced(row: Row, name: str, lacking: str | None) -> bool:
    """Whether there are hours in the row and none of them has a rate: what they cost is not known."""
    ends = row.amounts[name]
    return lacking is not None and not ends.most and not ends.sure and row.amounts[lacking].most > 0


def _value(x: float, y: float, said: str) -> Layout:
    return {
        "x": max(x, 0.0),
        "y": y,
        "text": safe(said),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 5,
        "font": {"color": "@ink"},
    }


def _key(rows: list[Row], words: Words, pair: tuple[str, str], names: tuple[str, str]) -> tuple[KeyItem, ...]:
    items = [KeyItem(words(f"charts.key.{name}"), colour) for name, colour in zip(names, COLOURS, strict=True)]
    if any(row.amounts[name].possible for row in rows for name in pair):
        items.append(KeyItem(words("charts.key.possible"), "@ink2", "possible"))
    return tuple(items)


def _table(
    rows: list[Row], words: Words, by: str, columns: Sequence[str], unpriced: Callable[[Row, str], bool]
) -> pd.DataFrame:
    """What is not costed has no amount in its columns, which is no nought."""
    table: dict[str, list[object]] = {words(f"charts.heading.{by}"): [row.label for row in rows]}
    for name in columns:
        measure = words(f"charts.heading.{name}")
        table[measure] = [None if unpriced(row, name) else round(row.amounts[name].sure, 2) for row in rows]
        if any(row.amounts[name].possible for row in rows):
            upper = words("charts.heading.up_to", measure=inside(measure))
            table[upper] = [None if unpriced(row, name) else round(row.amounts[name].most, 2) for row in rows]
    return pd.DataFrame(table)


def _alt(
    rows: list[Row], words: Words, pair: tuple[str, str], names: tuple[str, str], unit: str, lacking: str | None
) -> str:
    if not rows:
        return words("charts.alt.nothing")
    first, second = (words(f"charts.key.{name}") for name in names)
    parts = [
        words(
            "charts.alt.pair_of",
            label=row.label,
            first_name=inside(first),
            first=_told(row, pair[0], words, unit, lacking),
            second_name=inside(second),
            second=_told(row, pair[1], words, unit, lacking),
        )
        for row in rows
    ]
    return words("charts.alt.pairs", parts="; ".join(parts))
