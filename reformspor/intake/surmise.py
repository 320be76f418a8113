"""How a table lies in its grid is surmised from its cells: where the headings stand, and what must be unfolded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reformspor.intake.fields import fold
from reformspor.intake.grids import Grid
from reformspor.intake.layout import DEEPEST, Layout, Unfold, joined_headings, without_group
from reformspor.intake.monthly import YEAR, is_bare_month, month_of, one_year_in

NUMBER = re.compile(r"-?[0-9][0-9 .,\u00a0]*")
DATE = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}.*")
YEARLY = re.compile(r"(.*?)[ _-]*((?:19|20)[0-9]{2})")
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class Shape:
    """Where a grid's headings stand (index of the first row, how many rows), the headings, and the rows below.

    `last` are the headings without the group's name over them.
    """

    at: int
    high: int
    headings: tuple[str, ...]
    rows: list[list[str]]
    last: tuple[str, ...] = ()


def shape_of(grid: Grid, at: int | None = None, high: int | None = None) -> Shape:
    """The shape of a grid; a stated place of the headings goes before what is surmised."""
    if at is None:
        lowest = _heading_row(grid)
        # Whoever says that the headings are one row, means the lowest.
        at = lowest - (_merged_down(grid, lowest) if high != 1 else 0)
        high = high or (lowest - at + 1 if lowest > at else None)
    at = min(at, max(0, len(grid.rows) - 1))
    high = _heading_rows(grid, at) if high is None else high
    headings = tuple(joined_headings(grid.rows[at : at + high]))
    rows = [row for row in grid.rows[at + high :] if any(cell.strip() for cell in row)]
    low = grid.rows[at + high - 1] if high > 1 and at + high <= len(grid.rows) else []
    last = tuple(low[n].strip() if n < len(low) and low[n].strip() else over for n, over in enumerate(headings))
    return Shape(at, high, headings, rows, last)


def layout_of(grid: Grid, shape: Shape, unfold: Unfold | None) -> Layout | None:
    """The layout a profile must declare to read this; None when the headings stand first, in one row."""
    sheet = "" if grid.alone else grid.sheet
    above = grid.first_line - 1 + shape.at if shape.at else 0
    if not (above or shape.high > 1 or unfold or sheet):
        return None
    return Layout(above if shape.at else None, shape.high, sheet, unfold)


@dataclass(frozen=True)
class Months:
    """Columns whose headings are months: the group's name they stand under, and the year of those that name none
    (None when nothing tells it)."""

    columns: tuple[int, ...]
    under: str
    year: int | None


def months_in(grid: Grid, shape: Shape) -> list[Months]:
    """The runs of months among the headings, one for each group they stand under, in order."""
    groups: dict[str, list[int]] = {}
    for at, heading in enumerate(shape.headings):
        for cut in (0, 1, 2):
            words = heading.split()
            group, rest = (" ".join(words[:-cut]), " ".join(words[-cut:])) if cut else ("", heading)
            if (group or not cut) and month_of(rest, 2000):
                groups.setdefault(group, []).append(at)
                break
    found = []
    for group, columns in groups.items():
        if len(columns) < FEWEST_MONTHS:
            continue
        bare = any(is_bare_month(without_group(shape.headings[at], group) or "") for at in columns)
        found.append(Months(tuple(columns), group, _year_told(grid, shape) if bare else None))
    return found


def years_in(shape: Shape) -> dict[int, tuple[str, str]]:
    """Columns of numbers whose headings end in a year: what stands before it, and the year."""
    found = {}
    for at, heading in enumerate(shape.headings):
        match = YEARLY.fullmatch(fold(heading))
        if match and _mostly_numbers(shape.rows, at):
            found[at] = (match[1].strip(), match[2])
    return found if len(found) > 1 else {}


def _heading_row(grid: Grid) -> int:
    """The first row as wide as the table under it and without numbers or dates in it."""
    if grid.typed:
        return 0
    filled = [sum(bool(cell.strip()) for cell in row) for row in grid.rows[: DEEPEST * 3]]
    widths = Counter(n for n in filled[1:] if n > 1) or Counter(filled)
    # A table's own rows are the wide ones that come again and again; a heading may be missing over a few of them.
    usual = max((n for n, times in widths.items() if times >= max(widths.values()) / 3), default=1)
    for at, row in enumerate(grid.rows[:DEEPEST]):
        if filled[at] >= max(1, usual * 0.6) and _is_text(row, grid.rows[at + 1 :]):
            return at
    return 0


def _merged_down(grid: Grid, at: int) -> int:
    """One, when the row over this one names every filled column this one leaves unnamed, as cells merged down do."""
    if grid.typed or at == 0:
        return 0
    upper, lower, below = grid.rows[at - 1], grid.rows[at], grid.rows[at + 1 : at + 51]
    used = {n for row in below for n, cell in enumerate(row) if cell.strip()}
    unnamed = [n for n in used if not (n < len(lower) and lower[n].strip())]
    named = all(n < len(upper) and upper[n].strip() for n in unnamed)
    return int(bool(unnamed) and named and _is_text(upper, below))


def _heading_rows(grid: Grid, at: int) -> int:
    """Two, when the row has gaps that the next row's words stand under, and numbers or dates come below them."""
    if grid.typed or at + 2 >= len(grid.rows):
        return 1
    upper, lower, below = grid.rows[at], grid.rows[at + 1], grid.rows[at + 2 : at + 12]
    gaps = [n for n, cell in enumerate(lower) if cell.strip() and not (n < len(upper) and upper[n].strip())]
    if not gaps or not _is_text(lower, below):
        return 1
    words = [n for n, cell in enumerate(lower) if cell.strip()]
    valued = any(_is_value(row[n]) for row in below for n in words if n < len(row))
    return 2 if valued else 1


def _is_text(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row's cells are words; months and years are words when numbers stand under them."""
    for at, cell in enumerate(row):
        text = cell.strip()
        if not text or not _is_value(text):
            continue
        heads = month_of(text, None) or YEAR.fullmatch(text)
        if not (heads and _mostly_numbers(below[:50], at)):
            return False
    return any(cell.strip() for cell in row)


def _is_value(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip()) or DATE.fullmatch(text.strip()))


def _mostly_numbers(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    return bool(cells) and sum(bool(NUMBER.fullmatch(cell)) for cell in cells) >= 0.8 * len(cells)


def _year_told(grid: Grid, shape: Shape) -> int | None:
    """The one year that what stands above the headings, the sheet's name or the file's name tells; never a guess."""
    above = " ".join(cell for row in grid.rows[: shape.at] for cell in row)
    return one_year_in(" ".join(shape.headings), grid.sheet, above, grid.stem)
