"""Headings that are months are read as months, in any of the three languages, and never when the year is not known."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from babel.dates import get_month_names

from reformspor.intake.fields import fold
from reformspor.words import LANGUAGES

ISO = re.compile(r"([12][0-9]{3})[-/. ]?(?:m)?([01][0-9])(?:[-/.]01)?(?:[ t]00:00(?::00)?)?")
NUMBERED = re.compile(r"([01]?[0-9])[-/. ]([12][0-9]{3})")
NAMED = re.compile(r"([^\W\d_]+)\.?[ \-'’]*((?:[12][0-9])?[0-9]{2})?")
LATEST_YEAR = 2099
YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")


@cache
def month_names() -> dict[str, int]:
    """Every month's whole and short names in the three languages, folded and without full stop."""
    names: dict[str, int] = {}
    for lang in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, lang).items():
                    names[fold(name).rstrip(".")] = number
    return names | {"sept": 9}


def month_of(heading: str, year: int | None) -> str | None:
    """The month a heading names, as yyyy-mm: `jan. 2025`, `2025-01`, `01.2025`, or `januar` when `year` is given."""
    text = fold(heading)
    if match := ISO.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := NUMBERED.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    match = NAMED.fullmatch(text)
    number = month_names().get(match[1]) if match else None
    if match is None or number is None:
        return None
    own = int(match[2]) if match[2] else year
    if own is None:
        return None
    return _month(own if own > 99 else 2000 + own, number)


def one_year_in(*texts: str) -> int | None:
    """The year that the first text which tells exactly one tells; texts that tell none or several are passed over."""
    for text in texts:
        years = {int(year) for year in YEAR.findall(text.replace("_", " "))}
        if len(years) == 1:
            return years.pop()
    return None


def is_bare_month(heading: str) -> bool:
    """Whether a heading is a month's name without a year."""
    return month_of(heading, None) is None and month_of(heading, 2000) is not None


def _month(year: int, month: int) -> str | None:
    if not (dt.MINYEAR + 1900 <= year <= LATEST_YEAR and 1 <= month <= 12):
        return None
    return f"{year:04d}-{month:02d}"
