"""Parts are tied when no weighing of them against each other can leave one to k - 1 people behind.

Weigh two parts differently, and beside every other answer at least one of them is left in each cross (the records that
every other answer holds alike). Whoever is in what is left is not hidden by others. So when some cross has k people of
both parts, or crosses of different people add up to k on their smaller sides, k people are always left. Parts that are
all tied, directly or through others, can only be weighed alike, which is the sum of whole rows. The crosses, and the
people in each, may be a sample: more of them never leaves fewer people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Side:
    """Those of one part in one cross: the known people, and the most heads of which only a number is known."""

    people: frozenset[int]
    heads: int

    @property
    def size(self) -> int:
        """The fewest people it can be."""
        return max(len(self.people), self.heads)


Cross = Mapping[int, Side]


def components(crosses: Sequence[Cross], parts: Iterable[int], k: int) -> list[set[int]]:
    """The parts in groups that are tied together; one group when nothing can be weighed apart."""
    groups = [{part} for part in sorted(parts)]
    for one, other in combinations(sorted(parts), 2):
        here = next(group for group in groups if one in group)
        if other not in here and tied([cross for cross in crosses if one in cross and other in cross], one, other, k):
            there = next(group for group in groups if other in group)
            groups = [group for group in groups if group not in (here, there)] + [here | there]
    return groups


def tied(crosses: Iterable[Cross], one: int, other: int, k: int) -> bool:
    """Whether weighing `one` and `other` differently leaves k people in the crosses that hold both."""
    seen: set[int] = set()
    left = 0
    for cross in crosses:
        if min(cross[one].size, cross[other].size) >= k:
            return True
        both = cross[one].people | cross[other].people
        if both & seen:
            continue
        fewer = min(len(cross[one].people), len(cross[other].people))
        if fewer:
            seen |= both
            left += fewer
        if left >= k:
            return True
    return False


def together(crosses: Sequence[Cross], merged: Mapping[int, int]) -> list[Cross]:
    """The crosses with each part named anew by `merged`; the people of parts that get one name are one side."""
    renamed: list[Cross] = []
    for cross in crosses:
        sides: dict[int, Side] = {}
        for part, side in cross.items():
            name = merged.get(part, part)
            former = sides.get(name, Side(frozenset(), 0))
            sides[name] = Side(former.people | side.people, max(former.heads, side.heads))
        renamed.append(sides)
    return renamed
