"""The register as it stands: each hypothesis, what replaced it, and whether its outcome had been seen by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reformspor.contract import load_contract
from reformspor.effects.draw import Order, repeats
from reformspor.effects.hypothesis import Hypothesis, hypothesis_from
from reformspor.hypotheses.entry import Entry

# What `broken` is when the lines hold, but one that once was the last is gone.
CUT = -1
# What a line says of a verdict that was lowered.
LOWERED = ("outcome", "method", "level_from", "level_to", "why")
# As many signs of a hash as name one thing.
SHORTEST = 8


@dataclass(frozen=True)
class Opening:
    """When the values of an outcome were first opened: `line` is its place in the log, from 1."""

    outcome: str
    source: str
    role: str
    at: str
    line: int


@dataclass(frozen=True)
class Registered:
    """A hypothesis in the register. `opened` is the opening of its outcome that came before it, `replaced` the hash of
    the one that took its place; both empty when there is none. `whole` is false when its line, or one before it, has
    been tampered with."""

    hypothesis: Hypothesis
    source: str
    line: int
    constructed: bool = False
    opened: Opening | None = None
    replaced: str = ""
    whole: bool = True

    @property
    def hash(self) -> str:
        """What it is known by."""
        return self.hypothesis.digest

    @property
    def in_time(self) -> bool:
        """Whether it was written before its outcome was opened, in lines that hold."""
        return self.whole and self.opened is None


@dataclass(frozen=True)
class KeptDraw:
    """A draw of the order of joining, when and by which role; `repeats` when drawing anew gives the same."""

    order: Order
    role: str
    at: str
    line: int
    constructed: bool = False
    repeats: bool = True
    whole: bool = True

    @property
    def hash(self) -> str:
        """What it is known by."""
        return self.order.digest


Kept = TypeVar("Kept", Registered, KeptDraw)


@dataclass(frozen=True)
class Lowered:
    """A verdict an analyst lowered: of which outcome and method, from what, to what, and why."""

    outcome: str
    method: str
    level_from: str
    level_to: str
    why: str
    role: str
    at: str
    line: int


@dataclass(frozen=True)
class Register:
    """Everything in the register, oldest first. `broken` is the first line that does not hold (0 when all do, -1 when
    lines have been cut off its end), `seal` the hash of the last line: who keeps it can tell that none was changed."""

    hypotheses: tuple[Registered, ...] = ()
    openings: tuple[Opening, ...] = ()
    draws: tuple[KeptDraw, ...] = ()
    lowered: tuple[Lowered, ...] = ()
    broken: int = 0
    seal: str = ""

    def standing(self, outcome: str, method: str = "") -> tuple[Registered, ...]:
        """The hypotheses about an outcome that none has replaced, oldest first; of one `method` when it is named."""
        return tuple(
            one
            for one in self.hypotheses
            if one.hypothesis.outcome == outcome and not one.replaced and method in ("", one.hypothesis.method)
        )

    def find(self, digest: str) -> Registered | None:
        """The hypothesis of a hash, or of the beginning of one of eight signs or more."""
        return _of_hash(self.hypotheses, digest)

    def drawn(self, digest: str) -> KeptDraw | None:
        """The draw of a hash, or of the beginning of one of eight signs or more."""
        return _of_hash(self.draws, digest)

    def opened(self, outcome: str) -> Opening | None:
        """The first opening of an outcome, whichever source it was of."""
        return next((one for one in self.openings if one.outcome == outcome), None)


def _of_hash(held: Sequence[Kept], digest: str) -> Kept | None:
    found = [one for one in held if len(digest) >= SHORTEST and one.hash.startswith(digest)]
    return found[0] if len(found) == 1 else None


def register_of(entries: Sequence[Entry], broken: int, seal: str) -> Register:
    """The register a log's lines make; a line that says nothing that can be read is one that does not hold.

    `broken` is the first line that does not hold, 0 when all do, and CUT where lines are gone from the end.
    """
    # Where lines are gone, an opening may be among them, and no hypothesis is known to have come before it.
    first = {0: len(entries) + 1, CUT: 1}.get(broken, broken)
    hypotheses: list[Registered] = []
    openings: list[Opening] = []
    draws: list[KeptDraw] = []
    lowered: list[Lowered] = []
    for line, entry in enumerate(entries, start=1):
        whole = line < first
        try:
            _check_signed(entry)
            match entry.kind:
                case "hypothesis":
                    hypotheses.append(_registered(entry, line, openings, whole))
                case "opening":
                    openings.append(Opening(str(entry.said["outcome"]), entry.source, entry.role, entry.at, line))
                case "draw":
                    draws.append(_kept(entry, line, whole))
                case "lowered":
                    said = {name: str(entry.said[name]) for name in LOWERED}
                    lowered.append(Lowered(**said, role=entry.role, at=entry.at, line=line))
                case _:
                    raise ValueError(entry.kind)
        except (KeyError, TypeError, ValueError):
            first = min(first, line)
    found = broken if broken or first > len(entries) else first
    return Register(_replaced(hypotheses), tuple(openings), tuple(draws), tuple(lowered), found, seal)


def _check_signed(entry: Entry) -> None:
    """Raises ValueError or TypeError for a line that does not say when, and by which role, so that it can be told."""
    dt.datetime.fromisoformat(entry.at)
    if entry.role not in load_contract().codes["role"]:
        raise ValueError("role")


def _registered(entry: Entry, line: int, openings: Iterable[Opening], whole: bool) -> Registered:
    hypothesis = hypothesis_from(entry.said)
    if (hypothesis.at, hypothesis.role) != (entry.at, entry.role):
        raise ValueError("at")
    opened = next((one for one in openings if one.outcome == hypothesis.outcome), None)
    return Registered(hypothesis, entry.source, line, entry.constructed, opened, whole=whole)


def _replaced(hypotheses: Sequence[Registered]) -> tuple[Registered, ...]:
    """Each with the hash of the one that names it as its former."""
    by = {one.hypothesis.former: one.hash for one in hypotheses if one.hypothesis.former}
    return tuple(replace(one, replaced=by.get(one.hash, "")) for one in hypotheses)


def order_from(said: object) -> Order:
    """An order from a log's line. Raises KeyError, TypeError or ValueError for what is none."""
    if not isinstance(said, dict):
        raise TypeError("order")
    return Order(
        units=tuple(str(one) for one in said["units"]),
        steps=tuple(str(one) for one in said["steps"]),
        seed=str(said["seed"]),
        strata=_pairs(said["strata"]),
        order=_pairs(said["order"]),
        algorithm=str(said["algorithm"]),
    )


def _pairs(said: Iterable[tuple[object, object]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(other)) for one, other in said)


def _kept(entry: Entry, line: int, whole: bool) -> KeptDraw:
    order = order_from(entry.said)
    return KeptDraw(order, entry.role, entry.at, line, entry.constructed, repeats(order), whole)
