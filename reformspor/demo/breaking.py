"""The week the demo's capacity breaks, counted from its own tables: what sessions take against what helpers have."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np

from reformspor.demo.tables import Table
from reformspor.demo.timeline import AS_OF, HOLIDAYS

OF_A_SESSION = ("prepare", "conduct", "follow_up")
WEEKS = 8
# What is measured is measured from the year the last twelve months begin in.
SINCE = dt.date(AS_OF.year - 1, 1, 1)


def hours_by_kind(tables: dict[str, Table], role: str = "helper") -> dict[str, float]:
    """Hours of a role for each session held of a kind, over the years that count."""
    of_activity = hours_by_kind_and_activity(tables, role)
    return {kind: sum(hours.values()) for kind, hours in of_activity.items()}


def hours_by_kind_and_activity(tables: dict[str, Table], role: str = "helper") -> dict[str, dict[str, float]]:
    """Hours of a role for each session held of a kind, by what they went to, over the years that count."""
    sessions, used = tables["sessions"], tables["resource_use"]
    kind = dict(zip(sessions["session_id"], sessions["kind"], strict=True))
    held = Counter(
        one
        for one, status, day in zip(sessions["kind"], sessions["status"], sessions["date"], strict=True)
        if status == "held" and SINCE <= day <= AS_OF
    )
    hours: Counter[tuple[str, str]] = Counter()
    rows = zip(
        *(used[name] for name in ("role", "activity", "session_id", "period", "hours", "headcount")), strict=True
    )
    for who, activity, session, period, each, heads in rows:
        if who == role and activity in OF_A_SESSION and session is not None and period >= f"{SINCE.year}":
            hours[kind[session], activity] += each * heads
    return {one: {code: float(hours[one, code]) / n for code in OF_A_SESSION} for one, n in sorted(held.items())}


def weeks_ahead(tables: dict[str, Table]) -> dict[str, dict[str, float]]:
    """For the Monday of each of the coming whole weeks: the helpers' hours needed and available."""
    rates, sessions = hours_by_kind(tables), tables["sessions"]
    a_day = _hours_a_day(tables["capacity"])
    weeks = {}
    monday = AS_OF + dt.timedelta(days=-AS_OF.weekday() % 7)
    for number in range(WEEKS):
        days = [monday + dt.timedelta(days=7 * number + day) for day in range(7)]
        need = sum(
            rates[kind]
            for kind, status, day in zip(sessions["kind"], sessions["status"], sessions["date"], strict=True)
            if status == "planned" and day in days
        )
        working = [day for day in days if np.is_busday(np.datetime64(day, "D"), holidays=HOLIDAYS)]
        available = sum(a_day[day.replace(day=1)] for day in working)
        weeks[days[0].isoformat()] = {"need": round(need, 2), "available": round(available, 2)}
    return weeks


def first_break(weeks: dict[str, dict[str, float]]) -> str | None:
    """The first week that needs more than it has."""
    return next((day for day, week in weeks.items() if week["need"] > week["available"]), None)


def _hours_a_day(capacity: Table) -> dict[dt.date, float]:
    months: dict[dt.date, float] = {}
    for month, role, hours in zip(*(capacity[name] for name in ("period", "role", "available_h")), strict=True):
        if role == "helper":
            months[month] = months.get(month, 0.0) + float(hours)
    return {month: hours / _working_days(month) for month, hours in months.items()}


def _working_days(month: dt.date) -> int:
    first = np.datetime64(month, "M")
    return int(np.busday_count(first.astype("datetime64[D]"), (first + 1).astype("datetime64[D]"), holidays=HOLIDAYS))
