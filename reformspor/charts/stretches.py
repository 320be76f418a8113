"""An initiative's lane is its stretches in order; lanes stand by where the initiative is now, those at work first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.words import Words

GROUPS = ("work", "paused", "operate", "ended", "not_reported")
WORK = ("explore", "try_out", "develop")


@dataclass(frozen=True)
class Stretch:
    """An initiative in one phase from a day on; `end` is None while it goes on, and `until` the last day known."""

    phase: str
    round: int
    start: dt.date
    end: dt.date | None
    until: dt.date

    @property
    def days(self) -> int:
        """Days in the phase."""
        return (self.until - self.start).days


@dataclass(frozen=True)
class Lane:
    """An initiative by its key, the name it is shown by, and its stretches, oldest first."""

    identity: str
    name: str
    stretches: tuple[Stretch, ...]

    @property
    def phase(self) -> str:
        """The phase it is in."""
        return self.stretches[-1].phase

    @property
    def steps(self) -> list[tuple[Stretch, Stretch]]:
        """Each stretch with the one that follows it."""
        return list(pairwise(self.stretches))


def group_of(phase: str) -> str:
    """The group a lane stands in: the three phases of the cycle together, the others each for itself."""
    return "work" if phase in WORK else phase if phase in GROUPS else "not_reported"


def lanes_of(answer: Answer, words: Words) -> list[Lane]:
    """A lane for each initiative of rows with initiative_id, title, phase, round, from_date and to_date."""
    rows = [row for row in answer.copy_rows() if row["from_date"] is not None]
    names = names_of(rows, words)
    held: dict[str, list[Stretch]] = {}
    for row in rows:
        held.setdefault(str(row["initiative_id"]), []).append(_stretch(row, answer.provenance.as_of))
    lanes = [
        Lane(identity, names[identity], tuple(sorted(stretches, key=lambda one: one.start)))
        for identity, stretches in held.items()
    ]
    return sorted(lanes, key=lambda lane: (GROUPS.index(group_of(lane.phase)), lane.stretches[0].start, lane.identity))


def names_of(rows: list[dict[str, Any]], words: Words) -> dict[str, str]:
    """The name each initiative is shown by: its title, with its key where it shares one or has none to show."""
    titles = {str(row["initiative_id"]): row.get("title") for row in rows}
    shared = Counter(titles.values())
    return {
        identity: str(title)
        if title and shared[title] == 1
        else " · ".join((identity, str(title or words("review.untitled"))))
        for identity, title in titles.items()
    }


def _stretch(row: dict[str, Any], as_of: dt.date) -> Stretch:
    start = pd.Timestamp(row["from_date"]).date()
    end = None if row["to_date"] is None else pd.Timestamp(row["to_date"]).date()
    return Stretch(str(row["phase"] or "not_reported"), int(row.get("round") or 1), start, end, end or as_of)
