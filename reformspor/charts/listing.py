"""A listing is an answer's rows as a table in the reader's words, with the numbers as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.contract import load_contract
from reformspor.findings.labels import CODE_LIST, MISSING, code_of, inside, label_of, opening
from reformspor.words import Words

# How many words are searched for: each is held against every text there is, and the scope says which they were.
SEARCHED = 20
# A day, or a moment, as the snapshot writes it.
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+([+-]\d{2}:\d{2}|Z)?)?")
# The kind of code a column holds, where its name does not say it.
KINDS = {
    "from_phase": "from_phase",
    "to_phase": "to_phase",
    "goes_on": "goes_on",
    "from_status": "barrier_status",
    "to_status": "barrier_status",
    "actor_level": "level",
    "to_level": "level",
    "owner_role": "role",
    "types": "type",
    "state": "state",
    "answer": "answer",
    "instrument": "instrument",
    "est_unit": "est_unit",
    "feels": "feels",
}
# An event that moves no barrier has no level it moves to: that is nothing nobody has told.
UNMOVED = {"to_level"}
# Things the contract gives a title, so that one that is missing has not been reviewed, or has been held back.
TITLED = {"barrier_id", "action_id", "initiative_id"}
CODED = {"level", "status", "kind", "phase", "sector", "format", "parties_took_part", "outcome", "table_name", "role"}


def listing(
    answer: Answer,
    words: Words,
    columns: Sequence[str],
    *,
    only: tuple[str, str] | None = None,
    kinds: tuple[tuple[str, str], ...] = (),
    headings: tuple[tuple[str, str], ...] = (),
) -> pd.DataFrame:
    """The chosen columns, headed by the words of the question's columns, or by the key in `headings`.

    `only` is a column and the value its rows must have. `kinds` names the code lists of columns whose names
    mean something else here. Columns that the answer lacks, or that hold no value, are left out.
    """
    frame = answer.frame
    if only is not None:
        frame = frame[frame[only[0]].astype(str) == only[1]]
    untitled = bool(TITLED & set(answer.question.grain))
    shown = [
        column
        for column in columns
        if column in frame.columns
        and (frame[column].notna().any() or len(frame) == 0 or (untitled and column == "title"))
    ]
    known = {**{column: column for column in CODED}, **KINDS, "year": "year", **dict(kinds)}
    table = {
        _heading(words, name, dict(headings)): [
            None if name in UNMOVED and pd.isna(value) else _worded(value, known.get(name), words)
            for value in frame[name]
        ]
        for name in shown
    }
    if untitled and "title" in shown:
        heading = _heading(words, "title", dict(headings))
        table[heading] = [said if isinstance(said, str) else words("review.untitled") for said in table[heading]]
    return pd.DataFrame(table)


def shares(answer: Answer, words: Words, columns: Sequence[str]) -> pd.DataFrame:
    """A listing whose last column is a share of one, said as per cent."""
    table = listing(answer, words, columns, kinds=tuple((column, column) for column in columns[:-1]))
    if len(table.columns):
        last = table.columns[-1]
        table[last] = [words.percent(value) for value in table[last]]
    return table


def facts(answer: Answer, words: Words, columns: Sequence[str], *, only: tuple[str, str]) -> pd.DataFrame:
    """One row of a listing as two columns, what and which, so that long texts have room; what is empty is left out."""
    row = listing(answer, words, columns, only=only).head(1)
    said = [(name, row[name].iloc[0]) for name in row.columns if len(row)]
    heads = [heading_of(words, name) for name in ("key", "value")]
    return pd.DataFrame([pair for pair in said if pair[1] is not None], columns=heads)


def matching(table: pd.DataFrame, text: str, within: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows of a listing in which every word of `text` stands somewhere, whatever its capitals.

    `within` is a fuller listing of the same rows that is searched in its place.
    """
    wanted = text.casefold().split()
    if not wanted or table.empty:
        return table
    searched = table if within is None else within
    whole = searched.apply(lambda row: " ".join(str(value) for value in row if value is not None).casefold(), axis=1)
    return table[whole.map(lambda line: all(word in line for word in wanted))].reset_index(drop=True)


def wanted(text: str, words: Words, kinds: Sequence[str]) -> tuple[str, ...]:
    """What a question is to search for: the text's first words, and `word=code` for codes whose labels hold one."""
    found = tuple(dict.fromkeys(text.casefold().replace("=", " ").split()))[:SEARCHED]
    codes = load_contract().codes
    labels = [
        (code, label_of(words, kind, code).casefold()) for kind in kinds for code in codes[CODE_LIST.get(kind, kind)]
    ]
    return found + tuple(f"{word}={code}" for word in found for code, label in labels if word in label)


def cut(answer: Answer, total: str) -> tuple[int, int]:
    """How many rows a listing has, and how many there are in all by its column `total`."""
    rows = len(answer.frame)
    return rows, int(answer.frame[total].iloc[0]) if rows else 0


def options(table: pd.DataFrame, most: int = 200) -> dict[str, str]:
    """For a choice among the first rows of a listing: the first column to the first two, joined."""
    rows = table.head(most).itertuples(index=False)
    return {str(row[0]): " · ".join(str(part) for part in row[:2] if not pd.isna(part)) for row in rows}


def heading_of(words: Words, column: str) -> str:
    """What a column of an answer is called over a listing."""
    return _heading(words, column, {})


def _heading(words: Words, column: str, others: dict[str, str]) -> str:
    heading = words(others.get(column, f"questions.columns.{column}"))
    return opening(heading)


def _worded(value: Any, kind: str | None, words: Words) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        # Codes have words that hold an "and" of their own.
        return "; ".join(inside(label_of(words, kind or "", code)) for code in value)
    if pd.isna(value) and not words.has(f"codes.{CODE_LIST.get(kind or '', kind)}.{MISSING}") and kind != "any":
        return None
    if kind == "year":
        # A year is a name, and is not parted by thousands.
        return str(int(value))
    if kind == "month" and isinstance(value, dt.date):
        return words.month(value)
    if kind == "any" and isinstance(value, str) and MOMENT.fullmatch(value):
        at = dt.datetime.fromisoformat(value)
        return words.date(at.date()) if len(value) == len("2026-10-31") else words.time(at)
    if kind is not None:
        return label_of(words, kind, code_of(value))
    if isinstance(value, float):
        # What comes of multiplying is no whole number to the machine, though it is to the reader.
        value = round(value, 6)
        return int(value) if value.is_integer() else value
    return value
