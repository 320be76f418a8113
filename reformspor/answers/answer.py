"""What comes back from a question: rows, and everything needed to trust, trace and cite them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from reformspor.choices import Used
from reformspor.disclosure import Rule
from reformspor.questions import Question
from reformspor.scope import Scope, uses
from reformspor.words import Words

State = Literal["ok", "no_data", "hidden", "not_reported", "no_table"]
# A page reads a small answer many times over. A larger one is read seldom, and kept twice it would take much room.
SMALL = 3000


@dataclass(frozen=True)
class SourceFile:
    """One admitted file: rows admitted and refused, and the SHA-256 of its bytes."""

    name: str
    table: str
    sha256: str
    admitted: int
    refused: int


@dataclass(frozen=True)
class Provenance:
    """Where an answer comes from; enough to find the same numbers again. `begins` is the first day of any data.

    `as_of` is the day the answer tells of, `taken_at` the day of the export: the same unless an earlier one is read.
    `settings` are the municipality's choices the numbers are made with.
    """

    snapshot_id: str
    source: str
    municipality: str
    profile: str
    as_of: dt.date
    admitted_at: str
    constructed: bool
    files: tuple[SourceFile, ...]
    program: str
    question_hash: str
    begins: dt.date | None = None
    settings: tuple[Used, ...] = ()
    taken_at: dt.date | None = None

    @property
    def refused(self) -> int:
        """Rows that were refused when the snapshot was admitted."""
        return sum(file.refused for file in self.files)

    @property
    def refused_about(self) -> bool:
        """Whether that number may be rounded up, as the counts of files of persons are: always to whole tens."""
        return any(file.refused and file.refused % 10 == 0 for file in self.files)


@dataclass(frozen=True)
class Hidden:
    """What the answer does not show: hours that wait for company, hours that may lie inside the scope
    without being sure (by value column), rows refused at admission, values withheld."""

    waiting_hours: float = 0.0
    refused_rows: int = 0
    possible: Mapping[str, float] = field(default_factory=dict)
    withheld: int = 0


@dataclass(frozen=True)
class Assumed:
    """One thing a computed answer supposes: `code` the same in every language, `said` a ready sentence."""

    code: str
    said: str


@dataclass(frozen=True)
class Answer:
    """A question's rows within a scope under a rule. The frame is never changed by a reader of it.

    `assumed` is what rows that a method computed suppose besides what was measured; it is said wherever they are shown.
    `method` is what the method is called by its code, and `seed` what it drew by; empty and None where there was none.
    """

    question: Question
    frame: pd.DataFrame
    scope: Scope
    rule: Rule
    provenance: Provenance
    hidden: Hidden
    state: State = "ok"
    missing_tables: tuple[str, ...] = ()
    unused_filters: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    method: str = ""
    seed: int | str | None = None

    @property
    def name(self) -> str:
        """The question's name, theme/question."""
        return self.question.name

    def scope_sentence(self, words: Words, places: Mapping[str, str] | None = None) -> str:
        """What was chosen, in words: a question that heeds no period is not said to be of the whole of it."""
        return self.scope.sentence(words, places, whole=uses(self.question.parameters, "period"))

    def copy_rows(self) -> list[dict[str, Any]]:
        """The rows as plain dicts, missing values as None."""
        names = [str(name) for name in self.frame.columns]
        columns = self._small if self.frame.size <= SMALL else _columns(self.frame)
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    @cached_property
    def _small(self) -> list[list[Any]]:
        return _columns(self.frame)


def _columns(frame: pd.DataFrame) -> list[list[Any]]:
    return [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]


def _plain(value: Any) -> Any:
    # Nearly every value is one of these, and to ask pandas of each is dear.
    if value is None or (isinstance(value, str | int | dt.date) and value is not pd.NaT):
        return value
    if isinstance(value, float):
        return None if value != value else value
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple | dict):
        return value
    return None if pd.isna(value) else value
