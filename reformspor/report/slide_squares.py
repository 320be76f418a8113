"""A figure of squares as tables on slides: rows and columns as in the figure, a number or a sign in each square."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from reformspor.charts import Chart
from reformspor.charts.squares import Square, Squares
from reformspor.report.board import LABEL, high_of
from reformspor.report.cells import column_of, said
from reformspor.report.native_looks import hexed
from reformspor.report.slide import Line
from reformspor.report.slide_heads import TURNED, heavy, lines_in, two_lines
from reformspor.report.slide_tables import ROOM, SIGN
from reformspor.words import Words

# In inches: what stands free on both sides of a square's text and of a name, the least width of a square, how high a
# line is, and what stands free over and under it.
BESIDE, ROUND, NARROWEST, LINE, FREE = 0.12, 0.24, 0.32, 0.29, 0.04
# Slides a figure may take: in time, and of two codes.
MOST, MOST_OF_CODES = 4, 6
# Signs a row's name is wide at most, and signs there is room for on its line, since few are as wide as the widest.
NAME, NAME_LINE = 26, 30
# How far apart the months are in which a state that lasts is shown, when there is no room for all.
STEPS = (3, 6, 12)
STRETCHED = 1.5


@dataclass(frozen=True)
class Put:
    """One square of a slide: its row, columns from first to last, text and colour, and whether it is hatched."""

    down: int
    first: int
    last: int
    text: str
    tone: str
    merged: bool = False


@dataclass(frozen=True)
class Grid:
    """Squares of one slide, with names of rows and headings of columns.

    `heights` are of the lines of headings and then of the rows, `wide` of the names and of a column, all in inches.
    `turned` says that headings are read from below, `said` how squares are read and what is left out.
    """

    corner: str
    names: tuple[str, ...]
    groups: tuple[tuple[int, int, str], ...]
    columns: tuple[str, ...]
    squares: tuple[Put, ...]
    heights: tuple[float, ...]
    wide: tuple[float, float]
    turned: bool
    said: str


@dataclass(frozen=True)
class Plan:
    """How a figure is parted: the rows and the columns of each slide, and how wide names and columns are, in inches."""

    rows: tuple[range, ...]
    columns: tuple[tuple[int, ...], ...]
    name: float
    column: float
    head: tuple[float, ...]
    turned: bool
    step: int = 1


@dataclass(frozen=True)
class Told:
    """The squares, what is told of each, a sentence on how they are read, and the board's `fit`."""

    squares: Squares
    texts: tuple[str, ...]
    read: str
    fit: float


def grids_of(chart: Chart, high: float, words: Words, fit: float = 1.0, beside: str = "") -> list[Grid]:
    """The figure over as many slides as it takes in a height in inches, a few at most; none when it has no squares.

    What there is no room for is counted: of time the newest is kept, of states that last every third month or fewer.
    `beside` stands in the same paragraph as what is said of the squares, which the height has room for.
    """
    squares = chart.squares() if chart.squares is not None else None
    if squares is None or not squares.held:
        return []
    told = _told(squares, chart.table, words, fit)
    said, plan = told.read, _plan(told, high - _lines(f"{beside} {told.read}", fit))
    if left := _left(squares, plan, words):
        plan = _plan(told, high - _lines(f"{beside} {told.read} {left}", fit))
        said = f"{told.read} {_left(squares, plan, words)}".strip()
    return [_grid(told, plan, rows, columns, said) for rows in plan.rows for columns in plan.columns]


def _lines(text: str, fit: float) -> float:
    return high_of([Line(text, LABEL, after=4)], fit) if text else 0.0


def _told(squares: Squares, table: pd.DataFrame, words: Words, fit: float) -> Told:
    """What is told of each square, as the table has it, and a sentence on how squares are read."""
    columns = {name: column_of(table[name], names=False) for name in {head for one in squares.held for head in one.of}}
    found = [[said(words, table[head].iloc[one.at], columns[head].decimals) for head in one.of] for one in squares.held]
    percent = any(found) and all(len(held) == 1 and held[0].endswith("%") for held in found)
    texts = tuple(_joined(one, held, squares.joined, percent) for one, held in zip(squares.held, found, strict=True))
    measure = words("slides.squares.percent", measure=squares.measure) if percent else squares.measure
    read = [words("slides.squares.measure", measure=measure[:1].lower() + measure[1:])] if measure else []
    read += [words("slides.squares.sign", sign=sign, label=label) for sign, label in squares.signs]
    return Told(squares, texts, " ".join(read), fit)


def _joined(one: Square, held: Sequence[str], joined: str, percent: bool) -> str:
    if percent:
        whole = held[0].rstrip("%\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} ")
        return whole[:-2] if whole[-2:] in (",0", ".0") else whole
    parts = list(dict.fromkeys(held)) if joined == "\N{EN DASH}" else list(held)
    if one.sign == "()":
        return joined.join([*parts[:-1], f"({parts[-1]})"])
    return f"{one.sign}{joined.join(parts)}"


def _plan(told: Told, high: float) -> Plan:
    """The plan by which the most squares are shown; of those in time as many rows as there are, then columns."""
    squares = told.squares
    turns = (False,) if squares.timed else (False, True)
    plans = [plan for turned in turns for plan in _plans(told, high, turned=turned)]

    def shown(plan: Plan) -> tuple[int, int, int]:
        rows, columns = sum(map(len, plan.rows)), sum(map(len, plan.columns))
        return rows if squares.timed else 0, rows * columns, -len(plan.rows) * len(plan.columns)

    return max(plans, key=shown)


def _plans(told: Told, high: float, *, turned: bool) -> Iterator[Plan]:
    """A plan for each number of slides that rows may be parted over; `turned` headings are read from below."""
    squares, fit = told.squares, told.fit
    name = max(min(NAME, max(map(len, squares.names))) * SIGN, *map(heavy, squares.name.split())) / fit + ROUND
    words = [word for _, head in squares.columns for word in head.split()]
    upright = NARROWEST if squares.timed else max(map(heavy, words)) / fit + BESIDE
    least = TURNED * LINE + BESIDE if turned else upright
    head = _head(squares, least, fit, turned=turned)
    slides = MOST if squares.timed else MOST_OF_CODES
    every = _parted([_tall(one, fit) for one in squares.names], high - sum(head), slides)
    for n in range(1, len(every) + 1):
        rows = every[:n]
        names = squares.names[: rows[-1].stop]

        def across(columns: Sequence[int], names: Sequence[str] = names) -> int:
            return max(1, int((ROOM - name) / max(least, _wide(told, columns, names))))

        chosen, step = _chosen(squares, max(1, slides // n), across)
        each = math.ceil(len(chosen) / math.ceil(len(chosen) / across(chosen)))
        parts = tuple(tuple(chosen[at : at + each]) for at in range(0, len(chosen), each))
        column = min((ROOM - name) / each, STRETCHED * max(least, _wide(told, chosen, names)))
        yield Plan(tuple(rows), parts, name, column, head, turned, step)


def _wide(told: Told, columns: Sequence[int], names: Sequence[str]) -> float:
    """The widest text of a single square in the columns and the first rows."""
    shown = set(columns)
    held = zip(told.squares.held, told.texts, strict=True)
    texts = (len(text) for one, text in held if one.first == one.last and one.first in shown and one.down < len(names))
    return max(texts, default=1) * SIGN / told.fit + BESIDE


def _head(squares: Squares, column: float, fit: float, *, turned: bool) -> tuple[float, ...]:
    """How high each line of headings is."""
    groups = (LINE + FREE,) if any(group for group, _ in squares.columns) else ()
    heads = [head for _, head in squares.columns]
    if squares.timed:
        return (*groups, LINE + FREE)
    if turned:
        return (*groups, max(heavy(line) for one in heads for line in two_lines(one)) / fit + BESIDE)
    return (*groups, max(lines_in(one, (column - BESIDE) * fit) for one in heads) * LINE + FREE)


def _tall(name: str, fit: float) -> float:
    return max(1, len(textwrap.wrap(name, int(NAME_LINE * fit)))) * LINE + FREE


def _parted(heights: Sequence[float], high: float, slides: int) -> list[range]:
    """The rows of each slide: about as many on each, or when not all find room as many as each holds."""
    parts, first, used = list[range](), 0, 0.0
    for at, height in enumerate(heights):
        if at > first and used + height > high:
            parts.append(range(first, at))
            first, used = at, 0.0
        used += height
    parts.append(range(first, len(heights)))
    each = math.ceil(len(heights) / len(parts))
    even = [range(at, min(at + each, len(heights))) for at in range(0, len(heights), each)]
    fits = len(parts) <= slides and all(sum(heights[at] for at in part) <= high for part in even)
    return even if fits else parts[:slides]


def _chosen(squares: Squares, slides: int, across: Callable[[Sequence[int]], int]) -> tuple[list[int], int]:
    """The columns that are shown, and how far apart they are; `across` says how many of some stand on a slide."""
    every = list(range(len(squares.columns)))
    if squares.steady and len(every) > across(every):
        step = next((step for step in STEPS if math.ceil(len(every) / step) <= across(every)), STEPS[-1])
        return every[::-1][::step][: across(every)][::-1], step
    for n in range(len(every), 1, -1):
        chosen = every[-n:] if squares.timed else every[:n]
        if n <= across(chosen) * slides:
            return chosen, 1
    return every[-1:] if squares.timed else every[:1], 1


def _left(squares: Squares, plan: Plan, words: Words) -> str:
    """What is left out, counted; empty when nothing is."""
    of, n = len(squares.columns), sum(map(len, plan.columns))
    rows, found = sum(map(len, plan.rows)), list[str]()
    if plan.step > 1:
        found.append(words("slides.squares.thinned", step=plan.step, n=n, of=of))
    elif n < of:
        found.append(words("slides.squares.newest" if squares.timed else "slides.squares.columns", n=n, of=of))
    if rows < len(squares.names):
        found.append(words("slides.squares.rows", n=rows, of=len(squares.names)))
    return " ".join([*found, words("slides.squares.rest")]) if found else ""


def _grid(told: Told, plan: Plan, rows: range, columns: Sequence[int], said_of: str) -> Grid:
    """The squares of one slide."""
    squares, put = told.squares, []
    for one, text in zip(squares.held, told.texts, strict=True):
        seen = [at for at, column in enumerate(columns) if one.first <= column <= one.last]
        if one.down in rows and seen:
            wide = len(seen) * plan.column
            shown = text if one.first == one.last else _spanning(one, text, columns, wide, told.fit)
            tone = hexed(one.shade) if one.shade else ""
            put.append(Put(one.down - rows.start, seen[0], seen[-1], shown, tone, one.merged))
    return Grid(
        corner=squares.name,
        names=tuple(squares.names[at] for at in rows),
        groups=_groups(squares, columns, plan.column, told.fit),
        columns=tuple(_short(squares, column, plan.column, told.fit) for column in columns),
        squares=tuple(put),
        heights=(*plan.head, *(_tall(squares.names[at], told.fit) for at in rows)),
        wide=(plan.name, plan.column),
        turned=plan.turned,
        said=said_of,
    )


def _spanning(one: Square, text: str, columns: Sequence[int], wide: float, fit: float) -> str:
    """What stands in a square of several columns: its months and its number, or as much as is not misread."""
    bare = text.removeprefix(one.sign).strip()
    whole = one.first in columns and one.last in columns
    told = (f"{one.sign}{one.when}: {bare}", text if whole else "", one.sign or "\N{HORIZONTAL ELLIPSIS}")
    room = (wide - BESIDE) * fit / SIGN
    return next((said_of for said_of in told if said_of and len(said_of) <= room), told[-1])


def _groups(squares: Squares, columns: Sequence[int], column: float, fit: float) -> tuple[tuple[int, int, str], ...]:
    """The headings in common, each from its first column to its last, cut to a word where there is little room."""
    found: list[tuple[int, int, str]] = []
    for at, each in enumerate(columns):
        group = squares.columns[each][0]
        same = bool(found) and found[-1][2] == group
        found[-1:] = [(found[-1][0], at, group)] if same else [*found[-1:], (at, at, group)]
    if not any(group for _, _, group in found):
        return ()
    fitting = []
    for first, last, group in found:
        room = ((last - first + 1) * column - BESIDE / 2) * fit
        told = next((text for text in (group, group.partition(" ")[0]) if heavy(text) <= room), "")
        fitting.append((first, last, told))
    return tuple(fitting)


def _short(squares: Squares, at: int, column: float, fit: float) -> str:
    """A column's own heading; of a month its first letter where there is no room for its name."""
    head = squares.columns[at][1]
    if not squares.timed or heavy(head) / fit + BESIDE <= column or head.isdigit():
        return head
    return head[:1].upper()
