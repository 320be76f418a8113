"""A source is one file's table as text columns in physical order, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.intake.careful import Torn
from reformspor.intake.fields import Frame, Limits, OwnTable, fold, literal
from reformspor.intake.headings import Match, given_elsewhere, knows
from reformspor.intake.separators import Head
from reformspor.intake.tally import Tally

TIDY_LINE = 128 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A table to be typed: `relation` gives c0, c1 … as text and, when `numbered`, `row` as well.

    `read` and `refused` count what the reading itself saw (None: not yet known). `again` makes the same
    source by the careful reader, for a file the fast one cannot take; `lacks` are signs that no field holds. `spread`
    rows were made of each row of the file; `first_line` is the line of the sheet the first row stands on (0 for a
    text). Of the rows read, `examples` were the template's own; `marked` says that an example's mark may stand in
    others.
    """

    file: str
    table: OwnTable
    sha256: str
    relation: str
    match: Match
    numbered: bool
    read: int | None = None
    refused: int = 0
    sum_line: tuple[str, ...] | None = None
    torn: tuple[Torn, ...] = ()
    again: Callable[[], Source] | None = None
    lacks: frozenset[str] = frozenset()
    spread: int = 1
    first_line: int = 0
    examples: int = 0
    marked: bool = False


@dataclass(frozen=True)
class Desk:
    """Where sources are opened: a connection, a folder of our own, the limits, the two tallies, and what
    values are read against."""

    con: duckdb.DuckDBPyConnection
    folder: Path
    limits: Limits
    faults: Tally
    notices: Tally
    tables: Mapping[str, OwnTable]
    frame: Frame


def fast_relation(path: Path, head: Head, *, quoted: bool) -> str:
    """DuckDB's own reading of a plain text table, every column as text and nothing sniffed."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(head.headings)))
    quote = "'\"'" if quoted else "''"
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = {head.lines}, "
        f"delim = {literal(head.separator)}, quote = {quote}, escape = {quote}, nullstr = '', strict_mode = true, "
        f"columns = {{{columns}}})"
    )


def tidy_relation(path: Path, width: int) -> str:
    """DuckDB's reading of a tidy copy: the row number, then every column as text."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '', new_line = '\\n', parallel = false, max_line_size = {TIDY_LINE // 32}, "
        f"columns = {{'row': 'BIGINT', {columns}}})"
    )


def score(headings: tuple[str, ...], table: OwnTable) -> float:
    """The share of a table's required fields that the headings hold, and a little for the others."""
    known, given = knows(table), given_elsewhere(table)
    held = {fold(heading) for heading in headings if known(heading)}
    required = [field for field in table.fields.values() if field.required and field.name not in given]
    found = sum(any(fold(name) in held for name in (field.name, *field.headings)) for field in required)
    share = found / len(required) if required else 1
    return (share if held else 0) + len(held) / 1000


def best_table(tables: Mapping[str, OwnTable], scores: Mapping[str, float], enough: float) -> OwnTable | None:
    """The table with the highest score, when it is enough."""
    best = max(scores, key=lambda name: scores[name], default=None)
    return tables[best] if best is not None and scores[best] >= enough else None
