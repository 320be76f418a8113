"""The choices in force: each with its value, unit, source and origin, and a digest that changes when one does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from reformspor.choices.definition import Better, Definition, Value, load_definitions

# Where a value comes from: the file of defaults, the constructed municipality's choices, or the municipality's own.
Origin = Literal["default", "constructed", "own"]


@dataclass(frozen=True)
class Choice:
    """One setting in force. `source` is the municipality's own text when the origin is own, else a word's code."""

    key: str
    value: Value
    unit: str
    source: str
    origin: Origin
    definition: Definition = field(repr=False)


@dataclass(frozen=True)
class Wrong:
    """One thing wrong with the settings: said as `choices.fault.<code>`, with the key, the value and a remedy."""

    code: str
    key: str = ""
    value: str = ""
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Target:
    """What a measure should reach: at least when higher is better, else at most."""

    measure: str
    value: float
    unit: str
    better: Better
    source: str
    origin: Origin | Literal["data"] = "own"


@dataclass(frozen=True)
class StatusRule:
    """From which value a measure is to be watched and acted upon, who answers for the rule, and where it comes from."""

    measure: str
    watch: float
    act: float
    unit: str
    better: Better
    owner: str
    source: str
    origin: Origin


@dataclass(frozen=True, eq=False)
class Choices:
    """Every choice in force by its key, in the order of the definitions.

    `wrong` says why the file as it stands does not hold; the choices are then those that held before it.
    Two that choose the same are equal, and have the same digest.
    """

    held: Mapping[str, Choice]
    wrong: tuple[Wrong, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A SHA-256 over every key, value and source."""
        said = [f"{one.key}={one.value!r}|{one.source}|{one.origin}" for _, one in sorted(self.held.items())]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choices) and self.digest == other.digest

    def get(self, key: str) -> Choice | None:
        """The choice of a key; None when nothing is set."""
        return self.held.get(key)

    def number(self, key: str) -> float | None:
        """The value of a number; None when it is not set."""
        one = self.held.get(key)
        return float(one.value) if one is not None and isinstance(one.value, int | float) else None

    def text(self, key: str) -> str:
        """The value of a text or code; empty when it is not set."""
        one = self.held.get(key)
        return str(one.value) if one is not None else ""

    def municipality(self, exported: str, *, constructed: bool) -> str:
        """The municipality's name as it writes it itself, else as the export has it.

        What is constructed never takes the name of a real municipality.
        """
        return exported if constructed else self.text("municipality.name") or exported

    def under(self, start: str) -> tuple[Choice, ...]:
        """All choices whose keys begin with these words, as `rates` or `norm.release`."""
        return tuple(one for key, one in self.held.items() if key == start or key.startswith(start + "."))

    def by_role(self, start: str, end: str = "") -> dict[str, float]:
        """Numbers by role, only where set: `by_role("norm.release")`, `by_role("rates", "hourly_nok")`."""
        depth = start.count(".") + 1
        found = {}
        for one in self.under(start):
            parts = one.key.split(".")
            if ".".join(parts[depth + 1 :]) == end and isinstance(one.value, int | float):
                found[parts[depth]] = float(one.value)
        return found

    def target(self, measure: str) -> Target | None:
        """The target of a measure; None when none is set."""
        one, value = self.held.get(f"targets.{measure}"), self.number(f"targets.{measure}")
        known = load_definitions().measures.get(measure)
        if one is None or value is None or known is None:
            return None
        return Target(measure, value, known.unit, known.better, one.source, one.origin)

    def rule(self, measure: str) -> StatusRule | None:
        """The status rule of a measure; None when it has none, or half of one."""
        watch, act = (self.number(f"status.{measure}.{part}") for part in ("watch", "act"))
        known = load_definitions().measures.get(measure)
        if watch is None or act is None or known is None:
            return None
        first = self.held[f"status.{measure}.watch"]
        own = next(
            (c for part in ("watch", "act") if (c := self.held[f"status.{measure}.{part}"]).origin == "own"), first
        )
        owner, said = self.text(f"status.{measure}.owner"), self.text(f"status.{measure}.source")
        return StatusRule(measure, watch, act, known.unit, known.better, owner, said or own.source, own.origin)
