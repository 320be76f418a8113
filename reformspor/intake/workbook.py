"""Excel workbooks give each sheet that stands for a table as a tidy copy, with numbers and dates as written text."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from reformspor.intake.cell_errors import Cells, broken_cells
from reformspor.intake.sumline import is_sum
from reformspor.intake.weighing import weigh


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and its rows as text, headings and what stands above them among them (blank rows at both ends
    left out), and the line of the sheet that the first of them stands on."""

    name: str
    rows: list[list[str]]
    first_line: int


def read_workbook(path: Path, unpacked: int) -> list[Sheet] | str:
    """The filled sheets of a workbook, or the fault code of one that is too large or cannot be read."""
    try:
        weighed = weigh(path, unpacked)
        if isinstance(weighed, str):
            return weighed
        broken = broken_cells(path, weighed)
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return [sheet for name in book.sheet_names if (sheet := _sheet(book, name, broken.get(name, {})))]
    # zipfile calls an archive of a version that does not exist yet not implemented, and a locked one a runtime error.
    except (zipfile.BadZipFile, zlib.error, python_calamine.CalamineError, OSError, ValueError, KeyError, RuntimeError):
        return "unreadable"


def _sheet(book: python_calamine.CalamineWorkbook, name: str, broken: Cells) -> Sheet | None:
    sheet = book.get_sheet_by_name(name)
    rows = [[_as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    top, left = sheet.start or (0, 0)
    for (row, column), text in broken.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = text
    while rows and not any(rows[-1]):
        rows.pop()
    line = top + 1
    while rows and not any(rows[0]):
        rows.pop(0)
        line += 1
    return Sheet(name, rows, line) if rows else None


def _as_text(cell: object) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case dt.datetime():
            clock = (cell.hour, cell.minute, cell.second)
            return cell.date().isoformat() if clock == (0, 0, 0) else cell.isoformat(" ", "seconds")
        case dt.date() | dt.time():
            return cell.isoformat()
        case _:
            return str(cell)


def write_tidy(rows: Sequence[list[str]], width: int, target: Path) -> tuple[int, tuple[str, ...] | None]:
    """Write rows of a sheet, `width` cells each, with a row number first; gives the rows read and the texts of a totals
    line."""
    total = tuple(rows[-1]) if rows and is_sum(rows[-1]) else None
    with target.open("w", encoding="utf-8", newline="") as out:
        write: Callable[[list[str]], object] = csv.writer(out, lineterminator="\n").writerow
        for at, row in enumerate(rows[:-1] if total else rows, 1):
            write([str(at), *(cell.replace("\0", "\x01") for cell in row[:width]), *[""] * (width - len(row))])
    return len(rows), total
