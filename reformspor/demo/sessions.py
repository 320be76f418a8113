"""The demo's seven hundred sessions: held, cancelled, moved and planned, with helpers who are always too few."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from reformspor.demo.initiatives import Initiative
from reformspor.demo.municipality import all_units, texts
from reformspor.demo.tables import Table, as_table, hundredths
from reformspor.demo.timeline import LAST_DAY, MONTHS, activity_by_month, month_of, shift, working_days

SESSIONS, PLANNED, SOON = 700, 46, 24
OSLO = ZoneInfo("Europe/Oslo")
KINDS = ("workshop", "meeting", "training", "seminar", "with_others", "follow_up", "other", "not_reported")
KIND_SHARES = (0.42, 0.2, 0.08, 0.05, 0.08, 0.12, 0.03, 0.02)
HELPERS_NEEDED = {"workshop": 3, "seminar": 4, "training": 3, "with_others": 3}
HOURS = {"workshop": (3, 6), "seminar": (4, 7), "training": (3, 7), "with_others": (2, 5)}
OTHERS = ("county_governor", "agency", "ministry", "county_council", "social_partner", "vendor")
OUTCOMES = ("clarified", "new_problem", "agreement", "postponed")
STAFFED_FIRST, STAFFED_LAST, STAFFED_AHEAD = 0.95, 0.66, 0.45  # of the helpers needed


@dataclass(frozen=True)
class Session:
    """A session as the demo thinks of it; `hours` in quarters, `others` the levels beyond the municipality."""

    id: str
    day: np.datetime64
    unit: int
    initiative: Initiative | None
    kind: str
    status: str
    phase: str
    quarters: int
    start_hour: int
    helper_needed: int
    helper_staffed: int
    others: tuple[str, ...]
    parties: str


def make_sessions(initiatives: tuple[Initiative, ...], rng: np.random.Generator) -> tuple[Session, ...]:
    """Seven hundred sessions in the order of their days, the planned ones up to a year ahead."""
    past = working_days(rng.choice(np.arange(MONTHS), SESSIONS - PLANNED, p=activity_by_month()), rng)
    ahead = np.concatenate([rng.integers(1, 39, SOON), rng.integers(40, 245, PLANNED - SOON)])
    days = np.sort(np.concatenate([past, shift(np.full(PLANNED, LAST_DAY), ahead)]))
    return tuple(_session(number, day, initiatives, rng) for number, day in enumerate(days))


def _session(number: int, day: np.datetime64, initiatives: tuple[Initiative, ...], rng: np.random.Generator) -> Session:
    running = [one for one in initiatives if one.phase_at(day) not in (None, "paused", "ended")]
    initiative = running[int(rng.integers(len(running)))] if running and rng.random() < 0.86 else None
    unit = initiative.unit if initiative else int(rng.choice([0, 2, 3, 10, 11, 17]))
    kind = str(rng.choice(KINDS, p=KIND_SHARES))
    status = "planned" if day > LAST_DAY else str(rng.choice(["held", "cancelled", "moved"], p=[0.89, 0.07, 0.04]))
    needed = HELPERS_NEEDED.get(kind, 2) + int(rng.integers(0, 2))
    low, high = HOURS.get(kind, (1, 3))
    others = rng.permutation(OTHERS)[: int(rng.integers(1, 3))] if kind == "with_others" else ()
    unattached = "not_reported" if rng.random() < 0.4 else "explore"
    return Session(
        id=f"S{number + 1:04d}",
        day=day,
        unit=unit,
        initiative=initiative,
        kind=kind,
        status=status,
        phase=(initiative.phase_at(day) or unattached) if initiative else unattached,
        quarters=int(rng.integers(low * 4, high * 4 + 1)),
        start_hour=int(rng.integers(8, 15)),
        helper_needed=needed,
        helper_staffed=int(rng.binomial(needed, _staffed(day))),
        others=tuple(str(level) for level in others),
        parties=str(rng.choice(["yes", "no", "not_reported"], p=[0.82, 0.13, 0.05])),
    )


def _staffed(day: np.datetime64) -> float:
    """The chance that a needed helper is found: fewer and fewer, and fewer still ahead."""
    if day > LAST_DAY:
        return STAFFED_AHEAD
    passed = float(month_of(np.array([day]))[0]) / (MONTHS - 1)
    return STAFFED_FIRST + (STAFFED_LAST - STAFFED_FIRST) * passed


def sessions_table(
    sessions: tuple[Session, ...], participants: dict[str, tuple[int, int]], barriers: Table, rng: np.random.Generator
) -> Table:
    """The contract table `sessions`; `participants` says how many were at a held session, and how many externals."""
    known = list(zip(barriers["reported_date"], barriers["barrier_id"], barriers["initiative_id"], strict=True))
    return as_table("sessions", [_row(one, participants, known, rng) for one in sessions])


def _row(
    one: Session,
    participants: dict[str, tuple[int, int]],
    known: list[tuple[dt.date, str, str | None]],
    rng: np.random.Generator,
) -> dict[str, object]:
    day: dt.date = one.day.astype(object)
    held = one.status == "held"
    took_part, externals = participants.get(one.id, (12 if one.status == "planned" else 0, 0))
    levels = ["municipality", *one.others] if rng.random() < 0.97 else None
    row: dict[str, object] = {
        "session_id": one.id,
        "date": day,
        "kind": one.kind,
        "parties_took_part": one.parties,
        "initiative_id": one.initiative.id if one.initiative else None,
        "phase": one.phase,
        "unit_id": all_units()[one.unit].id,
        "sector": all_units()[one.unit].sector,
        "format": str(rng.choice(["physical", "digital", "hybrid", "not_reported"], p=[0.7, 0.15, 0.12, 0.03])),
        "status": one.status,
        "n_participants": took_part,
        "levels_present": levels,
        "n_external": externals,
        "helper_needed": one.helper_needed,
        "helper_staffed": one.helper_staffed,
        "barrier_ids": _worked_on(one, day, known, rng),
        "source_ref": f"{day.year % 100}/{100 + int(one.id[1:])}" if rng.random() < 0.5 else None,
    }
    return row | _titled(one, rng) | _timed(one, day, rng) | (_ended(day, rng) if held else {})


def _titled(one: Session, rng: np.random.Generator) -> dict[str, object]:
    words = texts("work")["session"]
    place = all_units()[one.unit].name
    about = str(rng.choice(words["about"])) if one.initiative else str(rng.choice(words["unattached"]))
    return {"title": f"{about} – {place}", "purpose": str(rng.choice(words["purpose"])) if rng.random() < 0.9 else None}


def _timed(one: Session, day: dt.date, rng: np.random.Generator) -> dict[str, object]:
    """Start and end for most; only a duration for a few."""
    if rng.random() < 0.08:
        return {"duration_h": hundredths(one.quarters * 25)}
    start = dt.datetime(day.year, day.month, day.day, one.start_hour, 30 * int(rng.integers(2)), tzinfo=OSLO)
    return {"start": start, "end": start + dt.timedelta(minutes=15 * one.quarters)}


def _ended(day: dt.date, rng: np.random.Generator) -> dict[str, object]:
    due = shift(np.array([np.datetime64(day, "D")]), np.array([int(rng.integers(10, 60))]))[0].astype(object)
    outcome = str(rng.choice(OUTCOMES, p=[0.42, 0.24, 0.22, 0.12])) if rng.random() < 0.95 else None
    return {"outcome": outcome, "follow_up_due": due if rng.random() < 0.55 else None}


def _worked_on(
    one: Session, day: dt.date, known: list[tuple[dt.date, str, str | None]], rng: np.random.Generator
) -> list[str] | None:
    own = [
        barrier
        for reported, barrier, owner in known
        if reported <= day and one.initiative and owner == one.initiative.id
    ]
    if not own or rng.random() < 0.55:
        return None
    return own[-int(rng.integers(1, 3)) :]
