"""A scenario is arithmetic: so many sessions at so many hours need so much, so many helpers have so much, and the rest
is a gap.

Nothing is estimated. Sessions follow the year's measured season and lie evenly within each month; units that join hold
as many sessions each as those that are in; helpers have a twelfth of the year's time each month, evenly; what is not
used one day is not saved for the next. So every amount is a sum over days, and splitting a period changes no total.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise

MONTHS = 12
WEEK = 7
FLAT = (1.0,) * MONTHS


@dataclass(frozen=True)
class Scenario:
    """What is asked. `sessions` a month; `prepare`, `conduct`, `follow_up` and `rest` are helpers' hours per session,
    `others` every other role's; `helpers` people, each with `release` per cent of an årsverk; `joining` units from the
    day `joins` on. No number is below zero."""

    sessions: float
    prepare: float
    conduct: float
    follow_up: float
    rest: float
    others: float
    helpers: float
    release: float
    joining: float
    joins: dt.date

    def __post_init__(self) -> None:
        if any(getattr(self, one.name) < 0 for one in fields(self) if one.name != "joins"):
            raise ValueError("a scenario has no negative numbers")

    @property
    def helper_hours(self) -> float:
        """Helpers' hours for one session, all kinds of work together."""
        return self.prepare + self.conduct + self.follow_up + self.rest


@dataclass(frozen=True)
class Rates:
    """Kroner an hour, least and most, for helpers and for the other roles as they are mixed; None where no role has
    a rate."""

    helpers: tuple[float, float] | None = None
    others: tuple[float, float] | None = None


@dataclass(frozen=True)
class Circumstances:
    """What holds for every scenario: the year that begins on `start`; how many `units` hold the sessions now; `season`,
    twelve factors from January that average one; hours in an årsverk; rates."""

    start: dt.date
    units: int
    season: tuple[float, ...] = FLAT
    norm_hours: float = 1750.0
    rates: Rates = Rates()

    @property
    def end(self) -> dt.date:
        """The day after the year's last."""
        return self.start.replace(year=self.start.year + 1)


@dataclass(frozen=True)
class Span:
    """What a stretch of days comes to, from `first` to the day before `end`; `gap` is the hours nobody has time for.

    `cost` is kroner, least and most; None where nothing can be costed.
    """

    first: dt.date
    end: dt.date
    sessions: float
    hours: float
    others: float
    available: float
    gap: float
    cost: tuple[float, float] | None

    @property
    def breaks(self) -> bool:
        """Whether helpers lack time; a gap of less than a minute is rounding."""
        return self.gap > 1 / 60


def sessions_on(scenario: Scenario, given: Circumstances, day: dt.date) -> float:
    """Sessions that fall on a day, as a fraction."""
    grown = scenario.joining / given.units if given.units and day >= scenario.joins else 0.0
    days = monthrange(day.year, day.month)[1]
    return scenario.sessions * given.season[day.month - 1] * (1 + grown) / days


def hours_on(scenario: Scenario, given: Circumstances, day: dt.date) -> float:
    """Hours helpers have free on a day."""
    month = scenario.helpers * scenario.release / 100 * given.norm_hours / MONTHS
    return month / monthrange(day.year, day.month)[1]


def over(scenario: Scenario, given: Circumstances, first: dt.date, end: dt.date) -> Span:
    """What the days from `first` to the day before `end` come to."""
    held = [sessions_on(scenario, given, day) for day in _days(first, end)]
    free = [hours_on(scenario, given, day) for day in _days(first, end)]
    hours, others = sum(held) * scenario.helper_hours, sum(held) * scenario.others
    return Span(
        first=first,
        end=end,
        sessions=sum(held),
        hours=hours,
        others=others,
        available=sum(free),
        gap=sum(max(n * scenario.helper_hours - time, 0.0) for n, time in zip(held, free, strict=True)),
        cost=_cost(hours, others, given.rates),
    )


def weeks(scenario: Scenario, given: Circumstances) -> list[Span]:
    """The year week by week, Monday to Sunday; the first and the last are cut to the year."""
    edges = [given.start]
    while edges[-1] < given.end:
        edges.append(min(edges[-1] + dt.timedelta(days=WEEK - edges[-1].weekday()), given.end))
    return [over(scenario, given, first, end) for first, end in pairwise(edges)]


def year(scenario: Scenario, given: Circumstances) -> Span:
    """The whole year."""
    return over(scenario, given, given.start, given.end)


def first_break(spans: list[Span]) -> Span | None:
    """The first week with a gap; None when there is none."""
    return next((span for span in spans if span.breaks), None)


def season_of(months: list[tuple[dt.date, float]]) -> tuple[float, ...]:
    """Twelve factors from sessions by month, over whole years back from the last month, at most three; flat when there
    is not one year, or nothing was held."""
    years = min(len(months) // MONTHS, 3)
    kept = months[len(months) - years * MONTHS :]
    total = sum(n for _, n in kept)
    if not years or not total:
        return FLAT
    by_month = [sum(n for month, n in kept if month.month == number) for number in range(1, MONTHS + 1)]
    return tuple(MONTHS * n / total for n in by_month)


def _days(first: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=place) for place in range((end - first).days))


def _cost(hours: float, others: float, rates: Rates) -> tuple[float, float] | None:
    if rates.helpers is None and rates.others is None:
        return None
    own, theirs = rates.helpers or (0.0, 0.0), rates.others or (0.0, 0.0)
    return hours * own[0] + others * theirs[0], hours * own[1] + others * theirs[1]
