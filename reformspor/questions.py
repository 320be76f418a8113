"""A question is one SQL file whose header says what it asks, why, of whom it speaks and who owns it.

What several questions work out the same way is one piece under `queries/shared`. `/* include name */`, first on its
line or after its `and`, stands for it, in a question and in other pieces; the question is shown and asked with the
pieces in their places, so that whoever reads the SQL can run it as it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.store import named_parameters

QUERIES = Path(__file__).parent.parent / "queries"
SHARED = "shared"
INCLUDED = re.compile(r"^([ \t]*)((?:and )?)/\* include (\w+) \*/", re.MULTILINE)
REQUIRED = ("question", "why", "grain", "values", "unit", "people", "owner", "review_by")
OPTIONAL = ("tables", "n", "shared", "past")


@dataclass(frozen=True)
class Question:
    """A question as its file says it, its shared pieces in their places.

    `people` is "ledger", the column that holds n, or "none: <why>". `tables` are optional exports the
    question cannot do without. `digest` is the SHA-256 of `sql`, shown with every answer. `panel` is the question
    whose rows a method was given, when the rows are the method's. `shared` is true when what is possible in one row may
    be possible in others too, so that it does not add up over the rows. `past` is true when all it tells follows from
    dates up to `$as_of`, so that it can be asked how things stood on an earlier day. `written` is the text of the file,
    its pieces only named; empty of a question that was made otherwise.
    """

    name: str
    asks: str
    why: str
    grain: tuple[str, ...]
    values: tuple[str, ...]
    unit: str
    people: str
    owner: str
    review_by: dt.date
    tables: tuple[str, ...]
    n: str | None
    sql: str
    parameters: frozenset[str]
    digest: str
    panel: str = ""
    shared: bool = False
    past: bool = False
    written: str = ""

    @property
    def theme(self) -> str:
        """The folder the question stands in."""
        return self.name.split("/")[0]

    @property
    def word_key(self) -> str:
        """Where the question's words stand in the catalogue."""
        return "questions." + self.name.replace("/", ".")

    @property
    def overdue(self) -> bool:
        """Whether the day the owner was to review it has passed."""
        return self.review_by < dt.date.today()


@cache
def load_questions(queries: Path = QUERIES) -> dict[str, Question]:
    """Every question under `queries` by its name, theme/name.

    Raises ReformsporError naming the file and what its header or its folder of shared pieces lacks.
    """
    pieces = load_pieces(queries)
    return {
        name: replace(read_question(name, with_pieces(name, text, pieces)), written=text)
        for file in sorted(queries.glob("*/*.sql"))
        if file.parent.name != SHARED
        for name, text in [(f"{file.parent.name}/{file.stem}", file.read_text("utf-8"))]
    }


@cache
def load_pieces(queries: Path = QUERIES) -> Mapping[str, str]:
    """The SQL of every piece that questions share, by its name."""
    return {file.stem: file.read_text("utf-8").rstrip() for file in sorted((queries / SHARED).glob("*.sql"))}


def with_pieces(name: str, text: str, pieces: Mapping[str, str]) -> str:
    """The text of a question with every shared piece in the place it is named, as far in as the line that names it.

    A piece may name other pieces. Raises ReformsporError naming one that is not there or comes back to itself.
    """

    def piece(found: re.Match[str]) -> str:
        margin, before, wanted = found.groups()
        if wanted not in pieces:
            raise ReformsporError("cli.question.piece", name=name, what=f"{SHARED}/{wanted}.sql")
        others = {other: sql for other, sql in pieces.items() if other != wanted}
        whole = with_pieces(name, pieces[wanted], others)
        return margin + before + textwrap.indent(whole, margin).removeprefix(margin)

    return INCLUDED.sub(piece, text)


def read_question(name: str, text: str) -> Question:
    """One question from the text of its file; silence about people is refused."""
    header = _header(name, text)
    for key in REQUIRED:
        if not header.get(key):
            raise ReformsporError("cli.question.lacks", name=name, what=key)
    for key in header:
        if key not in REQUIRED + OPTIONAL:
            raise ReformsporError("cli.question.unknown_key", name=name, what=key)
    if not isinstance(header["review_by"], dt.date):
        raise ReformsporError("cli.question.lacks", name=name, what="review_by")
    people = header["people"]
    if people != "ledger" and not people.startswith("none: ") and people not in header["values"]:
        raise ReformsporError("cli.question.lacks", name=name, what="people")
    return Question(
        name=name,
        asks=header["question"],
        why=header["why"],
        grain=tuple(header["grain"]),
        values=tuple(header["values"]),
        unit=header["unit"],
        people=people,
        owner=header["owner"],
        review_by=header["review_by"],
        tables=tuple(header.get("tables", ())),
        n=header.get("n"),
        sql=text,
        parameters=named_parameters(text),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        shared=bool(header.get("shared", False)),
        past=bool(header.get("past", False)),
    )


def _header(name: str, text: str) -> dict[str, Any]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").removeprefix(" "))
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise ReformsporError("cli.question.header", name=name, why=str(error)) from error
