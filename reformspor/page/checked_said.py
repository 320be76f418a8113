"""A verdict in words: on the whole, on each figure, and each thing that is not the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.page.checked import Differing, Figure, File
from reformspor.words import Words


def why_said(words: Words, why: str, details: Mapping[str, Any]) -> str:
    """Why something cannot be checked; empty when it can."""
    if not why:
        return ""
    places = {name: words(f"frame.level.{said}") if name == "level" else said for name, said in details.items()}
    key = f"verification.cannot.{why}"
    return words(key if words.has(key) else why, **places)


def whole_said(words: Words, found: File | Figure) -> str:
    """The verdict in one sentence, and why when there is a reason."""
    sort = "figure" if isinstance(found, Figure) else found.kind if found.kind in ("png", "svg") else "file"
    sort = "picture" if sort in ("png", "svg") else sort
    verdict = words(f"verification.whole.{sort}.{found.outcome}")
    return " ".join(part for part in (verdict, why_said(words, found.why, found.details)) if part)


def notes_said(words: Words, found: File | Figure) -> list[str]:
    """What is worth knowing besides."""
    return [words(f"verification.note.{one}") for one in found.notes]


def differing_said(words: Words, one: Differing) -> str:
    """One thing that is not the same: where, what the file says, and what the data give."""
    where = [words("verification.place", place=one.place)] if one.place else []
    where += [part for part in (one.row, column_said(words, one)) if part]
    said = _between(words, one)
    return f"{' · '.join(where)}: {said}" if where else said


def column_said(words: Words, one: Differing) -> str:
    """A column in the reader's words; what stands in a file is in words already."""
    for key in (f"verification.field.{one.column}", f"questions.columns.{one.column}"):
        if one.column and one.about in ("number", "passport") and words.has(key):
            return words(key)
    return one.column


def _between(words: Words, one: Differing) -> str:
    if one.about == "picture":
        return words("verification.differs.picture")
    if one.about == "number" and not one.row and (not one.column or one.column == "digest"):
        return words("verification.differs.hash")
    if one.file is None:
        return words("verification.differs.gone", data=one.data or "")
    if one.data is None:
        return words("verification.differs.added", file=one.file)
    empty = words("verification.differs.nothing")
    return words("verification.differs.both", file=one.file or empty, data=one.data or empty)
