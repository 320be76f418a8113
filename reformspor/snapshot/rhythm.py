"""A source has a rhythm; a snapshot that is older than its rhythm and some days of grace allow is stale."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from reformspor.choices import plain_said
from reformspor.errors import ReformsporError, nearest
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.protection import FILE
from reformspor.snapshot.shelf import Manifest

Rhythm = Literal["weekly", "monthly", "quarterly", "yearly", "once"]
RHYTHMS: tuple[Rhythm, ...] = ("weekly", "monthly", "quarterly", "yearly", "once")
NATIVE: Rhythm = "monthly"
TRUNC: dict[Rhythm, str] = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}
MONTHS: dict[Rhythm, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}
# How long after it is due an export may come before anyone is warned.
GRACE: dict[Rhythm, int] = {"weekly": 4, "monthly": 15, "quarterly": 30, "yearly": 60, "once": 0}
State = Literal["fresh", "stale", "once", "constructed"]


@dataclass(frozen=True)
class Pace:
    """How often a source's exports come, and how many days late one may be."""

    rhythm: Rhythm
    grace_days: int


@dataclass(frozen=True)
class Freshness:
    """Whether what serves is as new as its source's rhythm promises.

    `due` is the last day a newer export may come before this one is stale; None for what comes once. `days_late` counts
    from it and is zero while the data are fresh.
    """

    state: State
    as_of: dt.date
    pace: Pace
    due: dt.date | None = None
    days_late: int = 0


def pace_of(data: DataFolder, source: str, declared: str) -> Pace:
    """The source's pace: what `[sources.<name>]` in settings.toml says, else what its profile declares, else monthly.

    Raises ReformsporError for a setting that is not understood.
    """
    said = _settings(data).get(source, {})
    if not isinstance(said, dict):
        raise ReformsporError("quality.rhythm.unreadable", file=FILE, source=source)
    rhythm = said.get("rhythm", declared or NATIVE)
    if rhythm not in RHYTHMS:
        near = nearest(str(rhythm), RHYTHMS) or ", ".join(RHYTHMS)
        raise ReformsporError("quality.rhythm.unknown", rhythm=str(rhythm), source=source, nearest=near)
    days = said.get("grace_days", GRACE[rhythm])
    if type(days) is not int or days < 0:
        raise ReformsporError("quality.rhythm.grace", source=source)
    return Pace(rhythm, days)


def freshness(data: DataFolder, manifest: Manifest, today: dt.date | None = None) -> Freshness:
    """How fresh a snapshot is on a day (today, when none is given); what is constructed is never called stale."""
    pace, as_of = pace_of(data, manifest.source, manifest.rhythm), manifest.as_of_date
    if manifest.constructed:
        return Freshness("constructed", as_of, pace)
    if pace.rhythm == "once":
        return Freshness("once", as_of, pace)
    due = next_day(as_of, pace.rhythm) + dt.timedelta(days=pace.grace_days)
    late = ((today or dt.date.today()) - due).days
    return Freshness("stale" if late > 0 else "fresh", as_of, pace, due, max(late, 0))


def next_day(day: dt.date, rhythm: Rhythm) -> dt.date:
    """The day one turn of the rhythm later; the last day of a shorter month where there is no such day."""
    if rhythm == "weekly":
        return day + dt.timedelta(days=7)
    index = day.year * 12 + day.month - 1 + MONTHS[rhythm]
    first = dt.date(index // 12, index % 12 + 1, 1)
    last = (dt.date((index + 1) // 12, (index + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def turn_days(day: dt.date, rhythm: Rhythm) -> int:
    """Days from a day to the next of the rhythm; of what comes once, nothing more is due, and a month is counted."""
    return (next_day(day, NATIVE if rhythm == "once" else rhythm) - day).days


def _settings(data: DataFolder) -> dict[str, Any]:
    file = data.root / FILE
    if not file.is_file():
        return {}
    try:
        sources = plain_said(file.read_text("utf-8")).get("sources", {})
    except (ValueError, AttributeError) as error:
        raise ReformsporError("ledger.settings.unreadable", file=FILE) from error
    return sources if isinstance(sources, dict) else {}
