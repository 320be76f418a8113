"""What is seen in a file, piece by piece: a paragraph, a table, or the numbers a chart is drawn from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

# `book` is the workbook behind a chart, `entry` a line of a list of contents or figures.
Sort = Literal["text", "table", "chart", "book", "entry"]
Rows = tuple[tuple[str, ...], ...]
# All that a workbook keeps of a number.
FIGURES = 15
# In the form of a number: colours, languages and conditions, and what is shown as it stands.
IN_BRACKETS, OWN = re.compile(r"\[[^\]]*\]"), re.compile(r'"([^"]*)"|\\(.)|([1-9])')
# A number as it is written in any of the three languages, and nothing else.
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Piece:
    """`place` says where in the file it stands (a sheet's name, a slide's number; empty where nothing says so).

    The first row of a table is its headings. All cells are text without blanks at the ends, numbers with FIGURES
    figures.
    """

    sort: Sort
    place: str
    rows: Rows

    @property
    def text(self) -> str:
        """All that it says, on one line."""
        return " · ".join(" | ".join(row) for row in self.rows)


def paragraph(place: str, said: str, sort: Sort = "text") -> Piece:
    """One paragraph, or one line of a list."""
    return Piece(sort, place, ((squeezed(said),),))


def table(place: str, rows: list[list[str]], sort: Sort = "table") -> Piece:
    """A table without its empty rows and the empty cells at the end of each."""
    kept = [_trimmed([squeezed(one) for one in row]) for row in rows]
    return Piece(sort, place, tuple(tuple(row) for row in kept if row))


def cell(value: object) -> str:
    """A cell of a workbook as text: numbers with FIGURES figures, days as 2026-10-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{float(value) + 0.0:.{FIGURES}g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def shown_as(place: str, forms: Iterable[str]) -> Iterator[Piece]:
    """The forms of numbers that show a digit of their own, whatever the number is; no document is made with such."""
    for form in forms:
        shown = "".join("".join(one) for one in OWN.findall(IN_BRACKETS.sub("", form)))
        if any(sign.isdigit() for sign in shown):
            yield paragraph(place, form)


def number(text: str) -> str:
    """A cell of a plain text file: one that is nothing but a number as `cell` has it, others as they are."""
    if not NUMBER.fullmatch(text) or sum(sign.isdigit() for sign in text) > FIGURES:
        return text
    return cell(float(text.replace("−", "-").replace(",", ".")))


def squeezed(text: str) -> str:
    """Text on one line, with ordinary spaces alone and none of the signs that only say where a word may be cut."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").replace("\N{ZERO WIDTH SPACE}", "").split())


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row
