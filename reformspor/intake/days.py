"""Dates, months and times are read in two written forms each, and never guessed between day and month."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from reformspor.intake.fields import Field, Frame
from reformspor.intake.reading import Reading, refused

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
MIDNIGHT = re.compile(r"(.+?)[T ]00:00(?::00(?:\.0+)?)?")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
DOTTED_MONTH = re.compile(r"([0-9]{1,2})\.([0-9]{4})")
SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{2}")
CLOCK = r"[T ]+(?:kl\.? ?)?([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]{1,9})?)?"
OFFSET = r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?"
MOMENT = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}){CLOCK}{OFFSET}")
HALF_DAY = r"([0-9]{1,2}):([0-9]{2}) ?([AP]M)"
RANGE = re.compile(rf"{HALF_DAY} ?- ?{HALF_DAY}")
EPOCH = re.compile(r"[0-9]{9,10}(?:\.0+)?")


def read_date(text: str, field: Field, frame: Frame) -> Reading:
    """An ISO date or dd.mm.yyyy; a date with midnight behind it is that date."""
    bare, notice = text, None
    if clock := MIDNIGHT.fullmatch(text):
        bare, notice = clock[1], "date_with_clock"
    day = _day(bare)
    if day is None:
        return refused("ambiguous" if SLASHED.fullmatch(bare) else "bad_date")
    if DOTTED.fullmatch(bare):
        notice = notice or "dotted_date"
    return Reading(day.isoformat(), notice=notice)


def read_month(text: str, field: Field, frame: Frame) -> Reading:
    """A month as yyyy-mm or mm.yyyy, or a date: its first day, or any day where the field may hold a day."""
    if match := MONTH.fullmatch(text):
        day = _made(int(match[1]), int(match[2]), 1)
        return Reading(f"{text}", notice=None) if day else refused("bad_month")
    if match := DOTTED_MONTH.fullmatch(text):
        day = _made(int(match[2]), int(match[1]), 1)
        return Reading(f"{day:%Y-%m}", notice="dotted_date") if day else refused("bad_month")
    reading = read_date(text, field, frame)
    if reading.value is None or field.or_day:
        return reading
    if not reading.value.endswith("-01"):
        return refused("bad_month")
    return Reading(reading.value[:7], notice=reading.notice)


def read_timestamp(text: str, field: Field, frame: Frame) -> Reading:
    """A day with a clock time. Without an offset it is local time, and refused in the hours the clock changes."""
    match = MOMENT.fullmatch(text)
    day = _day(match[1]) if match else None
    if match is None or day is None:
        return refused("ambiguous" if re.match(r"[0-9]{1,2}/", text) else "bad_timestamp")
    hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return refused("bad_timestamp")
    zone = ZoneInfo(frame.zone)
    naive = dt.datetime(day.year, day.month, day.day, hour, minute, second)
    if match[5]:
        offset = _offset(match[5])
        if offset is None:
            return refused("bad_timestamp")
        local = naive.replace(tzinfo=offset).astimezone(zone)
    else:
        local = naive.replace(tzinfo=zone)
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            return refused("dst", zone=frame.zone)
    clean = local.isoformat(timespec="seconds")
    if clean == text:
        return Reading(clean)
    if match[5]:
        return Reading(clean, notice="other_offset" if clean[-6:] != text[-6:] else "time_form")
    return Reading(clean, notice="local_time", details={"zone": frame.zone})


def read_epoch(text: str, field: Field, frame: Frame) -> Reading:
    """Seconds since 1970, as some calendar exports give time."""
    if not EPOCH.fullmatch(text):
        return refused("bad_timestamp")
    moment = dt.datetime.fromtimestamp(int(float(text)), ZoneInfo(frame.zone))
    return Reading(moment.isoformat(timespec="seconds"), notice="epoch")


def read_clock_range(text: str, field: Field, frame: Frame) -> Reading:
    """`09:31AM - 12:27PM` as `09:31-12:27`; an hour of 13 or more with PM is a 24-hour clock with PM added."""
    match = RANGE.fullmatch(text)
    if match is None:
        return refused("no_range")
    first, first_day = _clock(int(match[1]), int(match[2]), match[3])
    last, last_day = _clock(int(match[4]), int(match[5]), match[6])
    if first is None or last is None or last < first:
        return refused("no_range")
    notice = "clock_24" if first_day or last_day else None
    return Reading(f"{first:%H:%M}-{last:%H:%M}", notice=notice)


def _clock(hour: int, minute: int, half: str) -> tuple[dt.time | None, bool]:
    if minute > 59 or hour > 23 or (hour > 12 and half == "AM"):
        return None, False
    if hour > 12:
        return dt.time(hour, minute), True
    return dt.time(hour % 12 + (12 if half == "PM" else 0), minute), False


def _offset(text: str) -> dt.timezone | None:
    if text == "Z":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    sign = -1 if text[0] == "-" else 1
    return dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))


def _day(text: str) -> dt.date | None:
    if match := ISO.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := DOTTED.fullmatch(text):
        return _made(int(match[3]), int(match[2]), int(match[1]))
    return None


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
