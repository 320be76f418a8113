"""A worked example is read from Markdown: given tables, and an answer for each scope it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Rows = tuple[dict[str, str], ...]
HEADING = re.compile(r"^(#{2,3}) (.+)$")


@dataclass(frozen=True)
class Case:
    """One answer of an example: the address bar's codes (empty for no filter) and the rows that come back.

    `settings` are the choices it is made with, key to value as text; the defaults hold for the rest.
    """

    scope: str
    columns: tuple[str, ...]
    rows: Rows
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Example:
    """The given tables by name, and what is answered to them."""

    name: str
    given: dict[str, Rows]
    cases: tuple[Case, ...]
    prose: str


@cache
def read_example(file: Path) -> Example:
    """The example of one Markdown file.

    `## Given` holds one `### table` each; a `## Scope` holds for the next `## Answer` alone.
    A `## Settings` holds, as a table of key and value, until the next one.
    """
    given: dict[str, Rows] = {}
    cases: list[Case] = []
    prose: list[str] = []
    scope = ""
    settings: tuple[tuple[str, str], ...] = ()
    for heading, lines in _sections(file.read_text("utf-8")):
        table = [line for line in lines if line.startswith("|")]
        prose += [line for line in lines if line and not line.startswith(("|", "`"))]
        if heading == "Scope":
            scope = next(line.strip("`") for line in lines if line.startswith("`"))
        elif heading == "Settings":
            settings = tuple((row["key"], row["value"]) for row in _table(table)[1])
        elif heading == "Answer":
            columns, rows = _table(table)
            cases.append(Case(scope, columns, rows, settings))
            scope = ""
        elif heading.startswith("table "):
            given[heading.removeprefix("table ")] = _table(table)[1]
    return Example(f"{file.parent.name}/{file.stem}", given, tuple(cases), "\n".join(prose))


def _sections(text: str) -> list[tuple[str, list[str]]]:
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading:
            name = heading[2].strip()
            sections.append(("table " + name if heading[1] == "###" else name, []))
        else:
            sections[-1][1].append(line.strip())
    return sections


def _table(lines: list[str]) -> tuple[tuple[str, ...], Rows]:
    if not lines:
        return (), ()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    columns = tuple(cells[0])
    return columns, tuple(dict(zip(columns, row, strict=True)) for row in cells[2:])
