"""How like a heading is to a column's names, and how well the values under it fit the column."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from reformspor.intake.fields import Field, Frame, OwnTable, fold
from reformspor.intake.forms import DATE_FORMS, NUMBER_FORMS, formed
from reformspor.intake.texts import SEPARATORS
from reformspor.intake.values import read_value

VOCABULARY = Path(__file__).parent / "vocabulary.toml"
# Below this two names are no more alike than any two words are.
NEAR = 0.82
DISTINCT = 300
# `Namn på eininga` is the unit's name.
OF = ("på", "til", "for", "of")
DATED = ("date", "month", "timestamp")
NUMBERED = ("number", "integer")


@dataclass(frozen=True)
class Sample:
    """The different values of a column, the commonest first, and how many cells were filled."""

    values: tuple[str, ...]
    filled: int


def sample_of(rows: Sequence[Sequence[str]], at: int) -> Sample:
    """The sample of one column."""
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    return Sample(tuple(value for value, _ in Counter(cells).most_common(DISTINCT)), len(cells))


def plain_name(heading: str) -> str:
    """A heading as names are compared: folded, without signs, and without a unit in brackets."""
    bare = re.sub(r"[\[(][^\])]{0,20}[\])]", " ", fold(heading)) or fold(heading)
    return " ".join(re.sub(r"[^\w ]", " ", bare).split())


def name_likeness(heading: str, table: str, field: Field) -> float:
    """From 0 to 1: 1 for one of the contract's own names, 0.95 for a known other name, else how alike they are."""
    name = plain_name(heading)
    own, other = _names(table, field.name, field.headings)
    if name in own:
        return 1
    if name in other:
        return 0.95
    if len(name) < 4:
        return 0
    if any(name.startswith(f"{known} {word} ") for known in own if len(known) > 3 for word in OF):
        return 0.9
    # Only the contract's own names are compared by likeness: near to a near word is near to nothing.
    return max((_alike(name, known) for known in own if len(known) > 3), default=0)


def fit(sample: Sample, field: Field, frame: Frame) -> float:
    """The share of different values that can be read as the field, as they stand."""
    if not sample.values:
        return 0
    if field.type in ("code", "codes"):
        known = _codes(field.codes, tuple(field.words))
        return sum(_parts(value) <= known for value in sample.values) / len(sample.values)
    readings = [read_value(value, field, frame) for value in sample.values]
    return sum(reading.fault is None for reading in readings) / len(readings)


def code_share(sample: Sample, field: Field, frame: Frame) -> float:
    """The share of different values that are codes or words of the field's list; 0 for fewer than two of them."""
    if field.type not in ("code", "codes") or len(sample.values) < 2:
        return 0
    return fit(sample, field, frame)


def fitting_forms(sample: Sample, field: Field, frame: Frame) -> tuple[str, ...]:
    """The stated forms under which every value can be read; several when the values cannot tell them apart."""
    forms = DATE_FORMS if field.type in DATED else NUMBER_FORMS if field.type in NUMBERED else ()
    possible = [
        form for form in forms if sample.values and all(formed(text, form, frame.zone) for text in sample.values)
    ]
    return tuple(form for form in possible if fit(sample, replace(field, form=form), frame) >= 0.99)


@cache
def _codes(codes: tuple[str, ...], words: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*map(fold, codes), *words))


def _parts(value: str) -> frozenset[str]:
    """The words of a value that may hold several."""
    return frozenset(fold(part) for part in SEPARATORS.split(value) if part.strip())


@lru_cache(100_000)
def _alike(name: str, known: str) -> float:
    likeness = difflib.SequenceMatcher(None, name, known)
    near = likeness.real_quick_ratio() >= NEAR and likeness.quick_ratio() >= NEAR
    ratio = likeness.ratio() if near else 0
    return ratio * 0.95 if ratio >= NEAR else 0


@cache
def _names(table: str, column: str, headings: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    own = frozenset(plain_name(name) for name in (column, *headings))
    other = _vocabulary().get(table, {}).get(column, ())
    return own, frozenset(plain_name(name) for name in other)


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(VOCABULARY.read_text("utf-8"))


def stands_for(table: OwnTable, *names: str) -> bool:
    """Whether a file or sheet is called by one of the table's names, digits and signs at its end left out."""
    own = {plain_name(name) for name in (table.name, *table.files)}
    return any(re.sub(r"[\d ]+$", "", plain_name(name)) in own for name in names if name)
