"""The separator is the one that lets the headings be read as headings, or the one a `sep=` line names."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from reformspor.intake.fields import OwnTable
from reformspor.intake.headings import knows, place_headings
from reformspor.intake.layout import DEEPEST, joined_headings

SEPARATORS = (",", ";", "\t", "|")
ENCODING_ERRORS = "surrogateescape"
LONGEST_HEAD = 1 << 20
LONGEST_FIELD = 64 * 1024 * 1024
LOOKED_AT, LONGEST_HEADING = 400, 10
LINE_END = re.compile(r"\r\n|\r|\n")
SEP_LINE = re.compile(r'"?sep=.\"?', re.IGNORECASE)
QUOTE_OPENS = re.compile(r'(?:^|[,;\t|])\s*"')

# The limit is the process's own: set here, where every reader of separated text begins, so that a text too long for
# its column is named as such by whoever meets it first.
csv.field_size_limit(LONGEST_FIELD)


@dataclass(frozen=True)
class Head:
    """How a text table begins: its separator, headings, lines to pass over before the first data row, how many rows
    stand above the headings and say something, with what they say, and whether the headings were tidied: broken
    over several lines, or with blanks at their ends."""

    separator: str
    headings: tuple[str, ...]
    lines: int
    named: bool = False
    above: int = 0
    over: tuple[str, ...] = ()
    broken: bool = False
    padded: int = 0


@dataclass(frozen=True)
class Top:
    """The first lines of a text table after blank ones and a `sep=` line: how many were passed, what it named, and of
    each line how many the file has, since a quoted text may hold line breaks."""

    lines: tuple[str, ...]
    passed: int
    named: str | None
    heights: tuple[int, ...] = ()

    def split(self, separator: str, most: int = DEEPEST + 3) -> list[list[str]]:
        """The lines as fields."""
        return [_split(line, separator) for line in self.lines[:most]]


def read_top(path: Path, encoding: str) -> Top:
    """The top of a text table."""
    with path.open(encoding=encoding, errors=ENCODING_ERRORS, newline="") as file:
        start = file.read(LONGEST_HEAD).lstrip("\ufeff")
    lines = LINE_END.split(start)
    passed = 0
    while passed < len(lines) and not lines[passed].strip():
        passed += 1
    named: str | None = None
    first = lines[passed] if passed < len(lines) else ""
    if SEP_LINE.fullmatch(first):
        named, passed = first.strip('"')[4], passed + 1
    whole = _unbroken(lines[passed : passed + LOOKED_AT]) or [("", 1)]
    return Top(tuple(line for line, _ in whole), passed, named, tuple(high for _, high in whole))


def read_head(path: Path, encoding: str, table: OwnTable) -> Head:
    """The head of a text table as `table` reads it; the separator under which most of its headings are known, comma
    when none are."""
    top, known = read_top(path, encoding), knows(table)
    best: tuple[int, Head] | None = None
    for sign in (top.named,) if top.named else SEPARATORS:
        rows = top.split(sign)
        at, high = place_headings(rows, table, top.passed + 1)
        headings = [" ".join(heading.split()) for heading in joined_headings(rows[at : at + high])]
        count = sum(known(heading) for heading in headings)
        if best is None or count > best[0]:
            heights, cells = top.heights[: at + high], [cell for row in rows[at : at + high] for cell in row]
            head = Head(
                sign,
                tuple(headings),
                top.passed + sum(heights),
                top.named is not None,
                at,
                top.lines[:at],
                sum(heights) > at + high,
                sum(cell != cell.strip() for cell in cells if cell.strip()),
            )
            best = (count, head)
    assert best is not None
    return best[1]


def _unbroken(lines: list[str]) -> list[tuple[str, int]]:
    """Lines with each quoted text whole, also where it is broken over several, and how many lines each was."""
    found, at = [], 0
    while at < len(lines):
        high = 1
        if lines[at].count('"') % 2 and QUOTE_OPENS.search(lines[at]):
            ends = (n for n, line in enumerate(lines[at + 1 : at + LONGEST_HEADING], 2) if line.count('"') % 2)
            high = next(ends, 1)
        found.append(("\n".join(lines[at : at + high]), high))
        at += high
    return found


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(line, newline=""), delimiter=separator), [])
