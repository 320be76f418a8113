"""A document as parts in order: headings, paragraphs, lists and tables, with the fields somebody must fill in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Double square brackets hold what the municipality must write itself.
OPEN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Open:
    """A field that is not filled in: what should stand there."""

    asks: str


Run = str | Open


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph, open fields within it; `note` is set smaller."""

    runs: tuple[Run, ...]
    note: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of paragraphs."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A table with headings; `widths` are the columns' parts of the width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[float, ...] = ()


Part = Heading | Text | Bullets | Grid


@dataclass(frozen=True)
class Document:
    """A whole document: what its file is called, its title, what stands on every page, its day, and its parts.

    `field` is the word before the number of an open field.
    """

    name: str
    title: str
    header: str
    footer: str
    field: str
    day: dt.date
    parts: tuple[Part, ...]

    @property
    def open(self) -> tuple[Open, ...]:
        """Every field that is not filled in, in the order they stand."""
        return tuple(run for line in lines(self.parts) for run in line if isinstance(run, Open))


def runs(text: str) -> tuple[Run, ...]:
    """A text with `[[…]]` in it as plain text and open fields in turn."""
    found: list[Run] = []
    for place, piece in enumerate(OPEN.split(text)):
        if piece:
            found.append(Open(piece) if place % 2 else piece)
    return tuple(found)


def paragraph(text: str, *, note: bool = False) -> Text:
    """A paragraph from a text with open fields."""
    return Text(runs(text), note)


def bullets(texts: Iterable[str]) -> Bullets:
    """A list from texts with open fields."""
    return Bullets(tuple(runs(text) for text in texts))


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()) -> Grid:
    """A table from texts with open fields."""
    return Grid(tuple(heads), tuple(tuple(runs(cell) for cell in row) for row in rows), tuple(widths))


def plain(parts: Iterable[Part]) -> str:
    """Everything that is written, a line a paragraph or cell; open fields between brackets."""
    return "\n".join(
        "".join(f"[{run.asks}]" if isinstance(run, Open) else run for run in line) for line in lines(parts)
    )


def lines(parts: Iterable[Part]) -> list[tuple[Run, ...]]:
    """Every paragraph, list item and cell as its runs."""
    found: list[tuple[Run, ...]] = []
    for part in parts:
        match part:
            case Heading():
                found.append((part.text,))
            case Text():
                found.append(part.runs)
            case Bullets():
                found += part.items
            case Grid():
                found += [(head,) for head in part.heads]
                found += [cell for row in part.rows for cell in row]
    return found
