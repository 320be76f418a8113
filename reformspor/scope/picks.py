"""What is picked in a figure narrows the rest of its page; the figure it was picked in stays whole.

A pick stands in the address beside the filters, one parameter a filter, with the question of the figure behind it:
`pick_period=2025-03&pick_unit=U12@resources/unit_month_per_100_fte`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.scope.address import FILTERS, from_address
from reformspor.scope.parameters import Trees
from reformspor.scope.state import Scope

PREFIX = "pick_"
# A mark stands for a time or a code, never for a day to read from.
PICKED = tuple(name for name in FILTERS if name != "as_of")
LISTS = ("roles", "activities", "phases", "levels", "types")


@dataclass(frozen=True)
class Pick:
    """What one figure was asked to narrow the page to: codes by filter, as an address has them."""

    question: str
    codes: tuple[tuple[str, str], ...]

    @property
    def scope(self) -> Scope:
        """The pick alone as a scope."""
        return from_address(dict(self.codes))


@dataclass(frozen=True)
class Picked:
    """The scope of a page, and of the questions whose figures something was picked in."""

    scope: Scope
    picks: tuple[Pick, ...] = ()
    whole: Mapping[str, Scope] = field(default_factory=dict)

    def of(self, question: str) -> Scope:
        """The scope a question is asked in."""
        return self.whole.get(question, self.scope)

    def chosen(self, question: str) -> dict[str, str]:
        """Codes by filter that were picked in the figure of a question; empty when none were."""
        return next((dict(pick.codes) for pick in self.picks if pick.question == question), {})


NOTHING = Picked(Scope())


def parameter(name: str) -> str:
    """The address's name for what is picked of a filter."""
    return f"{PREFIX}{name}"


def written(code: str, question: str) -> str:
    """The address's text for a picked code and the figure it was picked in."""
    return f"{code}@{question}"


def read_picks(address: Mapping[str, str], units: Iterable[str] | None = None) -> tuple[tuple[Pick, ...], list[str]]:
    """The picks of an address, and the filters whose pick could not be read or is of no unit among `units`."""
    found: dict[str, list[tuple[str, str]]] = {}
    unread = []
    known = None if units is None else set(units)
    for name in PICKED:
        code, sign, question = address.get(parameter(name), "").rpartition("@")
        if not sign:
            continue
        try:
            part = from_address({name: code})
        except ReformsporError:
            unread.append(name)
            continue
        if part.is_empty or (known is not None and not known.issuperset(part.units)):
            unread.append(name)
        else:
            found.setdefault(question, []).append((name, code))
    return tuple(Pick(question, tuple(codes)) for question, codes in found.items()), unread


def picked(base: Scope, picks: tuple[Pick, ...], trees: Trees) -> Picked:
    """The filters' scope narrowed by every pick; for the question of a pick's own figure, by all the other picks."""
    whole = {one.question: narrowed(base, [pick for pick in picks if pick is not one], trees) for one in picks}
    return Picked(narrowed(base, picks, trees), picks, whole)


def narrowed(base: Scope, picks: Iterable[Pick], trees: Trees) -> Scope:
    """A scope within which only what is both chosen and picked is left.

    Where the two have nothing in common the pick holds, since an empty choice would mean everything.
    """
    scope = base
    for pick in picks:
        part = pick.scope
        scope = _in_time(_in_place(scope, part, trees), part)
        lists: dict[str, Any] = {name: _both(getattr(part, name), getattr(scope, name)) for name in LISTS}
        scope = replace(scope, **lists)
    return scope


def _both(wanted: tuple[str, ...], held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in wanted if code in held) or wanted or held


def _in_time(scope: Scope, part: Scope) -> Scope:
    if part.first is None or part.last is None:
        return scope
    first = max(part.first, scope.first) if scope.first else part.first
    last = min(part.last, scope.last) if scope.last else part.last
    return replace(scope, first=first, last=last) if first <= last else replace(scope, first=part.first, last=part.last)


def _in_place(scope: Scope, part: Scope, trees: Trees) -> Scope:
    if not part.units and not part.sectors:
        return scope
    wanted, held = _leaves(part, trees), _leaves(scope, trees)
    both = wanted & held
    if both and not wanted <= held:
        return replace(scope, units=tuple(sorted(both)), sectors=())
    return replace(scope, units=part.units, sectors=part.sectors)


def _leaves(scope: Scope, trees: Trees) -> set[str]:
    return set(scope.units).union(*(trees.sectors.get(sector, frozenset()) for sector in scope.sectors))
