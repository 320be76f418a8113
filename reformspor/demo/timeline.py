"""The demo's time: sixty months with their seasons, growth and working days."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]

MONTHS = 60
AS_OF = dt.date(2026, 10, 31)
FIRST_YEAR, FIRST_CALENDAR_MONTH = 2021, 11
FIRST_MONTH = np.datetime64("2021-11", "M")
FIRST_DAY = np.datetime64("2021-11-01", "D")
LAST_DAY = np.datetime64(AS_OF, "D")

# Work per month of the year against an ordinary month: the summer dip, Easter, and the run-up to Christmas.
SEASON = {1: 0.95, 2: 1.1, 3: 1.1, 4: 0.85, 5: 0.95, 6: 0.8, 7: 0.1, 8: 0.7, 9: 1.2, 10: 1.2, 11: 1.25, 12: 0.6}
GROWTH = (0.45, 1.55)

HOLIDAYS = np.array(
    [f"{year}-{day}" for year in range(2021, 2028) for day in ("01-01", "05-01", "05-17", "12-25", "12-26")],
    dtype="datetime64[D]",
)


def month_first(index: int) -> dt.date:
    """The first day of the month that comes `index` months after the first."""
    year, month = divmod(FIRST_YEAR * 12 + FIRST_CALENDAR_MONTH - 1 + index, 12)
    return dt.date(year, month + 1, 1)


def month_of(days: Days) -> npt.NDArray[np.int64]:
    """Months since the first month, for each day."""
    return (days.astype("datetime64[M]") - FIRST_MONTH).astype(np.int64)


def growth(months: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """How much reform work there is against the middle of the period: it grows evenly."""
    low, high = GROWTH
    return low + (high - low) * months / (MONTHS - 1)


def activity_by_month() -> npt.NDArray[np.float64]:
    """The share of all work that falls in each of the sixty months; sums to one."""
    months = np.arange(MONTHS)
    season = np.array([SEASON[month_first(int(index)).month] for index in months])
    weights = season * growth(months)
    return np.asarray(weights / weights.sum())


def working_days(months: npt.NDArray[np.int64], rng: np.random.Generator) -> Days:
    """A random working day in each of the given months."""
    first = (FIRST_MONTH + months).astype("datetime64[D]")
    last = (FIRST_MONTH + months + 1).astype("datetime64[D]")
    count = np.busday_count(first, last, holidays=HOLIDAYS)
    return shift(first, np.floor(rng.random(len(months)) * count).astype(np.int64))


def shift(days: Days, steps: npt.NDArray[np.int64]) -> Days:
    """The days moved by so many working days, from a working day on."""
    return np.busday_offset(days, steps, roll="forward", holidays=HOLIDAYS)
