"""The demo's initiatives, which go round the loop: exploration, try-out, development, and exploration again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.demo.municipality import all_units, texts
from reformspor.demo.tables import Table, as_table
from reformspor.demo.timeline import LAST_DAY, shift

INITIATIVES = 26
NEXT = {"explore": "try_out", "try_out": "develop", "develop": "operate"}
DAYS_IN = {"explore": (60, 200), "try_out": (80, 220), "develop": (90, 240), "paused": (60, 180), "operate": (500, 900)}
BACK_TO_EXPLORE = {"try_out": 0.25, "develop": 0.6}  # the chance in the first two rounds
PAUSED = 0.12


@dataclass(frozen=True)
class Stretch:
    """An initiative's time in one phase, from a day on; the next stretch ends it."""

    start: np.datetime64
    phase: str
    round: int
    reason: str


@dataclass(frozen=True)
class Initiative:
    """An initiative of a unit with the stretches it has gone through so far."""

    id: str
    unit: int
    title: str
    goal: str
    trust: str
    owner_role: str
    stretches: tuple[Stretch, ...]

    def phase_at(self, day: np.datetime64) -> str | None:
        """The phase on a day; None before it started."""
        phase = None
        for stretch in self.stretches:
            if stretch.start <= day:
                phase = stretch.phase
        return phase


def make_initiatives(rng: np.random.Generator) -> tuple[Initiative, ...]:
    """Two for each unit in the reform, the later ones in the units that started first."""
    units = [index for index, unit in enumerate(all_units()) if unit.start is not None]
    places = sorted(units, key=lambda index: (all_units()[index].start, index))
    made = []
    for number in range(INITIATIVES):
        unit = places[number % len(places)]
        pattern = texts("work")["initiative"][(number + number // len(places)) % 6]
        start = all_units()[unit].start
        assert start is not None
        later = int(rng.integers(0, 60)) + (number // len(places)) * int(rng.integers(240, 620))
        first = shift(np.array([np.datetime64(start, "D") + later]), np.array([0]))[0]
        made.append(
            Initiative(
                id=f"T{number + 1:02d}",
                unit=unit,
                title=pattern["title"].format(unit=all_units()[unit].name),
                goal=pattern["goal"],
                trust=pattern["trust"],
                owner_role=str(rng.choice(["leader", "challenger", "hr_lead"], p=[0.6, 0.3, 0.1])),
                stretches=_life(first, rng),
            )
        )
    return tuple(made)


def _life(first: np.datetime64, rng: np.random.Generator) -> tuple[Stretch, ...]:
    words = texts("work")["phase"]
    stretches = [Stretch(first, "explore", 1, str(rng.choice(words["start"])))]
    while stretches[-1].phase != "ended":
        now = stretches[-1]
        low, high = DAYS_IN[now.phase]
        day = shift(np.array([now.start + int(rng.integers(low, high))]), np.array([0]))[0]
        if day > LAST_DAY:
            break
        phase, reason = _step(now, [stretch.phase for stretch in stretches], rng)
        round_ = now.round + (phase == "explore" and now.phase != "paused")
        stretches.append(Stretch(day, phase, round_, str(rng.choice(words[reason]))))
    return tuple(stretches)


def _step(now: Stretch, before: list[str], rng: np.random.Generator) -> tuple[str, str]:
    """The next phase, and which kind of reason it has."""
    chance = rng.random()
    if now.phase == "operate":
        return "ended", "ended"
    if now.phase == "paused":
        return before[-2], "forward"
    if chance < PAUSED and "paused" not in before:
        return "paused", "paused"
    if now.phase != "explore" and chance < PAUSED + BACK_TO_EXPLORE[now.phase] and now.round < 3:
        return "explore", "back"
    return NEXT[now.phase], "forward"


def initiatives_table(initiatives: tuple[Initiative, ...]) -> Table:
    """The contract table `initiatives`."""
    return {
        "initiative_id": [one.id for one in initiatives],
        "title": [one.title for one in initiatives],
        "unit_id": [all_units()[one.unit].id for one in initiatives],
        "owner_role": [one.owner_role for one in initiatives],
        "goal": [one.goal for one in initiatives],
        "trust_dimension": [one.trust for one in initiatives],
        "started": [one.stretches[0].start.astype(object) for one in initiatives],
    }


def phase_events_table(initiatives: tuple[Initiative, ...], barriers: Table) -> Table:
    """The contract table `phase_events`; a pause or a step back names a barrier of the initiative reported by then."""
    rows: list[dict[str, object]] = []
    known = list(zip(barriers["initiative_id"], barriers["reported_date"], barriers["barrier_id"], strict=True))
    for one in initiatives:
        before = None
        for stretch in one.stretches:
            day = stretch.start.astype(object)
            held_up = before in ("try_out", "develop") and stretch.phase in ("explore", "paused")
            causes = [barrier for owner, reported, barrier in known if owner == one.id and reported <= day]
            row = {"initiative_id": one.id, "at": day, "from_phase": before, "to_phase": stretch.phase}
            cause = causes[-1] if held_up and causes else None
            rows.append(row | {"round": stretch.round, "reason": stretch.reason, "barrier_id": cause})
            before = stretch.phase
    return as_table("phase_events", rows)
