"""The gates of the verdict, read from one versioned file: what must hold, and how far a verdict may go when not."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reformspor.effects.result import Fact

FILE = Path(__file__).with_name("gates.toml")
Asks = Literal["at_least", "at_most", "below", "is"]
ASKS: tuple[Asks, ...] = ("at_least", "at_most", "below", "is")


@dataclass(frozen=True)
class Condition:
    """What is asked of one measured value: `asks` `limit`."""

    measure: str
    asks: Asks
    limit: float | bool

    def holds(self, value: Fact) -> bool:
        """Whether a measured value is as asked; what was not measured is not."""
        if value is None or isinstance(value, str):
            return False
        if self.asks == "is":
            return value is self.limit
        if isinstance(value, bool):
            return False
        if self.asks == "at_least":
            return value >= self.limit
        return value <= self.limit if self.asks == "at_most" else value < self.limit


@dataclass(frozen=True)
class Gate:
    """A gate: met when all conditions of one of its `ways` hold; when not, the verdict is at most `caps`."""

    code: str
    designs: tuple[str, ...]
    caps: str
    ways: tuple[tuple[Condition, ...], ...]
    reason: str
    design: bool = False

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition it asks, each once, in order."""
        return tuple(dict.fromkeys(one for way in self.ways for one in way))


@dataclass(frozen=True)
class Gates:
    """All gates, in the order they are checked, with the version and date of the file and the ladder of levels."""

    version: str
    date: dt.date
    signed: str
    levels: tuple[str, ...]
    ceilings: Mapping[str, str]
    gates: tuple[Gate, ...]
    margin_designs: tuple[str, ...]
    margin_measure: str
    margin_sure: float

    def rank(self, level: str) -> int:
        """How strong a claim a level is. Raises ValueError for what is no level."""
        return self.levels.index(level)

    def of(self, design: str) -> tuple[Gate, ...]:
        """The gates asked of a design, in order. Raises KeyError for what is no design."""
        self.ceilings[design]
        return tuple(gate for gate in self.gates if design in gate.designs)

    def ladder(self, design: str) -> tuple[str, ...]:
        """The levels a design can come to, from the weakest, those that claim there is nothing left out."""
        caps = {gate.caps for gate in self.of(design)} | {self.ceilings[design], "description"}
        top = self.rank(self.ceilings[design])
        return tuple(level for level in self.levels if level in caps and self.rank(level) <= top)


def limit_of(code: str, measure: str) -> float:
    """The limit a gate sets a measure, for whoever goes by the same elsewhere. Raises KeyError where there is none."""
    for gate in gates().gates:
        for one in gate.conditions:
            if (gate.code, one.measure) == (code, measure):
                return float(one.limit)
    raise KeyError(f"{code}: {measure}")


@cache
def gates() -> Gates:
    """The gates of the file. Raises ValueError when a gate names a level or a design the file does not."""
    return gates_from(tomllib.loads(FILE.read_text("utf-8")))


def gates_from(said: Mapping[str, Any]) -> Gates:
    """Gates from what a file says. Raises ValueError or KeyError for what is no set of gates."""
    made = Gates(
        version=said["version"],
        date=said["date"],
        signed=said["signed"],
        levels=tuple(said["levels"]),
        ceilings=dict(said["ceiling"]),
        gates=tuple(_gate(one) for one in said["gate"]),
        margin_designs=tuple(said["margin"]["designs"]),
        margin_measure=said["margin"]["measure"],
        margin_sure=said["margin"]["sure"],
    )
    unknown = {gate.caps for gate in made.gates} | set(made.ceilings.values())
    strange = unknown - set(made.levels) | {one for gate in made.gates for one in gate.designs} - set(made.ceilings)
    if strange:
        raise ValueError(f"no such level or design: {', '.join(sorted(strange))}")
    return made


def _gate(said: Mapping[str, Any]) -> Gate:
    ways = tuple(tuple(_condition(one) for one in way) for way in said["ways"])
    return Gate(said["code"], tuple(said["designs"]), said["caps"], ways, said["reason"], said.get("design", False))


def _condition(said: Mapping[str, Any]) -> Condition:
    asks = next(one for one in ASKS if one in said)
    return Condition(said["measure"], asks, said[asks])
