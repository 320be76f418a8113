"""A form is how a source writes dates or numbers that could be read in two ways; a profile states it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from reformspor.intake.monthly import month_of
from reformspor.intake.numbers import MINUS, SPACES

CLOCK = r"(?:[T ,]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?)?"
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})" + CLOCK)
YEAR_FIRST = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})" + CLOCK)
RUN = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
SECONDS = re.compile(r"([0-9]{9,10})(?:\.0+)?")
SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
EXCEL_DAY_NULL = dt.date(1899, 12, 30)
COMMA = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|-?[0-9]+(?:,[0-9]+)?")
POINT = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?")
DATE_FORMS = ("day_first", "month_first", "year_first", "yyyymmdd", "excel_serial", "epoch_seconds", "month_name")
NUMBER_FORMS = ("decimal_comma", "decimal_point")


def formed(text: str, form: str, zone: str) -> str | None:
    """A text in a stated form as the plain readers take it (ISO date, number with a point); None when it is not in it.

    A text of no certain meaning stays one: the form says which of several readings holds, it repairs nothing.
    """
    return FORMS[form](text.strip(), zone)


def _day_first(text: str, zone: str) -> str | None:
    match = DAY_FIRST.fullmatch(text)
    return _iso(match[3], match[2], match[1], match) if match else None


def _month_first(text: str, zone: str) -> str | None:
    match = DAY_FIRST.fullmatch(text)
    return _iso(match[3], match[1], match[2], match) if match else None


def _year_first(text: str, zone: str) -> str | None:
    match = YEAR_FIRST.fullmatch(text)
    return _iso(match[1], match[2], match[3], match) if match else None


def _run(text: str, zone: str) -> str | None:
    match = RUN.fullmatch(text)
    return _iso(match[1], match[2], match[3], None) if match else None


def _serial(text: str, zone: str) -> str | None:
    match = SERIAL.fullmatch(text)
    return (EXCEL_DAY_NULL + dt.timedelta(days=int(match[1]))).isoformat() if match else None


def _seconds(text: str, zone: str) -> str | None:
    match = SECONDS.fullmatch(text)
    return dt.datetime.fromtimestamp(int(match[1]), ZoneInfo(zone)).isoformat() if match else None


def _named(text: str, zone: str) -> str | None:
    return month_of(text, None)


def _comma(text: str, zone: str) -> str | None:
    bare = _bare(text)
    return bare.replace(".", "").replace(",", ".") if COMMA.fullmatch(bare) else None


def _point(text: str, zone: str) -> str | None:
    bare = _bare(text)
    return bare.replace(",", "") if POINT.fullmatch(bare) else None


def _bare(text: str) -> str:
    """A number without the spaces between its thousands, and with a plain minus."""
    grouped = re.sub(rf"(?<=[0-9])[{SPACES}](?=[0-9]{{3}}(?![0-9]))", "", text)
    return grouped.replace(MINUS, "-")


def _iso(year: str, month: str, day: str, match: re.Match[str] | None) -> str | None:
    try:
        date = dt.date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None
    hour = match[4] if match else None
    if match is None or hour is None:
        return date.isoformat()
    return f"{date.isoformat()} {int(hour):02d}:{match[5]}:{match[6] or '00'}"


FORMS: Mapping[str, Callable[[str, str], str | None]] = {
    "day_first": _day_first,
    "month_first": _month_first,
    "year_first": _year_first,
    "yyyymmdd": _run,
    "excel_serial": _serial,
    "epoch_seconds": _seconds,
    "month_name": _named,
    "decimal_comma": _comma,
    "decimal_point": _point,
}
