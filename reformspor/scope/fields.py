"""A field is a number or a day a reader may set on a page; several stand in the address as one short text of codes.

`s14_p3.5_w2027-03-01` says 14, 3.5 and a day for the fields `s`, `p` and `w`. What cannot be read, or lies outside what
is allowed, is told, and the former value goes on holding.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

JOIN = "_"
Given = float | dt.date
# What people put between thousands; a comma does so only before three digits, and else it parts the decimals.
SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


@dataclass(frozen=True)
class Field:
    """One field: the letter that stands for it, the key of its words, and what it holds when nobody has set it.

    A day's `least` and `most` are days; a number's are numbers, and it is kept to `decimals`. `step` is how far one
    press of a button goes.
    """

    code: str
    key: str
    default: Given
    least: Given
    most: Given
    step: float = 1.0
    decimals: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it holds a day."""
        return isinstance(self.default, dt.date)

    @property
    def start(self) -> Given:
        """The default as it is shown and used: rounded, and within what is allowed."""
        return self.kept(self.default)

    def kept(self, given: Given) -> Given:
        """A value as it is used: a number rounded to its decimals; drawn to the nearest end of what is allowed."""
        value = given if isinstance(given, dt.date) else round(float(given), self.decimals)
        return min(max(value, self.least), self.most)


@dataclass(frozen=True)
class Unread:
    """What was given for a field and could not be used; `field` is None when no field is called so.

    `typed` when it stood in the field itself and not in a link.
    """

    field: Field | None
    given: str
    typed: bool = False


def read_fields(
    text: str, fields: Sequence[Field], former: Mapping[str, Given] | None = None
) -> tuple[dict[str, Given], tuple[Unread, ...]]:
    """The value of each field by its code, and what of the text could not be used.

    A field the text does not name holds its default; one it names wrongly holds its `former` value, else its default.
    """
    known = {field.code: field for field in fields}
    values: dict[str, Given] = {field.code: field.start for field in fields}
    unread = []
    for part in filter(None, text.split(JOIN)):
        field = known.get(part[:1])
        value = _read(part[1:], field) if field is not None else None
        if field is not None and value is not None:
            values[field.code] = value
        else:
            unread.append(Unread(field, part if field is None else part[1:]))
            if field is not None and former and field.code in former:
                values[field.code] = former[field.code]
    return values, tuple(unread)


def read_typed(text: str, field: Field, *, comma_groups: bool) -> float | None:
    """A number as a person types it, kept to the field's decimals; None when it is none, or is not allowed.

    Comma and point both part the decimals. Where the language groups thousands by commas (`comma_groups`), "1,200"
    is twelve hundred.
    """
    plain = SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if comma_groups and THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    value = _read(plain.replace(",", "."), field)
    return None if value is None or isinstance(value, dt.date) else value


def typed(value: float, field: Field, *, comma: bool) -> str:
    """A number as it stands in a field: the language's decimal sign, and nothing between thousands."""
    plain = f"{value:.{field.decimals}f}"
    return plain.replace(".", ",") if comma else plain


def write_fields(values: Mapping[str, Given], fields: Sequence[Field]) -> str:
    """Every field's value as a text for the address; empty when all are what nobody has set."""
    if all(values[field.code] == field.start for field in fields):
        return ""
    return JOIN.join(f"{field.code}{_written(values[field.code])}" for field in fields)


def _read(text: str, field: Field) -> Given | None:
    try:
        value: Given = dt.date.fromisoformat(text) if field.is_day else float(text)
    except ValueError:
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return field.kept(value) if field.least <= value <= field.most else None  # type: ignore[operator]


def _written(value: Given) -> str:
    return value.isoformat() if isinstance(value, dt.date) else f"{value:.10g}"
