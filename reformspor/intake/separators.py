"""The separator is the one that lets the first line be read as headings, or the one a `sep=` line names."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEPARATORS = (",", ";", "\t", "|")
ENCODING_ERRORS = "surrogateescape"
LONGEST_HEAD = 1 << 20
LINE_END = re.compile(r"\r\n|\r|\n")
SEP_LINE = re.compile(r'"?sep=.\"?', re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """How a text table begins: its separator, headings, lines to pass over before the first data row."""

    separator: str
    headings: tuple[str, ...]
    lines: int
    named: bool = False


def read_head(path: Path, encoding: str, known: Callable[[str], bool]) -> Head:
    """The head of a text table; the separator under which most headings are known, comma when none are."""
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
    first = lines[passed] if passed < len(lines) else ""
    choices = (named,) if named else SEPARATORS
    best = max(choices, key=lambda sign: sum(known(heading) for heading in _split(first, sign)))
    return Head(best, tuple(_split(first, best)), passed + 1, named is not None)


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])
