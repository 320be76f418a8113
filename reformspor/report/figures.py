"""The figures of a report by where they stand in it, and what has changed in them from one making to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from reformspor.passport import Difference, Passport, differences
from reformspor.report.leaves import Exhibit, Leaf, NumberRow, Report
from reformspor.report.order import Order

What = Literal["same", "changed", "asked_anew", "new", "gone", "unknown"]


@dataclass(frozen=True)
class Change:
    """How a figure stands against the last making: `page` it is on, what it `says`, and every number that differs.

    `question` and `key`, the columns that name its rows, are what its numbers are read by. `asked_anew` is one whose
    question, filters or settings are not the same, whatever its numbers; `unknown` one that had too many numbers to
    keep, and whose digest differs. `was` is what it said before, when that was something else.
    """

    what: What
    page: str
    says: str
    was: str = ""
    numbers: tuple[Difference, ...] = ()
    question: str = ""
    key: tuple[str, ...] = ()


def places(order: Order, report: Report) -> tuple[tuple[str, Passport], ...]:
    """Every figure, table and tile with a passport, each under a place of its own: page, key and what was chosen."""
    seen: dict[str, int] = {}
    found = []
    at = -1
    for chapter in report.chapters:
        at += not chapter.goes_on
        item = order.items[at]
        for key, passport in _keyed(chapter.leaves):
            place = f"{item.page}/{key}?{urlencode(sorted(item.address.items()))}"
            again = seen[place] = seen.get(place, 0) + 1
            found.append((f"{place}#{again}", passport))
    return tuple(found)


def _keyed(leaves: Sequence[Leaf]) -> Iterator[tuple[str, Passport]]:
    tiles = 0
    for leaf in leaves:
        if isinstance(leaf, Exhibit):
            yield (leaf.passport.place.key if leaf.passport.place else ""), leaf.passport
        elif isinstance(leaf, NumberRow):
            for one in leaf.numbers:
                tiles += 1
                if one.passport is not None:
                    yield f"tile_{tiles}", one.passport


def changes(was: tuple[tuple[str, Passport], ...], now: tuple[tuple[str, Passport], ...]) -> tuple[Change, ...]:
    """Every figure of the later making in its order, then those that are gone."""
    before, after = dict(was), dict(now)
    found = [_change(place, before.get(place), passport) for place, passport in now]
    gone = [Change("gone", _page(place), one.says) for place, one in was if place not in after]
    return (*found, *gone)


def _change(place: str, was: Passport | None, now: Passport) -> Change:
    page = _page(place)
    if was is None:
        return Change("new", page, now.says)
    said = was.says if was.says != now.says else ""
    if was.digest == now.digest:
        return Change("same", page, now.says, said)
    if was.numbers is None or now.numbers is None:
        return Change("unknown", page, now.says, said)
    what: What = "changed" if _asked(was) == _asked(now) else "asked_anew"
    key = tuple(now.numbers.columns[at] for at in now.numbers.key)
    return Change(what, page, now.says, said, tuple(differences(was.numbers, now.numbers)), now.question, key)


def _asked(one: Passport) -> tuple[object, ...]:
    """What was asked, apart from the data: a period that follows the data is no new question."""
    return one.question_hash, one.settings, one.rule, one.place.address if one.place is not None else None


def _page(place: str) -> str:
    return place.partition("/")[0]
