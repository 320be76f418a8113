"""What happened to each of the demo's barriers, event by event and in order, up to the day the export was taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator

import numpy as np

from reformspor.demo.barriers import OWNERS
from reformspor.demo.municipality import texts
from reformspor.demo.tables import Table, as_table
from reformspor.demo.timeline import AS_OF, shift

# Working days from being asked to answering, half of the time; the planted answer to "who is slow?".
ANSWER_DAYS = {
    "intermunicipal": 30,
    "county_council": 45,
    "county_governor": 35,
    "agency": 75,
    "ministry": 120,
    "parliament": 200,
    "eea": 220,
    "social_partner": 40,
    "vendor": 90,
    "not_reported": 60,
}
# Will join, on conditions, refuses.
ANSWERS = {"county_governor": (0.6, 0.3, 0.1), "agency": (0.3, 0.35, 0.35), "ministry": (0.2, 0.35, 0.45)}
OTHER_ANSWERS = (0.4, 0.35, 0.25)
MOVES = {"agency": "ministry", "county_governor": "agency", "vendor": "municipality", "ministry": "parliament"}
MOVED, SILENT, REOPENED, LAPSED = 0.14, 0.2, 0.12, 0.07

Step = dict[str, object]


def make_histories(barriers: Table, rng: np.random.Generator) -> Table:
    """The contract table `barrier_events`; a barrier's events are in order and none is after the export's day."""
    rows: list[tuple[dt.date, int, Step]] = []
    for number, barrier in enumerate(barriers["barrier_id"]):
        day = np.datetime64(barriers["reported_date"][number], "D")
        status = None
        for wait, step in _life(barriers["owner_level"][number], rng):
            day = shift(np.array([day]), np.array([wait]))[0]
            if day.astype(object) > AS_OF:
                break
            rows.append((day.astype(object), number, step | {"barrier_id": barrier, "from_status": status}))
            status = str(step["to_status"])
    rows.sort(key=lambda row: row[:2])
    events: list[Step] = []
    for number, (at, _, step) in enumerate(rows):
        whole = step | {"event_id": f"H{number + 1:04d}", "at": at, "status_only": "no"}
        if step["to_status"] in ("raised", "answered"):
            whole["doc_ref"] = f"{at.year % 100}/{1000 + number}-{1 + number % 9}"
        events.append(whole)
    return as_table("barrier_events", events)


def _life(level: str, rng: np.random.Generator) -> Iterator[tuple[int, Step]]:
    """Waits in working days and the steps they lead to."""
    yield 0, _step("reported", "municipality", rng)
    yield int(rng.integers(5, 50)), _step("clarified", "municipality", rng)
    if rng.random() < LAPSED:
        yield int(rng.integers(60, 250)), _step("lapsed", "municipality", rng)
        return
    if level != "municipality":
        answer = yield from _asked(level, rng)
        if answer == "refuses":
            if rng.random() < 0.75:
                yield int(rng.integers(1, 30)), _step("rejected", level, rng)
            return
    yield int(rng.integers(10, 90)), _step("exploring", "municipality", rng)
    yield int(rng.integers(20, 110)), _step("trying", "municipality", rng)
    yield from _ended(rng)


def _asked(level: str, rng: np.random.Generator) -> Generator[tuple[int, Step], None, str]:
    """Raised to the owner, perhaps reminded, perhaps moved to another, and answered; returns the answer."""
    yield int(rng.integers(5, 60)), _step("raised", "municipality", rng)
    if rng.random() < SILENT:
        yield int(rng.integers(60, 90)), _step("raised", "municipality", rng, "reminded") | {"answer": "no_answer"}
    if level in MOVES and rng.random() < MOVED:
        to_level = MOVES[level]
        moved = _step("raised", level, rng, "moved") | {"to_level": to_level, "to_org": OWNERS[to_level][0]}
        yield _wait(level, rng), moved
        level = to_level
    answer = str(rng.choice(["will_join", "conditional", "refuses"], p=ANSWERS.get(level, OTHER_ANSWERS)))
    yield _wait(level, rng), _step("answered", level, rng) | {"answer": answer}
    return answer


def _ended(rng: np.random.Generator) -> Iterator[tuple[int, Step]]:
    end = str(rng.choice(["resolved", "partly", "rejected"], p=[0.58, 0.3, 0.12]))
    yield int(rng.integers(40, 200)), _step(end, "municipality", rng)
    if end == "resolved" and rng.random() < REOPENED * 2:
        yield int(rng.integers(30, 200)), _step("reopened", "municipality", rng)
        yield int(rng.integers(30, 120)), _step("trying", "municipality", rng)
        yield int(rng.integers(60, 200)), _step("resolved", "municipality", rng)


def _wait(level: str, rng: np.random.Generator) -> int:
    middle = ANSWER_DAYS.get(level, 45)
    return max(3, int(middle * np.exp(rng.normal(0, 0.45))))


def _step(status: str, level: str, rng: np.random.Generator, note: str | None = None) -> Step:
    notes = texts("work")["event"][note or status]
    owner = OWNERS[level][0]
    return {"to_status": status, "actor_level": level, "actor_org": owner, "note": notes[int(rng.integers(len(notes)))]}
