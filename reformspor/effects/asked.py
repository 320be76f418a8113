"""What a study is told besides the panel: what was expected, when it was written, and what else happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reformspor.effects.hypothesis import Hypothesis, hypothesis_from
from reformspor.effects.panel import Panel, Time, plain_panel, plain_time, read_plain_panel, read_plain_time
from reformspor.effects.permute import DRAWS, SEED

# An event within so many months of the start cannot be told from it in one series.
NEAR = 3


@dataclass(frozen=True)
class Event:
    """Something else that happened: when, and its name. `at` is a day, or a step of a panel without a calendar."""

    at: Time
    name: str


@dataclass(frozen=True)
class Asked:
    """What surrounds a panel.

    `hypothesis` is the registered one, None when there is none; `in_time` whether it was registered before the outcome
    was opened, and `drawn` whether the order of joining is that of a kept draw. `events` are registered events other
    than the start itself, `breaks` when a definition changed. `control` is an outcome the reform should not touch, over
    the same units and steps. `family` are the other outcomes of the hypothesis' family, by name; None when they are not
    at hand. `hidden` is whether disclosure control holds the outcome back. `drop` are steps from the start on that are
    neither before nor after. `thorough` runs every method, also those that can no longer change the verdict.
    """

    hypothesis: Hypothesis | None = None
    in_time: bool = False
    drawn: bool = False
    events: tuple[Event, ...] = ()
    breaks: tuple[Time, ...] = ()
    control: Panel | None = None
    family: Mapping[str, Panel] | None = None
    hidden: bool = False
    drop: tuple[int, ...] = ()
    draws: int = DRAWS
    seed: int = SEED
    thorough: bool = True

    @property
    def window(self) -> tuple[int, int]:
        """The first and last step after the start that count; the first year where nothing is registered."""
        return self.hypothesis.window if self.hypothesis else (0, 11)

    @property
    def smallest(self) -> float | None:
        """The registered smallest relevant change, without sign."""
        return abs(self.hypothesis.smallest) if self.hypothesis else None

    def near(self, panel: Panel, together: bool = False) -> tuple[Event, ...]:
        """The events within three months of any start of a panel; where its units are taken `together` as one series,
        of any step from the first a start may touch to the first that is after it."""
        begins = [start for start in panel.starts if start]
        if not begins:
            return ()
        spans = [(start, start) for start in begins]
        if together:
            first = max(min(begins) - (self.hypothesis.anticipation if self.hypothesis else 0), 0)
            last = min(max(*begins, min(begins) + max(self.drop, default=-1) + 1), panel.n_times - 1)
            spans = [(first, last)]
        return tuple(
            event
            for event in self.events
            if any(self._beside(event.at, panel.times[first], panel.times[last]) for first, last in spans)
        )

    @staticmethod
    def _beside(at: Time, first: Time, last: Time) -> bool:
        within = apart(at, first) + apart(at, last) <= apart(first, last)
        return within or min(apart(at, first), apart(at, last)) <= NEAR


def apart(one: Time, other: Time) -> float:
    """How many months, or steps, lie between two times; infinite when one is a day and the other is not."""
    if isinstance(one, dt.date) and isinstance(other, dt.date):
        return abs((one.year - other.year) * 12 + one.month - other.month)
    if isinstance(one, dt.date) or isinstance(other, dt.date):
        return float("inf")
    return float(abs(one - other))


def plain_asked(asked: Asked) -> dict[str, Any]:
    """What JSON can hold of it."""
    return {
        "hypothesis": asdict(asked.hypothesis) if asked.hypothesis else None,
        "events": [[plain_time(event.at), event.name] for event in asked.events],
        "breaks": [plain_time(at) for at in asked.breaks],
        "control": plain_panel(asked.control) if asked.control else None,
        "family": None if asked.family is None else {name: plain_panel(one) for name, one in asked.family.items()},
        **{name: getattr(asked, name) for name in ("in_time", "drawn", "hidden", "draws", "seed", "thorough")},
        "drop": list(asked.drop),
    }


def read_asked(said: Mapping[str, Any]) -> Asked:
    """What `plain_asked` made, read back."""
    family = said["family"]
    return Asked(
        hypothesis=hypothesis_from(said["hypothesis"]) if said["hypothesis"] else None,
        events=tuple(Event(read_plain_time(at), name) for at, name in said["events"]),
        breaks=tuple(read_plain_time(at) for at in said["breaks"]),
        control=read_plain_panel(said["control"]) if said["control"] else None,
        family=None if family is None else {name: read_plain_panel(one) for name, one in family.items()},
        drop=tuple(said["drop"]),
        **{name: said[name] for name in ("in_time", "drawn", "hidden", "draws", "seed", "thorough")},
    )
