"""The numbers of an answer in one plain form, the same in every language and medium, and how two of them differ."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer

# As many figures as a file for a spreadsheet carries; beyond them lies only how a machine adds.
FIGURES = 10
SAID = "said"


@dataclass(frozen=True)
class Numbers:
    """`columns` are codes, `key` the places of those that name a row, `rows` cells as text (None: nothing)."""

    columns: tuple[str, ...]
    key: tuple[int, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class Difference:
    """One cell that is not the same: the row by its key, the column's code, what it was and what it is.

    `column` is empty where the whole row is new (`was` None) or gone (`now` None).
    """

    row: str
    column: str
    was: str | None
    now: str | None


def numbers_of(answer: Answer) -> Numbers:
    """Every cell of an answer's frame: numbers with ten figures, days as 2026-10-31, lists joined by `; `.

    What is said to the reader in words of their language is none of the numbers.
    """
    columns = tuple(str(name) for name in answer.frame.columns if name != SAID)
    key = tuple(place for place, name in enumerate(columns) if name in answer.question.grain)
    held = [_cells(answer.frame[name].tolist()) for name in columns]
    return Numbers(columns, key, tuple(zip(*held, strict=True)))


def digest_of(numbers: Numbers) -> str:
    """The SHA-256 of all of them."""
    said = json.dumps([numbers.columns, numbers.rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def differences(was: Numbers, now: Numbers) -> list[Difference]:
    """What changed from one to the other, by the rows' keys; rows of one key are held against each other in order."""
    shared = [name for name in was.columns if name in now.columns]
    before, after = _by_key(was), _by_key(now)
    found = [
        Difference("", name, name if name in was.columns else None, name if name in now.columns else None)
        for name in dict.fromkeys((*was.columns, *now.columns))
        if name not in shared
    ]
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        said = " · ".join(part for part in key[:-1] if part)
        if old is None or new is None:
            found.append(Difference(said, "", None if old is None else _row(old), None if new is None else _row(new)))
            continue
        found += [Difference(said, name, old[name], new[name]) for name in shared if old[name] != new[name]]
    return found


def cell(value: Any) -> str | None:
    """One cell as text."""
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(cell(one) or "" for one in value)
    if isinstance(value, str | dict):
        return str(value)
    # Minus zero is zero.
    return f"{float(value) + 0.0:.{FIGURES}g}"


def _cells(values: list[Any]) -> list[str | None]:
    """A column as text, as `cell` says each of its values; what nearly all of them are is not asked for one by one."""
    days: dict[dt.date, str] = {}
    found: list[str | None] = []
    for value in values:
        kind = value.__class__
        if kind is str or value is None:
            found.append(value)
        elif kind is float:
            found.append(None if value != value else f"{value + 0.0:.{FIGURES}g}")
        elif kind is int:
            found.append(f"{float(value):.{FIGURES}g}")
        elif kind is dt.date:
            found.append(days.get(value) or days.setdefault(value, value.isoformat()))
        elif value is pd.NA:
            found.append(None)
        else:
            found.append(cell(value.tolist() if hasattr(value, "tolist") else value))
    return found


def _by_key(numbers: Numbers) -> dict[tuple[str, ...], dict[str, str | None]]:
    held: dict[tuple[str, ...], dict[str, str | None]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in numbers.rows:
        key = tuple(row[place] or "" for place in numbers.key)
        seen[key] = seen.get(key, 0) + 1
        held[(*key, str(seen[key]))] = dict(zip(numbers.columns, row, strict=True))
    return held


def _row(cells: dict[str, str | None]) -> str:
    return " · ".join(value for value in cells.values() if value is not None)
