"""A text file becomes columns of texts, whatever program wrote it, or it is said why it cannot be read."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from reformspor.effects.result import Refusal
from reformspor.intake.decoding import inspect
from reformspor.intake.separators import SEPARATORS as USUAL

SEPARATORS = (*USUAL, " ")
LOOKED_AT = 200
MOST_BYTES = 1 << 30
# A quote that is never closed makes one cell of all that follows it.
LONGEST_CELL = 1 << 20


@dataclass(frozen=True)
class Table:
    """Columns by name, cells as the texts that stand there; or why there are none. `sha256` is the file's."""

    columns: dict[str, list[str]]
    sha256: str = ""
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values()), ()))


def read_table(path: Path) -> Table:
    """The table of a text file: UTF-8, UTF-16 or Windows-1252; separated by comma, semicolon, tab, bar or
    blanks; with quotes.

    Row names without a heading, as R writes them, are a column called «row». Empty lines are left out. Raises OSError.
    """
    # A pipe or a device has no end to wait for.
    if path.exists() and not path.is_file() and not path.is_dir():
        return _none("file_not_text")
    if path.stat().st_size > MOST_BYTES:
        return _none("file_large", mib=MOST_BYTES >> 20)
    found = inspect(path)
    if found.encoding is None:
        return _none("file_empty" if found.refusal == "empty" else "file_not_text")
    try:
        text = path.read_text(found.encoding)
    except UnicodeDecodeError:
        return _none("file_mixed")
    notices = (Refusal("read_as_1252"),) if found.encoding == "cp1252" else ()
    return _table(text, found.sha256, notices)


def _table(text: str, sha256: str, notices: tuple[Refusal, ...]) -> Table:
    separator, begins = _separator(text)
    rows = _rows(text, separator, begins)
    names = [name.strip() for name in next(rows, [])]
    try:
        columns = _columns(names, rows)
    except csv.Error:
        return _none("file_broken")
    if isinstance(columns, Refusal):
        return Table({}, sha256, (columns,))
    return Table(columns, sha256, () if columns else (Refusal("no_rows"),), notices)


def _columns(names: list[str], rows: Iterator[list[str]]) -> dict[str, list[str]] | Refusal:
    first = next(rows, None)
    if first is None:
        return {}
    if len(first) == len(names) + 1:
        names = ["row", *names]
    if twice := [name for name, n in Counter(names).items() if n > 1]:
        return Refusal("named_twice", {"column": twice[0] or "–"})
    columns: list[list[str]] = [[] for _ in names]
    for number, row in enumerate(chain([first], rows), 1):
        if len(row[-1]) > LONGEST_CELL:
            return Refusal("file_broken")
        if len(row) != len(names):
            return Refusal("ragged", {"row": number, "n": len(row), "columns": len(names)})
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)
    return dict(zip(names, columns, strict=True))


def _rows(text: str, separator: str, begins: int) -> Iterator[list[str]]:
    """The rows that hold anything."""
    reader = csv.reader(io.StringIO(text[begins:], newline=""), delimiter=separator, skipinitialspace=True)
    return (row for row in reader if any(map(str.strip, row)))


def _separator(text: str) -> tuple[str, int]:
    """The sign that parts the most columns the same way in the first lines, and where the table begins."""
    if text[:4].lower() == "sep=":
        return text[4], text.index("\n") + 1 if "\n" in text else len(text)
    best, most = ",", 1
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in islice(_rows(text, separator, 0), LOOKED_AT)]
        except csv.Error:
            continue
        # The heading may lack a name for row names; every other row is as wide as the rest.
        even = len(set(widths[1:])) <= 1 and bool(widths) and (len(widths) == 1 or 0 <= widths[1] - widths[0] <= 1)
        if even and widths[0] > most:
            best, most = separator, widths[0]
    return best, 0


def _none(code: str, **places: object) -> Table:
    return Table({}, refused=(Refusal(code, places),))
