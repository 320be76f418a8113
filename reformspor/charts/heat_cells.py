"""The cells of a heat map of places and months, the table of them, and where each row of it stands in the grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.columns import amounts_of, months_of
from reformspor.charts.months import month_columns, span_label
from reformspor.charts.squares import Square, Squares
from reformspor.charts.strip import lanes_of
from reformspor.findings.labels import label_of
from reformspor.words import Words

# What tells that a square was merged, where its hatching is not seen.
MERGED = "*"


# Thousands are made at every change of a filter, and a tuple is made several times quicker than a dataclass.
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


def heat_cells(answer: Answer, words: Words) -> list[Cell]:
    """Units by sector and name, then what is merged over the sector, then what is merged over everything."""
    # Thousands of rows at every change of a filter: column by column is several times quicker than row by row.
    frame = answer.frame
    level, unit, place, code = (frame[name].tolist() for name in ("place_level", "unit_name", "place", "sector"))
    sectors = {each: label_of(words, "sector", each) for each in set(code)}
    sector = [sectors[each] for each in code]
    first, last = (months_of(frame[name]) for name in ("month_from", "month_to"))
    sure, most, rate = (amounts_of(frame[name]) for name in ("hours", "hours_possible", "rate"))
    rated = frame["rate"].notna().tolist()
    order = sorted(
        range(len(frame)),
        key=lambda at: (
            level[at] == "municipality",
            sector[at],
            level[at] != "unit",
            str(unit[at] or ""),
            first[at],
        ),
    )
    return [
        Cell(
            place=_place(level[at], unit[at] or place[at], sector[at], words),
            first=first[at],
            last=last[at],
            hours=sure[at],
            possible=max(most[at] - sure[at], 0.0),
            rate=rate[at] if rated[at] else None,
            merged=first[at] != last[at] or level[at] != "unit",
            label=place[at],
        )
        for at in order
    ]


def _place(level: str, name: str, sector: str, words: Words) -> str:
    if level == "unit":
        return name
    if level == "sector":
        return words("charts.merged_sector", sector=sector)
    return words("charts.merged_municipality")


def heat_table(cells: list[Cell], words: Words) -> pd.DataFrame:
    """A row for each cell, in order."""
    hours = words("charts.heading.hours")
    columns: dict[str, list[Any]] = {
        words("charts.heading.place"): [cell.place for cell in cells],
        words("charts.heading.period"): [span_label(cell.first, cell.last, words) for cell in cells],
        hours: [round(cell.hours, 2) for cell in cells],
    }
    if any(cell.possible for cell in cells):
        limit = words("charts.heading.up_to", measure=hours.lower())
        columns[limit] = [round(cell.hours + cell.possible, 2) for cell in cells]
    columns[words("charts.heading.per_100_fte")] = [None if c.rate is None else round(c.rate, 1) for c in cells]
    yes, no = words("charts.code.any.yes"), words("charts.code.any.no")
    columns[words("charts.heading.merged")] = [yes if cell.merged else no for cell in cells]
    # What is text is said to be, since pandas else looks through every value to find it out.
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype="object" if isinstance(values[0], str) else None)
            for name, values in columns.items()
        }
        if cells
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
