"""A file nobody knows yet is read as grids of text: one for a text table, one for each sheet of a workbook."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.errors import ReformsporError
from reformspor.intake import parquet, workbook
from reformspor.intake.decoding import inspect
from reformspor.intake.fields import Limits
from reformspor.intake.finding import READABLE, called
from reformspor.intake.opening import under_own_name
from reformspor.intake.separators import ENCODING_ERRORS, SEPARATORS, read_top

# Enough to know a column by, and little enough to be looked through at once.
SAMPLE = 2_000
LOOKED_AT = 60


@dataclass(frozen=True)
class Grid:
    """The first rows of a table as text, headings and what stands above them among them.

    `first_line` is the file's own line of the first row, `stem` the file's name without its ending, and `typed` says
    that its first row is known to be the headings (Parquet).
    """

    file: str
    stem: str
    sheet: str
    rows: list[list[str]]
    first_line: int = 1
    alone: bool = True
    typed: bool = False


def grids_of(path: Path, folder: Path) -> list[Grid]:
    """The grids of a file, or of every readable file of a folder; copies are made in `folder`.

    Raises ReformsporError("mapping.unread") with the fault's code for a file that holds no text table.
    """
    files = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
    readable = [file for file in files if file.suffix.lower() in READABLE and not file.is_symlink()]
    if not readable:
        raise ReformsporError("mapping.unread", file=called(path), why="unknown_file")
    return [grid for file in readable for grid in _of_file(file, under_own_name(file, folder))]


def _of_file(file: Path, safe: Path) -> Iterator[Grid]:
    suffix = file.suffix.lower()
    if suffix == ".xlsx":
        yield from _of_workbook(file, safe)
    elif suffix == ".parquet":
        yield _of_parquet(file, safe)
    else:
        seen = inspect(safe)
        if seen.refusal is not None or seen.encoding is None or seen.size > Limits().unpacked:
            raise ReformsporError("mapping.unread", file=called(file), why=seen.refusal or "not_text")
        yield _of_text(file, safe, seen.encoding)


def _of_workbook(file: Path, safe: Path) -> Iterator[Grid]:
    sheets = workbook.read_workbook(safe, Limits().unpacked)
    if isinstance(sheets, str) or not sheets:
        raise ReformsporError("mapping.unread", file=called(file), why=sheets or "empty")
    for sheet in sheets:
        rows = sheet.rows[:SAMPLE]
        yield Grid(called(file), file.stem, sheet.name, rows, sheet.first_line, len(sheets) == 1)


def _of_parquet(file: Path, safe: Path) -> Grid:
    with duckdb.connect() as con:
        footer = parquet.read_footer(con, safe)
        if footer is None:
            raise ReformsporError("mapping.unread", file=called(file), why="unreadable")
        rows = con.execute(f"select * from {parquet.relation(safe, footer.columns)} limit {SAMPLE}").fetchall()
    texts = [[value or "" for value in row] for row in rows]
    return Grid(called(file), file.stem, "", [[name for name, _ in footer.columns], *texts], typed=True)


def _of_text(file: Path, safe: Path, encoding: str) -> Grid:
    top = read_top(safe, encoding)
    sign = top.named or _separator(list(top.lines[:LOOKED_AT]))
    with safe.open(encoding=encoding, errors=ENCODING_ERRORS, newline="") as lines:
        for _ in range(top.passed):
            lines.readline()
        rows = _records(csv.reader(_without_mark(lines), delimiter=sign))
    return Grid(called(file), file.stem, "", rows, top.passed + 1)


def _records(reader: Iterator[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    while len(rows) < SAMPLE:
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows
        except csv.Error:
            continue
    return rows


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.lstrip("\ufeff").replace("\0", "")


def _separator(lines: list[str]) -> str:
    """The sign that most lines have equally many of, quoted texts not counted."""

    def evenness(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        width, lines_so = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return lines_so, width

    return max(SEPARATORS, key=evenness)
