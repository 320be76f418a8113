"""Everything that can go wrong is a named fault with a place, or an error with a key that the words know."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One thing wrong in an export: where it stands, what it is, and what is needed to say it.

    `row` is the 1-based data row in physical record order, None when the fault is about the whole
    file. `value` is the offending text, already masked by the finder when the column is personal.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    table: str | None = None
    value: str | None = None
    details: dict[str, Any] = field(default_factory=dict, hash=False)


class ReformsporError(Exception):
    """A refusal the reader can act on; `key` stands in the words, `details` fill its places."""

    def __init__(self, key: str, **details: Any) -> None:
        super().__init__(f"{key} {details}" if details else key)
        self.key = key
        self.details = details


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when nothing is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
