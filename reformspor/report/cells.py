"""What a cell of a table says in the reader's language, the same on the screen, on paper and in a sheet."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from numbers import Number
from typing import Any, Literal

import pandas as pd

from reformspor.words import Words

Kind = Literal["text", "long", "number", "date", "code"]
# A checksum.
CODE = re.compile(r"[0-9a-f]{40,}")
# A number, or a share of a hundred, as any of the languages writes it.
FIGURE = re.compile(r"[-+\u2212]?\d[\d\s\u00a0\u202f.,\u2013]*%?")
# Longer texts get a wider column; from this size on, decimals of a number tell nothing, and below the last one tells
# little.
LONG, LARGE, SMALL, TINY = 28, 200, 10, 1
SAME = 1e-9


@dataclass(frozen=True)
class Column:
    """What a column holds, which says how it is set, and how many decimals its numbers have."""

    kind: Kind
    decimals: int | None = None


def column_of(values: pd.Series, *, names: bool) -> Column:
    """`names` says that the column names its rows: what looks like a figure there, such as a year, is none."""
    known = [value for value in values.tolist() if value is not None and not _absent(value)]
    numbers = [float(value) for value in known if _is_figure(value)]
    # A column of numbers stays one for what is said where there is none, such as that a role has no rate.
    if _is_number(values) or len(numbers) > len(known) / 2:
        whole = all(value == round(value) for value in numbers)
        largest = max((abs(value) for value in numbers), default=0.0)
        if whole or largest >= LARGE:
            return Column("number", 0)
        # What is measured by less than one is told apart by its second decimal, if it has one.
        few = 2 if largest < TINY and any(abs(value - round(value, 1)) > SAME for value in numbers) else 1
        return Column("number", max(few, *(_decimals(value) for value in numbers)))
    if known and all(isinstance(value, dt.date) for value in known):
        return Column("date")
    texts = [value for value in known if isinstance(value, str)]
    if texts and all(CODE.fullmatch(text) for text in texts):
        return Column("code")
    figures = [text for text in texts if FIGURE.fullmatch(text) and not names]
    # A column of figures stays one for a dash or a week among them.
    if len(figures) > len(texts) / 2 and not any(len(text) > 2 * LONG for text in texts):
        return Column("number")
    return Column("long" if any(len(text) > LONG for text in texts) else "text")


def said(words: Words, value: Any, decimals: int | None = None) -> str:
    """A cell as the reader's language writes it."""
    if isinstance(value, list | tuple):
        return words.listing([str(item) for item in value])
    if _absent(value):
        return "\N{EN DASH}"
    if isinstance(value, pd.Timestamp | dt.datetime):
        return words.date(value.date())
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float) or hasattr(value, "as_tuple"):
        if decimals is None:
            decimals = 0 if float(value) == round(float(value)) else _decimals(float(value))
        # Among large numbers a small one keeps its decimal: 0,6 is not 1.
        small = decimals == 0 and abs(float(value)) < SMALL and float(value) != round(float(value))
        return words.number(value, 1 if small else decimals)
    return str(value)


def _decimals(value: float) -> int:
    """One decimal; two for a small number written with two, or where one would be far off: 0,08 is not 0,1."""
    off = abs(value - round(value, 1))
    written = abs(value) < SMALL and off > SAME and abs(value - round(value, 2)) < SAME
    return 2 if written or off > abs(value) / 10 else 1


def _absent(value: Any) -> bool:
    return value is None or (not isinstance(value, list | tuple) and bool(pd.isna(value)))


def _is_figure(value: Any) -> bool:
    """A number, whatever stands for those that are missing beside it."""
    return isinstance(value, Number) and not isinstance(value, bool)


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not bool(pd.api.types.is_bool_dtype(column))
