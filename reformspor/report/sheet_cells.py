"""Sheets of a workbook written from the top: texts that cannot run, numbers with the decimals that are shown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reformspor.intake.guarding import guarded
from reformspor.report.native_axes import REGION

# What a sheet's name may not hold, and how long it may be.
FORBIDDEN, LONGEST = re.compile(r"[\[\]:*?/\\']"), 31
# The most signs a cell holds; columns in signs, a line in points.
MOST_SIGNS, NARROW, WIDE, LINE = 32_000, 12, 60, 15


@dataclass(frozen=True)
class Styles:
    """The looks of cells; those of numbers by their decimals."""

    book: Any
    strong: Any
    head: Any
    region: str
    numbers: dict[int, Any] = field(default_factory=dict)

    def number(self, decimals: int) -> Any:
        """Of a number with so many decimals."""
        if decimals not in self.numbers:
            form = f"{self.region}#,##0" + (f".{'0' * decimals}" if decimals else "")
            self.numbers[decimals] = self.book.add_format({"num_format": form})
        return self.numbers[decimals]


def styles_of(book: Any, lang: str) -> Styles:
    """The looks of a new workbook."""
    head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F0EEE8"}
    return Styles(book, book.add_format({"bold": True}), book.add_format(head), REGION[lang])


@dataclass
class Sheet:
    """A sheet and the row that is written next."""

    sheet: Any
    styles: Styles
    at: int = 0
    below: int = 0

    def line(self, text: str, *, strong: bool = False) -> None:
        """A text in the first column."""
        if text:
            self._text(0, text, self.styles.strong if strong else None)
        self.at += 1

    def pair(self, name: str, text: str) -> None:
        """A name and what is said of it."""
        self._text(0, name, self.styles.strong)
        self._text(1, text)
        self.at += 1

    def heads(self, names: Sequence[str]) -> None:
        """Headings, which stay in sight."""
        for place, name in enumerate(names):
            self._text(place, name, self.styles.head)
        lines = max((len(textwrap.wrap(name, NARROW)) for name in names), default=1)
        self.sheet.set_row(self.at, LINE * max(1, lines))
        self.at += 1
        self.below = self.at
        self.sheet.freeze_panes(self.at, 0)

    def row(self, cells: Sequence[Any], decimals: Sequence[int | None] = ()) -> None:
        """A row of texts and numbers; `decimals` are those of each column."""
        for place, value in enumerate(cells):
            if isinstance(value, str):
                self._text(place, value)
                continue
            shown = decimals[place] if place < len(decimals) else None
            whole = float(value) == round(float(value))
            style = self.styles.number((0 if whole else 1) if shown is None else shown)
            self.sheet.write_number(self.at, place, float(f"{float(value):.10g}"), style)
        self.at += 1

    def fitted(self, frame: pd.DataFrame, *, first: bool) -> None:
        """Columns as wide as what stands in them, within reason."""
        for place, name in enumerate(frame.columns):
            longest = max((len(str(value)) for value in frame[name].head(200)), default=0)
            least = 30 if first and place == 0 else NARROW
            self.sheet.set_column(place, place, min(max(least, longest + 2, len(str(name)) // 2), WIDE))

    def widths(self, signs: Sequence[int]) -> None:
        """Columns of so many signs each."""
        for place, wide in enumerate(signs):
            self.sheet.set_column(place, place, wide)

    def _text(self, place: int, text: str, style: Any = None) -> None:
        said = guarded("".join(sign for sign in text if sign >= " " or sign in "\t\n"))
        self.sheet.write_string(self.at, place, said[:MOST_SIGNS], style)


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has."""
    plain = FORBIDDEN.sub(" ", name).strip() or "-"
    number, found = 1, plain[:LONGEST].strip()
    while found.lower() in taken:
        number += 1
        tail = f" {number}"
        found = plain[: LONGEST - len(tail)].strip() + tail
    return found
