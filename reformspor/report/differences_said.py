"""A number that is not what it was, in the reader's words: which row, which column, from what to what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from reformspor.passport import Difference
from reformspor.report.worded import value_said
from reformspor.words import Words

NUMBER = re.compile(r"-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
APART = " \N{MIDDLE DOT} "


def difference_said(one: Difference, question: str, key: Sequence[str], words: Words, places: Mapping[str, str]) -> str:
    """One line; `key` are the codes of the columns that name a row of the question, `places` the names of units."""
    row = row_said(one.row, question, key, words, places)
    if one.column:
        was, now = (cell_said(text, question, one.column, words, places) for text in (one.was, one.now))
        key_of_line = "report.changes.cell" if row else "report.changes.cell_alone"
        return words(key_of_line, row=row, column=column_said(one.column, words), was=was, now=now)
    return words("report.changes.row_gone" if one.now is None else "report.changes.row_new", row=row or one.row)


def column_said(code: str, words: Words) -> str:
    """The word for a column; its code when there is none."""
    key = f"questions.columns.{code}"
    return words(key) if words.has(key) else code


def row_said(row: str, question: str, key: Sequence[str], words: Words, places: Mapping[str, str]) -> str:
    """What names a row: its codes in words, where there is one for each column that names it."""
    parts = row.split(APART) if row else []
    if len(parts) != len(key):
        return row
    said = [cell_said(part, question, column, words, places) for part, column in zip(parts, key, strict=True)]
    # A row of one month holds it as its first and its last.
    return APART.join(one for one, _ in groupby(said))


def cell_said(text: str | None, question: str, column: str, words: Words, places: Mapping[str, str]) -> str:
    """A cell as the reader's language writes it; a dash for an empty one."""
    if text is None or text == "":
        return "\N{EN DASH}"
    if DAY.fullmatch(text):
        day = dt.date.fromisoformat(text)
        return words.month(day) if day.day == 1 and column.startswith(("month", "period")) else words.date(day)
    if NUMBER.fullmatch(text):
        return words.number(float(text), len(text.partition(".")[2]))
    return str(value_said(words, question, column, text, places))
