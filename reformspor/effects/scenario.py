"""A scenario is arithmetic: so many sessions at so many hours need so much, so many helpers have so much, and the rest
is a gap.

Nothing is estimated. The weeks that are planned are as planned, more or less by as much as the scenario differs from
the one the plan stands for. After them sessions follow the year's measured season and lie evenly within each month;
units that join hold as many sessions each as those that are in; helpers have a twelfth of the year's time each month,
evenly; what is not used one day is not saved for the next. So every amount is a sum over days, and splitting a period
changes no total.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields

MONTHS = 12
WEEK, WEEKS = 7, 52
FLAT = (1.0,) * MONTHS
# Needs are sums of averages: less than this part of the hours there are is no gap to speak of.
FELT = 0.05
A_MINUTE = 1 / 60


@dataclass(frozen=True)
class Scenario:
    """What is asked. `sessions` a month; `prepare`, `conduct`, `follow_up` and `rest` (not told apart) are helpers'
    hours per session, `others` every other role's; `outside` helpers' hours a month for no session; `helpers` people,
    each with `release` per cent of an årsverk; `joining` units from the day `joins` on. No number is below zero."""

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
    outside: float = 0.0

    def __post_init__(self) -> None:
        if any(getattr(self, one.name) < 0 for one in fields(self) if one.name != "joins"):
            raise ValueError("a scenario has no negative numbers")

    @property
    def helper_hours(self) -> float:
        """Helpers' hours for one session, all kinds of work together."""
        return self.prepare + self.conduct + self.follow_up + self.rest

    @property
    def time(self) -> float:
        """Helpers' time, in hundredths of an årsverk."""
        return self.helpers * self.release


@dataclass(frozen=True)
class Planned:
    """A week of the plan, from its Monday: its sessions, how many average ones they weigh as much as, and the least and
    the most hours helpers have in it; None where that is not known."""

    first: dt.date
    sessions: float
    load: float
    time: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rates:
    """Kroner an hour, least and most, for helpers and for the other roles as they are mixed; None where no role has
    a rate."""

    helpers: tuple[float, float] | None = None
    others: tuple[float, float] | None = None


@dataclass(frozen=True)
class Circumstances:
    """What holds for every scenario: the 52 weeks that begin on `start`; how many `units` hold the sessions now;
    hours in an årsverk; `season`, twelve factors from January that average one; rates; and the weeks that are planned,
    one after the other, as they are under the scenario `planned_at`."""

    start: dt.date
    units: int
    norm_hours: float
    season: tuple[float, ...] = FLAT
    rates: Rates = Rates()
    plan: tuple[Planned, ...] = ()
    planned_at: Scenario | None = None

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return self.start + dt.timedelta(days=WEEKS * WEEK)

    def planned_on(self, day: dt.date) -> Planned | None:
        """The planned week a day is in."""
        at = (day - self.plan[0].first).days // WEEK if self.plan else -1
        return self.plan[at] if 0 <= at < len(self.plan) else None


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
        """Whether helpers lack time that is felt; a gap of less than a minute is rounding."""
        return self.gap > max(FELT * self.available, A_MINUTE)


def sessions_on(scenario: Scenario, given: Circumstances, day: dt.date) -> tuple[float, float]:
    """Sessions that fall on a day, as a fraction, and how many average ones they weigh as much as."""
    grown = 1 + (scenario.joining / given.units if given.units and day >= scenario.joins else 0.0)
    week, at = given.planned_on(day), given.planned_at
    if week is not None and at is not None and at.sessions:
        share = grown * scenario.sessions / at.sessions / WEEK
        return week.sessions * share, week.load * share
    held = grown * scenario.sessions * given.season[day.month - 1] / _days_of_month(day)
    return held, held


def time_on(scenario: Scenario, given: Circumstances, day: dt.date) -> tuple[float, float]:
    """The least and the most hours helpers have free on a day."""
    free = scenario.time / 100 * given.norm_hours / MONTHS / _days_of_month(day)
    week, at = given.planned_on(day), given.planned_at
    if week is None or week.time is None or at is None:
        return free, free
    least, most = week.time
    if at.time:
        return least / WEEK * scenario.time / at.time, most / WEEK * scenario.time / at.time
    # Whoever is put in comes on top of those the plan knows of.
    return least / WEEK + free, most / WEEK + free


def over(scenario: Scenario, given: Circumstances, first: dt.date, end: dt.date) -> Span:
    """What the days from `first` to the day before `end` come to."""
    days = list(_days(first, end))
    held = [sessions_on(scenario, given, day) for day in days]
    needed = [
        load * scenario.helper_hours + scenario.outside / _days_of_month(day)
        for (_, load), day in zip(held, days, strict=True)
    ]
    free = [time_on(scenario, given, day) for day in days]
    sessions, hours = sum(n for n, _ in held), sum(needed)
    return Span(
        first=first,
        end=end,
        sessions=sessions,
        hours=hours,
        others=sessions * scenario.others,
        available=sum(least for least, _ in free),
        gap=sum(max(need - most, 0.0) for need, (_, most) in zip(needed, free, strict=True)),
        cost=_cost(hours, sessions * scenario.others, given.rates),
    )


def weeks(scenario: Scenario, given: Circumstances) -> list[Span]:
    """The 52 weeks, one by one."""
    firsts = [given.start + dt.timedelta(days=WEEK * number) for number in range(WEEKS)]
    return [over(scenario, given, first, first + dt.timedelta(days=WEEK)) for first in firsts]


def year(scenario: Scenario, given: Circumstances) -> Span:
    """All 52 weeks."""
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


def first_monday(day: dt.date) -> dt.date:
    """The Monday that the first whole week from `day` on begins with."""
    return day + dt.timedelta(days=-day.weekday() % WEEK)


def _days_of_month(day: dt.date) -> int:
    return monthrange(day.year, day.month)[1]


def _days(first: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=place) for place in range((end - first).days))


def _cost(hours: float, others: float, rates: Rates) -> tuple[float, float] | None:
    if rates.helpers is None and rates.others is None:
        return None
    own, theirs = rates.helpers or (0.0, 0.0), rates.others or (0.0, 0.0)
    return hours * own[0] + others * theirs[0], hours * own[1] + others * theirs[1]
