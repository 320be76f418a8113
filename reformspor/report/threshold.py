"""The rule of small groups on a few people's hours, followed by hand; the ledger's own stands in its safety."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Constructed hours of the people of a group, largest first, and what the rule says of them.

    `slack` is what is left without the two largest; `needed` is p per cent of the largest. `enough` says whether they
    are k people or more, `hidden` whether the two largest could not work out the third.
    """

    hours: tuple[int, ...]
    slack: int
    needed: float
    enough: bool
    hidden: bool

    @property
    def total(self) -> int:
        """The sum that would be shown."""
        return sum(self.hours)

    @property
    def safe(self) -> bool:
        """Whether the sum may be shown."""
        return self.enough and self.hidden


def judged(hours: tuple[int, ...], k: int, p: int) -> Group:
    """The verdict on a group: at least k people, and the sum less its two largest at least p per cent of the largest.

    Source: the p% rule of statistical disclosure control; `reformspor.ledger.safety` holds the ledger to it.
    """
    ordered = tuple(sorted(hours, reverse=True))
    slack, needed = sum(ordered[2:]), ordered[0] * p / 100
    return Group(ordered, slack, needed, len(ordered) >= k, slack >= needed)


def example_groups(k: int, p: int) -> tuple[Group, Group, Group]:
    """Three constructed groups: one that is shown, one person too few, and enough people where one has nearly all."""
    even = tuple(12 - place % 5 for place in range(k))
    few = even[: k - 1]
    # The rest have one hour each, and the first so many that p per cent of them is more than all the rest have.
    heavy = ((k - 2) * 100 // p + 20, 2, *(1,) * (k - 2))
    return judged(even, k, p), judged(few, k, p), judged(heavy, k, p)
