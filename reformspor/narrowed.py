"""A question is answered by the smallest table that can: its pieces have narrow forms, each with what it cannot do.

A file under `queries/shared/narrow` gives the same rows as the piece it names, summed or worked out beforehand, from a
table that is kept for it. Its header declares when: `table` is the table it reads, `unset` are the parameters that may
not be set, `lacks` the columns its rows are without, `own_day` says that it tells of the day of the export and no
earlier, and `beside` is what the question itself must say. The question as it is shown, hashed and cited is always the
full one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reformspor.questions import QUERIES, SHARED, Question, load_pieces, with_pieces
from reformspor.store import UNREAD, without_filters

# What is read as a text, a comment or a parameter names no column.
NAMES = re.compile(rf"{UNREAD}|\$\w+|(\w+)")


@dataclass(frozen=True)
class Narrow:
    """The narrow form of one piece, and when it can stand for it."""

    piece: str
    beside: str
    table: str
    unset: frozenset[str]
    lacks: frozenset[str]
    own_day: bool
    sql: str


@cache
def load_narrow(queries: Path = QUERIES) -> Mapping[str, Narrow]:
    """Every narrow form by the name of its file; KeyError for a header that does not say when it can be used."""
    return {file.stem: _read(file) for file in sorted((queries / SHARED / "narrow").glob("*.sql"))}


def _read(file: Path) -> Narrow:
    header, _, sql = file.read_text("utf-8").rstrip().partition("\n\n")
    said = tomllib.loads("\n".join(line.removeprefix("-- ") for line in header.splitlines()))
    return Narrow(
        piece=said["piece"],
        beside=said.get("beside", ""),
        table=said["table"],
        unset=frozenset(said["unset"]),
        lacks=frozenset(said["lacks"]),
        own_day=said["own_day"],
        sql=sql,
    )


def narrowed(question: Question, tables: Collection[str], unset: frozenset[str], *, own_day: bool) -> str:
    """The SQL of a question over the smallest of `tables` that can answer it, when the parameters `unset` are not set.

    `own_day` says that it is asked of the export's own day. The full question where nothing smaller can.
    """
    able = frozenset(
        name
        for name, narrow in load_narrow().items()
        if narrow.table in tables and narrow.unset <= unset and (own_day or not narrow.own_day)
    )
    return _written(question.name, question.written, able) if able and question.written else question.sql


@lru_cache(maxsize=1024)
def _written(name: str, written: str, able: frozenset[str]) -> str:
    forms = [narrow for form, narrow in load_narrow().items() if form in able and _fits(written, narrow)]
    return with_pieces(name, written, {**load_pieces(), **{narrow.piece: narrow.sql for narrow in forms}})


def _fits(written: str, narrow: Narrow) -> bool:
    """Whether a question says what the narrow form stands beside, and names no column that it is without."""
    if narrow.beside not in written:
        return False
    rest = with_pieces(narrow.piece, written, {**load_pieces(), narrow.piece: ""})
    names = {found[1] for found in NAMES.finditer(without_filters(rest, narrow.unset))}
    return narrow.lacks.isdisjoint(names)
