"""How a table is set on a page: what each cell says, how wide each column is, and in how many parts it is folded."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from reformspor.report.cells import Kind, column_of, said
from reformspor.report.room import lines_of
from reformspor.report.sizes import ROOM, Layout
from reformspor.words import Words

# A letter of a table, and what stands empty on both sides of a cell, in millimetres; how much more of it a capital or a
# digit takes, as in the codes that are words of nothing else.
LETTER, AROUND, LARGER = 1.52, 3.8, 0.2
# The longest word that is not parted, the most letters of a text that widen its column, and where there is room left.
WHOLE, WIDEST, ROOMY = 17, 42, 84
# How much wider heavy letters are, and the longest word of a heading that is not parted, counted in ordinary ones.
HEAVY, HEAD = 1.15, 22
# How high a page is within its margins, a line of a table, and what is over and under the lines of a row.
PAGE_HEIGHT: dict[Layout, float] = {"standing": 253, "lying": 166, "columns": 253}
LINE, OVER = 3.25, 1.7
# A table that takes more pages upright is laid on its side where that takes so much fewer.
MANY, FEWER = 4, 0.85
# No text is parted over more lines than this, if there is room.
MOST_LINES = 6
# Narrow tables of more rows stand in two columns.
FEW_ROWS = 26
# A table of so few rows is folded upright rather than laid on its side, if that takes no more than so many parts.
SHORT, MOST_PARTS = 14, 3
# A table folded into parts has in each the columns that tell its rows apart, at most so many.
MOST_NAMES = 3
# A day stands with its month, and the name of a passport is one word.
NAMED = re.compile(r"RS(?:-[0-9A-Z]{4}){3}")
BREAK = re.compile(
    r"(?<!\d\.)(?:(?<!\d)[\t\n\r ]+|[\t\n\r ]+(?![A-Z][a-z]+ \d{4}))|(?<=-)(?<!RS-)(?<!RS-.{4}-)(?<!RS-.{9}-)"
)


@dataclass(frozen=True)
class Part:
    """Columns of a table that stand beside each other, by their places, and their widths in millimetres."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Fitted:
    """A table as texts. A part has all rows; there are several where not all columns fit beside each other.

    `more` is how many rows it has that are not among these.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[Kind, ...]
    parts: tuple[Part, ...]
    layout: Layout
    more: int = 0


def fitted(words: Words, frame: pd.DataFrame) -> Fitted:
    """The table upright if it fits so, else on its side, else on its side in parts."""
    columns = [column_of(frame[name], names=place == 0) for place, name in enumerate(frame.columns)]
    rows = tuple(
        tuple(said(words, value, column.decimals) for value, column in zip(row, columns, strict=True))
        for row in frame.itertuples(index=False, name=None)
    )
    heads = tuple(str(name) for name in frame.columns)
    least, wish, most = _widths(heads, rows)
    names = _names(rows, len(heads))
    asked = list(zip(least, wish, most, strict=True))
    layout = _layout(least, wish, len(rows), names)
    parts = _parts(asked, layout, names)
    if layout == "standing" and (upright := _pages(rows, parts, layout)) > MANY:
        lying = _parts(asked, "lying", names)
        if _pages(rows, lying, "lying") < FEWER * upright:
            layout, parts = "lying", lying
    return Fitted(heads, rows, tuple(column.kind for column in columns), parts, layout)


def _parts(asked: Sequence[tuple[float, float, float]], layout: Layout, names: int) -> tuple[Part, ...]:
    """The columns of each part with their widths, where what each asks for is its least, its wish and its most."""
    room = ROOM[layout]
    folded = _folded([least for least, _, _ in asked], room, names)
    return tuple(Part(chosen, _shared([asked[place] for place in chosen], room)) for chosen in folded)


def _pages(rows: Sequence[Sequence[str]], parts: Sequence[Part], layout: Layout) -> float:
    """How many pages the rows take, as near as the number of their letters tells it."""
    high = 0.0
    for part in parts:
        letters = [max(1, int((width - AROUND) / LETTER)) for width in part.widths]
        beside = list(zip(part.columns, letters, strict=True))
        high += sum(OVER + LINE * max(lines_of(row[place], room) for place, room in beside) for row in rows)
    return high / PAGE_HEIGHT[layout]


def _layout(least: Sequence[float], wish: Sequence[float], n_rows: int, names: int) -> Layout:
    """How the page of a table lies."""
    if sum(wish) <= ROOM["columns"] and n_rows > FEW_ROWS:
        return "columns"
    if sum(least) <= ROOM["standing"]:
        return "standing"
    folded = n_rows <= SHORT and len(_folded(least, ROOM["standing"], names)) <= MOST_PARTS
    return "standing" if folded else "lying"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[float], list[float], list[float]]:
    """The least each column needs so that no word is cut and no cell is a tall strip, its wish, and the most: one line.

    The wish is one line too, but for long texts.
    """
    least, wish, most = [], [], []
    for place, head in enumerate(heads):
        texts = [head, *(row[place] for row in rows)]
        word = max((_whole(piece) for text in texts[1:] for piece in BREAK.split(text)), default=0)
        heavy = max(math.ceil(len(piece) * HEAVY) for piece in BREAK.split(head))
        whole = max(len(text) for text in texts[1:]) if rows else 0
        needed = min(max(word, min(heavy, HEAD), whole / MOST_LINES), WIDEST) * LETTER + AROUND
        least.append(needed)
        line = max(whole, len(head) / 2)
        wish.append(max(needed, min(line, WIDEST) * LETTER + AROUND))
        most.append(max(needed, min(line, ROOMY) * LETTER + AROUND))
    return least, wish, most


def _whole(piece: str) -> int:
    """How many ordinary letters a word needs so that it is not parted where it must not be."""
    letters = math.ceil(len(piece) + LARGER * sum(letter.isupper() or letter.isdigit() for letter in piece))
    return letters if NAMED.fullmatch(piece) else min(letters, WHOLE)


def _shared(asked: Sequence[tuple[float, float, float]], room: float) -> tuple[float, ...]:
    """What each column gets of its least, its wish and its most: the largest there is room for, and of the rest."""
    least, wish, most = zip(*asked, strict=True)
    if sum(most) <= room:
        return tuple(round(one, 2) for one in most)
    if sum(wish) <= room:
        least, wish = wish, most
    # A single table that is too narrow even for its least has columns whose words are parted.
    squeezed = min(1.0, room / sum(least))
    left = max(0.0, room - sum(least))
    wanted = sum(wish) - sum(least)
    return tuple(
        round(low * squeezed + (left * (high - low) / wanted if wanted else 0), 2)
        for low, high in zip(least, wish, strict=True)
    )


def _folded(least: Sequence[float], room: float, names: int) -> list[tuple[int, ...]]:
    """The places of the columns of each part, about as many in each and as few parts as there is room for."""
    if sum(least) <= room:
        return [tuple(range(len(least)))]
    parts = _parted(least, room, names)
    narrower = (_parted(least, room - less, names) for less in range(0, round(room), 4))
    return [found for found in narrower if len(found) == len(parts)][-1]


def _parted(least: Sequence[float], room: float, names: int) -> list[tuple[int, ...]]:
    """The places of the columns of each part, those that name the rows first in every one."""
    first = tuple(range(names))
    taken, parts, part = sum(least[:names]), [], list(first)
    width = taken
    for place in range(names, len(least)):
        if width + least[place] > room and len(part) > names:
            parts.append(tuple(part))
            part, width = list(first), taken
        part.append(place)
        width += least[place]
    return [*parts, tuple(part)]


def _names(rows: Sequence[Sequence[str]], columns: int) -> int:
    """How many of the first columns it takes to tell the rows apart."""
    most = min(MOST_NAMES, max(1, columns - 1))
    return next((n for n in range(1, most) if len({row[:n] for row in map(tuple, rows)}) == len(rows)), most)
