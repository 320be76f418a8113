"""Cells of a table become numbers: decimal point or decimal comma, decided by the whole column and never by a guess."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.result import Refusal
from reformspor.errors import nearest

Cell = Any
Columns = Mapping[str, Sequence[Cell]]
# What programs write where nothing is known: R, Stata, SPSS, Excel and Statistics Norway.
MISSING = frozenset(
    ("", "na", "nan", "n/a", "#n/a", "<na>", ".", "..", ":", "-", "–", "null", "none", "nat", "missing")
)
INFINITE = frozenset(("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞"))
# Squares and sums of squares of larger numbers are no longer numbers.
HUGE = 1e100
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?\Z", re.ASCII)
SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\Z", re.ASCII)
THOUSANDS = {
    sign: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+(?:{re.escape(point)}\d*)?\Z", re.ASCII)
    for sign, point in ((",", "."), (".", ","))
}
BLANKS = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " "})
SIGNS = str.maketrans({"\N{MINUS SIGN}": "-"})


@dataclass(frozen=True)
class Read:
    """A column of numbers, NaN where nothing is known; the rows (from 0) that hold no number, an infinite or a huge
    one; and whether it cannot be told what a comma or a full stop in it means."""

    values: NDArray[np.float64]
    wrong: tuple[int, ...] = ()
    infinite: tuple[int, ...] = ()
    huge: tuple[int, ...] = ()
    unclear: bool = False


class Refused(Exception):
    """What stops a reading of columns, as the `refusal` it is to give."""

    def __init__(self, code: str, **places: Any) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, places)


def look_for(columns: Columns, names: Sequence[str | None]) -> None:
    """Raises Refused where there are no rows, or a named column is not among the `columns`."""
    if not columns or not len(next(iter(columns.values()))):
        raise Refused("no_rows")
    for name in names:
        if name is not None and name not in columns:
            raise Refused("no_column", column=name, nearest=nearest(name, columns) or "", columns=", ".join(columns))


def numbers_of(columns: Columns, name: str) -> NDArray[np.float64]:
    """The numbers of a column, NaN where nothing is known; raises Refused where a cell is no number to reckon with."""
    read = read_numbers(columns[name])
    if read.unclear:
        raise Refused("decimals_unclear", column=name)
    for code, rows in (("not_number", read.wrong), ("infinite", read.infinite), ("huge", read.huge)):
        if rows:
            raise Refused(code, column=name, row=rows[0] + 1, n=len(rows))
    return read.values


def text_of(cell: Cell) -> str:
    """A cell as it is written, without blanks round it; whole numbers without decimals, empty where there is none."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip().translate(BLANKS).strip()
    if isinstance(cell, float | np.floating) and not math.isnan(cell) and float(cell).is_integer():
        return str(int(cell))
    return str(cell)


def code_of(text: str) -> str:
    """A text as a code: in lower case, and a whole number without decimals, as 2.0 is 2."""
    head, point, tail = text.lower().partition(".")
    return head if point and head.lstrip("+-").isdecimal() and not tail.strip("0") else text.lower()


def in_order(text: str) -> tuple[float, str]:
    """What texts are sorted by: numbers by their size, and before all else."""
    try:
        return float(text), text
    except ValueError:
        return math.inf, text


def is_missing(text: str) -> bool:
    """Whether a text says that nothing is known."""
    return text.lower() in MISSING


def read_numbers(cells: Sequence[Cell]) -> Read:
    """The numbers of a column, one a row."""
    texts = [cell if isinstance(cell, int | float | Decimal) else text_of(cell) for cell in cells]
    point = _point([text for text in texts if isinstance(text, str) and ("," in text or "." in text)])
    values = np.full(len(texts), np.nan)
    wrong: list[int] = []
    infinite: list[int] = []
    huge: list[int] = []
    for row, text in enumerate(texts):
        number = _number(text, point or ".")
        if number is None:
            (infinite if isinstance(text, str) and text.lower() in INFINITE else wrong).append(row)
        elif math.isinf(number):
            infinite.append(row)
        elif abs(number) > HUGE:
            huge.append(row)
        else:
            values[row] = number
    return Read(values, tuple(wrong), tuple(infinite), tuple(huge), unclear=point is None)


def _point(texts: list[str]) -> str | None:
    """The sign before decimals in texts that hold a comma or a full stop; None when it cannot be told.

    «1,234» alone may be a thousand or one and a bit; a column in which every comma is like that is not read.
    """
    both = [text for text in texts if "," in text and "." in text and PLAIN.match(text.replace(",", "").strip())]
    signs = {max(",.", key=text.rfind) for text in both} | _told_by_groups(texts)
    if len(signs) == 1:
        return signs.pop()
    if signs:
        return None
    commas = [text for text in texts if "," in text]
    if not commas:
        return "."
    if all(THOUSANDS[","].match(text) for text in commas):
        return "." if any("." in text and "," not in text for text in texts) else None
    doubtful = [text for text in texts if "," not in text and THOUSANDS["."].match(text)]
    return None if doubtful else ","


def _told_by_groups(texts: list[str]) -> set[str]:
    """What the decimal sign must be where the other one parts several groups of three: «1.234.567»."""
    return {
        point
        for sign, point in ((",", "."), (".", ","))
        if any(text.count(sign) > 1 and THOUSANDS[sign].match(text) for text in texts)
    }


def _number(text: str | int | float | Decimal, point: str) -> float | None:
    """The number of a cell, NaN where nothing is known, None where it is no number."""
    if not isinstance(text, str):
        return float(text)
    if PLAIN.match(text) and (point == "." or "." not in text):
        return float(text)
    if is_missing(text):
        return math.nan
    said = text.translate(SIGNS)
    if SPACED.match(said):
        said = said.replace(" ", "")
    other = "," if point == "." else "."
    if THOUSANDS[other].match(said):
        said = said.replace(other, "")
    elif point == "," and "," in said and "." in said:
        return None
    said = said.replace(point, ".")
    return float(said) if PLAIN.match(said) else None
