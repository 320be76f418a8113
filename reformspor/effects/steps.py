"""Texts of time become steps that follow one another: months, quarters, years, or any other even distance.

Read are months (2020-03, 202003, 2020M03), days (2020-03-15, 15.03.2020, 20200315), quarters (2020Q1, 2020K1), years
and other whole numbers, written with or without decimals (2004.0).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from reformspor.effects.cells import text_of
from reformspor.effects.panel import Step, Time
from reformspor.effects.result import Refusal

Kind = Literal["number", "month", "quarter", "day"]
Moment = tuple[Kind, int]
YEARS = range(1800, 2201)
MOST_STEPS = 20_000
MONTH = re.compile(r"(\d{4})\s?[-/M]\s?(\d{1,2})\Z", re.ASCII | re.IGNORECASE)
QUARTER = re.compile(r"(\d{4})\s?[-/.]?\s?[QK]\s?([1-4])\Z", re.ASCII | re.IGNORECASE)
DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII)
NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z", re.ASCII)
NAMED_MONTH = re.compile(r"([a-z]{3,9})[.\s-]{0,2}(\d{4})\Z", re.ASCII | re.IGNORECASE)
NAMES = ("jan", "feb", "mar", "apr", "ma[iy]", "jun", "jul", "aug", "sep", "o[ck]t", "nov", "de[cs]")
WHOLE = re.compile(r"[+-]?\d{1,9}(?:[.,]0*)?\Z", re.ASCII)


@dataclass(frozen=True)
class Steps:
    """The steps of a panel: `first` and `stride` are ordinals of their `kind` (months, quarters or days since year 0,
    or the numbers themselves), so that any moment has its place."""

    times: tuple[Time, ...]
    step: Step
    kind: Kind
    first: int
    stride: int
    notices: tuple[Refusal, ...] = ()

    def place(self, moment: Moment) -> float:
        """Where a moment lies among the steps, 0 for the first; a part of a step beyond one is counted.

        Raises ValueError for a moment of a kind that has no place among them.
        """
        kind, ordinal = moment
        if self.step == "step" and self.kind == "number" and kind != "number":
            raise ValueError(f"{kind} among steps")
        if self.step == "year" and self.kind != "number" and kind == "number" and ordinal in YEARS:
            # A year among years that were written as dates begins where the year does.
            parts = 12 if self.kind == "month" else 4
            return (ordinal - self.first // parts) / (self.stride // parts)
        return (_ordinal(moment, self.kind) - self.first) / self.stride


def moment_of(cell: Any) -> Moment | None:
    """What time a cell tells, or None when it tells none."""
    if isinstance(cell, dt.date):
        return "day", dt.date(cell.year, cell.month, cell.day).toordinal()
    text = text_of(cell)
    if WHOLE.match(text):
        return "number", int(re.split(r"[.,]", text)[0])
    if found := QUARTER.match(text):
        return "quarter", int(found[1]) * 4 + int(found[2]) - 1
    if found := MONTH.match(text):
        return ("month", int(found[1]) * 12 + int(found[2]) - 1) if 1 <= int(found[2]) <= 12 else None
    if found := NAMED_MONTH.match(text):
        number = next((n for n, name in enumerate(NAMES) if re.match(name, found[1].lower())), None)
        return None if number is None else ("month", int(found[2]) * 12 + number)
    if found := DAY.match(text):
        return _day(found[1], found[2], found[3])
    if found := NORWEGIAN_DAY.match(text):
        return _day(found[3], found[2], found[1])
    return None


def steps_of(moments: Sequence[Moment], groups: Sequence[int]) -> Steps | Refusal:
    """The steps that hold all the `moments` (one a row, with a code of its unit), with those between that are missing.

    The distance is the largest that all of them keep to: dates a quarter apart are quarters, years two apart are every
    second year.
    """
    kinds = {kind for kind, _ in moments}
    if len(kinds) > 1:
        return Refusal("times_mixed")
    kind = kinds.pop()
    if kind == "number":
        moments = _digits(moments)
        kind = moments[0][0]
    if kind == "day":
        if len(set(zip(groups, (_month_of(day) for _, day in moments), strict=True))) < len(
            set(zip(groups, moments, strict=True))
        ):
            return _stepped("day", sorted({day for _, day in moments}))
        return _stepped("month", sorted({_month_of(day) for _, day in moments}))
    return _stepped(kind, sorted({ordinal for _, ordinal in moments}))


def _stepped(kind: Kind, known: list[int]) -> Steps | Refusal:
    stride = math.gcd(*(later - earlier for earlier, later in pairwise(known))) or 1
    n = (known[-1] - known[0]) // stride + 1
    if kind == "day" and n > 3 * len(known):
        return Refusal("times_uneven", {"n": len(known), "steps": n})
    if n > MOST_STEPS:
        return Refusal("many_steps", {"n": n, "most": MOST_STEPS})
    ordinals = range(known[0], known[-1] + 1, stride)
    if kind == "month" and stride % 12 == 0:
        return Steps(tuple(one // 12 for one in ordinals), "year", kind, known[0], stride, _wide(stride // 12))
    if kind == "month" and stride == 3:
        return Steps(tuple(_first_day(one // 3 * 3) for one in ordinals), "quarter", kind, known[0], stride)
    if kind == "month" and stride == 1:
        return Steps(tuple(map(_first_day, ordinals)), "month", kind, known[0], stride)
    if kind == "quarter" and stride == 4:
        return Steps(tuple(one // 4 for one in ordinals), "year", kind, known[0], stride)
    if kind == "quarter" and stride == 1:
        return Steps(tuple(_first_day(one * 3) for one in ordinals), "quarter", kind, known[0], stride)
    if kind == "number":
        step: Step = "year" if known[0] in YEARS and known[-1] in YEARS else "step"
        return Steps(tuple(ordinals), step, kind, known[0], stride, _wide(stride))
    return Steps(tuple(range(1, n + 1)), "step", kind, known[0], stride, _numbered(kind, known[0], stride))


def _wide(every: int) -> tuple[Refusal, ...]:
    return (Refusal("wide_steps", {"every": every}),) if every > 1 else ()


def _numbered(kind: Kind, first: int, stride: int) -> tuple[Refusal, ...]:
    day = dt.date.fromordinal(first) if kind == "day" else _first_day(first if kind == "month" else first * 3)
    return (Refusal(f"numbered_{kind}", {"first": day.isoformat(), "every": stride}),)


def _digits(moments: Sequence[Moment]) -> list[Moment]:
    """Whole numbers that are all months or days written without signs between (202003, 20200315), as what they are."""
    texts = {number: str(number) for _, number in moments}
    for length in (6, 8):
        if all(len(text) == length and int(text[:4]) in YEARS for text in texts.values()):
            parts = {number: (text[:4], text[4:6], text[6:]) for number, text in texts.items()}
            read = {number: moment_of("-".join(filter(None, part))) for number, part in parts.items()}
            if None not in read.values():
                return [read[number] for _, number in moments]  # type: ignore[misc]
    return list(moments)


def _ordinal(moment: Moment, kind: Kind) -> float:
    """A moment counted in the steps' own kind. Raises ValueError when it cannot be."""
    own, ordinal = moment
    if own == "number" and kind != "number":
        own, ordinal = _digits([moment])[0]
    if own == kind:
        return ordinal
    if own == "day" and kind in ("month", "quarter"):
        return _month_of(ordinal) if kind == "month" else _month_of(ordinal) // 3
    if own == "month" and kind == "quarter":
        return ordinal // 3
    if own == "quarter" and kind == "month":
        return ordinal * 3
    if own != "number" and kind == "number":
        return dt.date.fromordinal(ordinal).year if own == "day" else ordinal // (12 if own == "month" else 4)
    if kind == "day" and own == "month":
        return _first_day(ordinal).toordinal()
    raise ValueError(f"{own} among {kind}")


def _day(year: str, month: str, day: str) -> Moment | None:
    try:
        return "day", dt.date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def _month_of(day: int) -> int:
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)
