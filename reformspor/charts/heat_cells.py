"""The cells of a heat map of places and months, the table of them, and where each row of it stands in the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.columns import months_of
from reformspor.charts.months import month_columns, span_label
from reformspor.charts.squares import Square, Squares
from reformspor.charts.strip import lanes_of
from reformspor.findings.labels import label_of
from reformspor.words import Words

# What tells that a square was merged, where its hatching is not seen.
MERGED = "*"


class Cell(NamedTuple):
    """One place over one or more months: sure and possible hours, the rate, and whether rows were merged into it."""

    place: str
    first: int
    last: int
    hours: float
    possible: float
    rate: float | None
    merged: bool
    label: str = ""


@dataclass(frozen=True)
class Cells:
    """All cells in order, column by column, as thousands are made at every change of a filter.

    `names` and `labels` are of the places, in order; the columns have a number for each cell: `place` is that of its
    place among them, `first` and `last` are months, `rate` is NaN where there is none.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    place: Any
    first: Any
    last: Any
    hours: Any
    possible: Any
    rate: Any
    merged: Any

    def __len__(self) -> int:
        return len(self.place)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The months from first to last that any cell has, each pair once."""
        return list(dict.fromkeys(zip(self.first.tolist(), self.last.tolist(), strict=True)))

    def where(self, which: Any) -> Cells:
        """Those a mask tells."""
        columns = (self.place, self.first, self.last, self.hours, self.possible, self.rate, self.merged)
        return Cells(self.names, self.labels, *(column[which] for column in columns))

    def each(self) -> list[Cell]:
        """One by one."""
        columns = (self.place, self.first, self.last, self.hours, self.possible, self.rate, self.merged)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [
            Cell(self.names[at], first, last, hours, possible, None if rate != rate else rate, merged, self.labels[at])
            for at, first, last, hours, possible, rate, merged in rows
        ]


def heat_cells(answer: Answer, words: Words) -> Cells:
    """Units by sector and name, then what is merged over the sector, then what is merged over everything."""
    frame = answer.frame
    named = zip(*(frame[name].tolist() for name in ("place_level", "sector", "unit_name", "place")), strict=True)
    number: dict[tuple[Any, ...], int] = {}
    met = np.array([number.setdefault(one, len(number)) for one in named], dtype=int)
    sectors = {code: label_of(words, "sector", code) for _, code, _, _ in number}
    places = sorted(
        number, key=lambda one: (one[0] == "municipality", sectors[one[1]], one[0] != "unit", str(one[2] or ""))
    )
    rank = np.empty(len(number), dtype=int)
    rank[[number[one] for one in places]] = np.arange(len(number))
    place = rank[met] if len(met) else met
    first, last = (np.array(months_of(frame[name]), dtype=int) for name in ("month_from", "month_to"))
    sure, most = (np.nan_to_num(_numbers(frame[name])) for name in ("hours", "hours_possible"))
    is_unit = np.array([level == "unit" for level, *_ in places], dtype=bool)
    merged = (first != last) | ~(is_unit[place] if len(place) else is_unit)
    order = np.lexsort((first, place))
    whole = Cells(
        tuple(_place(level, unit or label, sectors[code], words) for level, code, unit, label in places),
        tuple(label for *_, label in places),
        *(place, first, last, sure, np.maximum(most - sure, 0.0), _numbers(frame["rate"]), merged),
    )
    return whole.where(order)


def _numbers(column: pd.Series) -> Any:
    return column.to_numpy("float64", na_value=np.nan)


def _place(level: str, name: str, sector: str, words: Words) -> str:
    if level == "unit":
        return name
    if level == "sector":
        return words("charts.merged_sector", sector=sector)
    return words("charts.merged_municipality")


def heat_table(cells: Cells, words: Words) -> pd.DataFrame:
    """A row for each cell, in order."""
    hours = words("charts.heading.hours")
    yes, no = words("charts.code.any.yes"), words("charts.code.any.no")
    spans = {(first, last): span_label(first, last, words) for first, last in cells.spans}
    months = [spans[one] for one in zip(cells.first.tolist(), cells.last.tolist(), strict=True)]
    columns: dict[str, list[Any]] = {
        words("charts.heading.place"): [cells.names[at] for at in cells.place.tolist()],
        words("charts.heading.period"): months,
        hours: [round(one, 2) for one in cells.hours.tolist()],
    }
    if cells.possible.any():
        limit = words("charts.heading.up_to", measure=hours.lower())
        columns[limit] = [round(one, 2) for one in (cells.hours + cells.possible).tolist()]
    columns[words("charts.heading.per_100_fte")] = [
        None if one != one else round(one, 1) for one in cells.rate.tolist()
    ]
    columns[words("charts.heading.merged")] = [yes if one else no for one in cells.merged.tolist()]
    # What is text is said to be, since pandas else looks through every value to find it out.
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype="object" if isinstance(values[0], str) else None)
            for name, values in columns.items()
        }
        if len(cells)
        else columns
    )


def heat_squares(cells: list[Cell], span: tuple[int, int], words: Words, shade: Callable[[Cell], str]) -> Squares:
    """Rates in squares, and hours of what was merged, over its months; cells that overlap have a row each."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for cell in cells:
        spans.setdefault(cell.place, []).append((cell.first, cell.last))
    lanes = {place: lanes_of(held) for place, held in spans.items()}
    begins, names = {}, list[str]()
    for place, lane in lanes.items():
        begins[place] = len(names)
        names += [place] * (max(lane.values()) + 1)
    hours, rate = words("charts.heading.hours"), words("charts.heading.per_100_fte")
    ends = (hours, words("charts.heading.up_to", measure=hours.lower()))
    amounts = ends if any(cell.possible for cell in cells) else ends[:1]
    held = tuple(
        Square(
            begins[cell.place] + lanes[cell.place][cell.first, cell.last],
            cell.first - span[0],
            cell.last - span[0],
            at,
            amounts if cell.merged else (rate,),
            "@line2" if cell.merged else shade(cell),
            MERGED if cell.merged else "",
            cell.merged,
            span_label(cell.first, cell.last, words) if cell.first != cell.last else "",
        )
        for at, cell in enumerate(cells)
        if cell.first <= span[1] and cell.last >= span[0]
    )
    merged = words("charts.key.merged_squares", measure=hours.lower())
    return Squares(
        name=words("charts.heading.place"),
        names=tuple(names),
        columns=month_columns(*span, words),
        held=held,
        measure=rate,
        signs=((MERGED, merged),) if any(one.merged for one in held) else (),
        timed=True,
    )
