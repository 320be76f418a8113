"""A table as a slide has it: the columns and whole rows that are read from the back of the room, and how many more."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.charts import Way
from reformspor.page.markup import Markup, tag
from reformspor.page.tables import LOOKS
from reformspor.report.cells import Column, column_of, said
from reformspor.report.room import lines_of
from reformspor.words import Words

# Of the letters of a slide, 24 pixels high: how wide one is, how high a line is, and what stands round a cell.
LETTER, LINE, AROUND, BETWEEN = 12.2, 29, 11, 28
# A cell is broken into lines of at most so many letters; a name has more room than what is said of it.
NAME, CELL = 34, 24
# What is read by those who cannot see a slide is whole up to so many rows.
MOST_READ = 200


@dataclass(frozen=True)
class Table:
    """The markup, with how many rows and columns of how many it shows."""

    markup: Markup
    rows: tuple[int, int]
    columns: tuple[int, int]


def table_of(frame: pd.DataFrame, words: Words, caption: str, wide: int, high: int) -> Table:
    """As much of the table as there is room for in so many pixels: columns from the left, rows from the first."""
    cells, kinds = _cells(frame, words)
    heads = [str(name) for name in frame.columns]
    widths = [_width(place, [heads[place], *(row[place] for row in cells[:12])]) for place in range(len(heads))]
    kept = max(1, sum(1 for place in range(len(heads)) if sum(widths[: place + 1]) <= wide))
    widths = _spread(widths[:kept], [max(len(row[place]) for row in [heads, *cells]) for place in range(kept)], wide)
    room = high - _height(heads[:kept], widths)
    shown = 0
    for row in cells:
        room -= _height(row[:kept], widths)
        if room < 0:
            break
        shown += 1
    markup = _markup([heads[:kept]], [row[:kept] for row in cells[:shown]], kinds, caption, "sl-table")
    return Table(markup, (shown, len(cells)), (kept, len(heads)))


def read_aloud(frame: pd.DataFrame, words: Words, caption: str) -> Markup:
    """The whole table for those who do not see the figure, its first rows where it is very long."""
    cells, kinds = _cells(frame.head(MOST_READ), words)
    return _markup([[str(name) for name in frame.columns]], cells, kinds, caption, "sl-data")


def _cells(frame: pd.DataFrame, words: Words) -> tuple[list[list[str]], list[Column]]:
    kinds = [column_of(frame[column], names=place == 0) for place, column in enumerate(frame.columns)]
    rows = [
        [
            value.text if isinstance(value, Way) else said(words, value, kinds[place].decimals)
            for place, value in enumerate(row)
        ]
        for row in frame.itertuples(index=False, name=None)
    ]
    return rows, kinds


def _width(place: int, texts: list[str]) -> float:
    most = NAME if place == 0 else CELL
    words_in = [word for text in texts for word in text.split(" ")]
    longest = max((min(len(text), most) for text in texts), default=0)
    return max(longest, max(map(len, words_in), default=0)) * LETTER + BETWEEN


def _spread(widths: list[float], letters: list[int], wide: int) -> list[float]:
    """The widths with what is left over given to the columns whose texts would be broken, from the left."""
    spare, given = wide - sum(widths), []
    for width, longest in zip(widths, letters, strict=True):
        more = min(max(longest * LETTER + BETWEEN - width, 0.0), max(spare, 0.0))
        spare -= more
        given.append(width + more)
    return given


def _height(texts: list[str], widths: list[float]) -> float:
    letters = [max(1, round((width - BETWEEN) / LETTER)) for width in widths]
    lines = [lines_of(text, most) for text, most in zip(texts, letters, strict=False)]
    return max(lines, default=1) * LINE + AROUND


def _markup(heads: list[list[str]], rows: list[list[str]], kinds: list[Column], caption: str, cls: str) -> Markup:
    looks = [LOOKS[kind.kind] for kind in kinds]
    head = [
        tag("tr", *[tag("th", name, scope="col", cls=looks[at]) for at, name in enumerate(names)]) for names in heads
    ]
    body = [
        tag(
            "tr",
            *[
                tag("th" if at == 0 else "td", cell, cls=looks[at], scope="row" if at == 0 else None)
                for at, cell in enumerate(row)
            ],
        )
        for row in rows
    ]
    return tag("table", tag("caption", caption, cls="rs-sr"), tag("thead", *head), tag("tbody", *body), cls=cls)
