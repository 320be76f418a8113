"""One ladder for every page: what the measured values allow to be said, and what would have to hold to say more.

The thresholds stand in `gates.toml`. The first gate that is not met sets the ceiling, and the lowest ceiling is the
verdict. A verdict may be lowered with a signed reason; nothing raises it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from reformspor.effects.gates import Asks, Gate, Gates, gates
from reformspor.effects.result import Fact


@dataclass(frozen=True)
class Read:
    """A condition held to what was measured; `value` is None when nothing was."""

    measure: str
    asks: Asks
    limit: float | bool
    value: Fact
    met: bool


@dataclass(frozen=True)
class Seen:
    """A gate held to what was measured: whether it is met, and each of its conditions with its value."""

    code: str
    caps: str
    met: bool
    reads: tuple[Read, ...]


@dataclass(frozen=True)
class Lowering:
    """An analyst's weaker verdict: to which level, why, by which role and when (UTC, to the second)."""

    to: str
    reason: str
    role: str
    at: str


@dataclass(frozen=True)
class Verdict:
    """How strong a claim may be made: its `level`, and the `ceiling` of the design, which nothing can pass.

    `gates` are all that were asked, in order; `version` is the gates'. `lowered` is the analyst's lowering, when there
    is one, and `level` is then the lower; `judged` is what the gates said.
    """

    design: str
    level: str
    ceiling: str
    gates: tuple[Seen, ...]
    version: str
    judged: str
    lowered: Lowering | None = None

    @property
    def unmet(self) -> tuple[str, ...]:
        """The gates that are not met, in order."""
        return tuple(one.code for one in self.gates if not one.met)

    @property
    def holding(self) -> tuple[str, ...]:
        """The gates that hold the verdict where it is: all of them must be met before it rises."""
        return tuple(one.code for one in self.gates if not one.met and one.caps == self.judged)

    def seen(self, code: str) -> Seen | None:
        """One of the gates, if it was asked."""
        return next((one for one in self.gates if one.code == code), None)


def judge(design: str, measured: Mapping[str, Fact], rules: Gates | None = None) -> Verdict:
    """The verdict a design's measured values allow. A value that is missing or None does not meet its gate.

    `design` is one of the file's; `rules` are the gates, those of the file when None. Raises KeyError for an unknown
    design.
    """
    rules = rules or gates()
    seen = tuple(_held(gate, measured) for gate in rules.of(design))
    ceiling = rules.ceilings[design]
    level = min((ceiling, *(one.caps for one in seen if not one.met)), key=rules.rank)
    # What could not have been seen is never said to be nothing.
    if rules.rank(level) > rules.rank("undecided") and _is_irrelevant(design, seen, measured, rules):
        level = "no_relevant_effect"
    return Verdict(design, level, ceiling, seen, rules.version, level)


def may_lower(verdict: Verdict, to: str) -> bool:
    """Whether a verdict may be lowered to a level: a weaker one the design can come to, never another claim."""
    rules = gates()
    weaker = rules.rank(to) < rules.rank(verdict.level)
    # That something was found is no weaker claim than that nothing was.
    other = verdict.level == "no_relevant_effect" and rules.rank(to) > rules.rank("description")
    return weaker and not other and to != "hidden" and to in rules.ladder(verdict.design)


def lower(verdict: Verdict, lowering: Lowering) -> Verdict:
    """The verdict as an analyst has lowered it. Raises ValueError without a reason, a role and a time, and for a level
    that is not weaker."""
    if not all(text.strip() for text in (lowering.reason, lowering.role, lowering.at)):
        raise ValueError("reason, role and time must be given")
    if not may_lower(verdict, lowering.to):
        raise ValueError(f"{verdict.level} cannot be lowered to {lowering.to}")
    return replace(verdict, level=lowering.to, lowered=lowering)


def is_effect(level: str) -> bool:
    """Whether a level allows the words for cause."""
    return level in ("probable_effect", "well_founded_effect")


def plain_verdict(verdict: Verdict) -> dict[str, Any]:
    """The verdict as what JSON can hold."""
    return asdict(verdict) | {"unmet": list(verdict.unmet), "holding": list(verdict.holding)}


def read_verdict(said: Mapping[str, Any]) -> Verdict:
    """A verdict from what `plain_verdict` made."""
    seen = tuple(
        Seen(one["code"], one["caps"], one["met"], tuple(Read(**read) for read in one["reads"]))
        for one in said["gates"]
    )
    lowered = Lowering(**said["lowered"]) if said["lowered"] else None
    names = ("design", "level", "ceiling", "version", "judged")
    return Verdict(**{name: said[name] for name in names}, gates=seen, lowered=lowered)


def _held(gate: Gate, measured: Mapping[str, Fact]) -> Seen:
    met = any(all(one.holds(measured.get(one.measure)) for one in way) for way in gate.ways)
    values = ((one, measured.get(one.measure)) for one in gate.conditions)
    reads = tuple(Read(one.measure, one.asks, one.limit, value, one.holds(value)) for one, value in values)
    return Seen(gate.code, gate.caps, met, reads)


def _is_irrelevant(design: str, seen: tuple[Seen, ...], measured: Mapping[str, Fact], rules: Gates) -> bool:
    """Whether what there may be is too small to matter, by a design that would have seen it."""
    on_design = {gate.code for gate in rules.of(design) if gate.design}
    met = all(one.met for one in seen if one.code in on_design)
    return design in rules.margin_designs and met and measured.get(rules.margin_measure) is True
