"""Parts are tied when no weighing of them against each other can leave one to k - 1 people behind.

Weigh two parts differently, and beside every other answer at least one of them is left in each cross (the records that
every other answer holds alike). Whoever is in what is left is not hidden by others. So when some cross has k people of
both parts, or crosses of different people add up to k on their smaller sides, k people are always left. Parts that are
all tied, directly or through others, can only be weighed alike, which is the sum of whole rows. The crosses, and the
people in each, may be a sample: more of them never leaves fewer people.

Nor may one person be nearly all of what two parts leave when one of them is weighed against the other: the p% rule
holds whichever side of each cross is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reformspor.ledger.settings import Settings


@dataclass(frozen=True)
class Side:
    """Those of one part in one cross: known people and the most heads of which only a number is known.

    `hours` (hundredths, absolute) has the shaken too, below zero; `total` is of all but them. One unknown person can
    have `each` of the hours, a second `twin`.
    """

    people: frozenset[int]
    heads: int
    hours: Mapping[int, int]
    total: int
    each: int
    twin: int

    @property
    def size(self) -> int:
        """The fewest people it can be."""
        return max(len(self.people), self.heads)

    def room(self, person: int, p: int) -> int:
        """How far the side is from being the person's by the p% rule; below zero where it is."""
        own = self.hours.get(person, 0)
        return (self.total - (own if person >= 0 else 0) - self.each) * 100 - p * (own + self.each)


Cross = Mapping[int, Side]


def components(crosses: Sequence[Cross], parts: Iterable[int], settings: Settings) -> list[set[int]]:
    """The parts in groups that are tied together; one group when nothing can be weighed apart."""
    groups = [{part} for part in sorted(parts)]
    for one, other in combinations(sorted(parts), 2):
        here = next(group for group in groups if one in group)
        shared = [(cross[one], cross[other]) for cross in crosses if one in cross and other in cross]
        if other not in here and _hide_all(shared, settings.k) and _leaves_nobody_alone(shared, settings.p):
            there = next(group for group in groups if other in group)
            groups = [group for group in groups if group not in (here, there)] + [here | there]
    return groups


def _hide_all(shared: Iterable[tuple[Side, Side]], k: int) -> bool:
    """Whether weighing the two sides of each cross differently leaves k people."""
    seen: set[int] = set()
    left = 0
    for one, other in shared:
        if min(one.size, other.size) >= k:
            return True
        both = one.people | other.people
        if both & seen:
            continue
        fewer = min(len(one.people), len(other.people))
        if fewer:
            seen |= both
            left += fewer
        if left >= k:
            return True
    return False


def _leaves_nobody_alone(shared: Sequence[tuple[Side, Side]], p: int) -> bool:
    """Whether nobody, with the largest of the others known, is nearly all of one side of each cross."""
    most: dict[int, int] = defaultdict(int)
    held: dict[int, list[tuple[Side, Side]]] = defaultdict(list)
    for one, other in shared:
        for person in {*one.hours, *other.hours}:
            most[person] += max(one.hours.get(person, 0), other.hours.get(person, 0))
            held[person].append((one, other))
    nobody = max(most, default=0) + 1
    room = sum(min(one.room(nobody, p), other.room(nobody, p)) for one, other in shared)
    twins = sum(max(one.twin, other.twin) for one, other in shared)
    known = sorted((person for person in most if person >= 0), key=lambda person: -most[person])[:2]
    for person in (*most, nobody):
        second = next((most[other] for other in known if other != person), 0)
        own = sum(
            min(one.room(person, p), other.room(person, p)) - min(one.room(nobody, p), other.room(nobody, p))
            for one, other in held[person]
        )
        if room + own < (second + twins) * 100:
            return False
    return True


def together(crosses: Sequence[Cross], merged: Mapping[int, int]) -> list[Cross]:
    """The crosses with each part named anew by `merged`; the people of parts that get one name are one side."""
    renamed: list[Cross] = []
    for cross in crosses:
        sides: dict[int, Side] = {}
        for part, side in cross.items():
            name = merged.get(part, part)
            sides[name] = _both(sides[name], side) if name in sides else side
        renamed.append(sides)
    return renamed


def _both(one: Side, other: Side) -> Side:
    hours = {person: one.hours.get(person, 0) + other.hours.get(person, 0) for person in {*one.hours, *other.hours}}
    return Side(
        one.people | other.people,
        max(one.heads, other.heads),
        hours,
        one.total + other.total,
        one.each + other.each,
        one.twin + other.twin,
    )
