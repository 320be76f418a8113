"""Norway's public holidays, so that a month's capacity can be spread over its working days."""

from __future__ import annotations

import datetime as dt
from functools import cache

from dateutil.easter import easter

FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# Maundy Thursday, Good Friday, Easter Day and Monday, Ascension, Whit Sunday and Monday: days after Easter Day.
MOVABLE = (-3, -2, 0, 1, 39, 49, 50)
# How far before and after the day of a snapshot anybody asks for working days.
YEARS = range(-6, 4)


@cache
def public_holidays(year: int) -> tuple[dt.date, ...]:
    """The public holidays of a year by the acts on holy days (1995) and on 1 and 17 May (1947), in order."""
    middle = easter(year)
    fixed = [dt.date(year, month, day) for month, day in FIXED]
    return tuple(sorted({*fixed, *(middle + dt.timedelta(days=days) for days in MOVABLE)}))


def holidays_around(day: dt.date) -> list[dt.date]:
    """The public holidays of the years around a day, from six years before to three after."""
    return [holiday for years in YEARS for holiday in public_holidays(day.year + years)]
