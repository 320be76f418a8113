"""The arithmetic of cost once more, row by row in plain Python, for the questions under `cost` to be held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Ends = tuple[Fraction, Fraction]
ZERO = Fraction(0)


@dataclass(frozen=True)
class Row:
    """One part of a released row: its labels, hours, and whether it surely lies inside the scope (else it may)."""

    role: str
    hours: Fraction
    sure: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rates:
    """What the municipality chose: kroner an hour and a year by leaf role, the norm and the rule's two limits."""

    hourly: Mapping[str, Fraction]
    salary: Mapping[str, Fraction]
    norm: Fraction = Fraction(1750)
    share: Fraction = Fraction(12, 10000)
    most: Fraction = Fraction(1100)

    def own(self, leaf: str) -> Fraction | None:
        """What an hour costs: the rate that is set, else the salary over the norm."""
        if leaf in self.hourly:
            return self.hourly[leaf]
        return self.salary[leaf] / self.norm if leaf in self.salary else None

    def counted(self, leaf: str) -> Fraction | None:
        """What of an hour the Research Council counts; nothing is known of it without a salary."""
        if leaf not in self.salary:
            return None
        limits = [self.share * self.salary[leaf], self.most]
        return min([*limits, self.hourly[leaf]] if leaf in self.hourly else limits)


def times(hours: Fraction, least: Fraction, most: Fraction, sure: bool) -> Ends:
    """Hours times a factor between two ends; what is not surely inside may also count nothing."""
    at = [hours * least, hours * most, *([] if sure else [ZERO])]
    return min(at), max(at)


def amounts(rows: Iterable[Row], rates: Rates, leaves: Mapping[str, Iterable[str]]) -> dict[str, Ends]:
    """Least and most of hours, cost, in_kind, uncosted_h and uncounted_h."""
    sums: dict[str, Ends] = dict.fromkeys(("hours", "cost", "in_kind", "uncosted_h", "uncounted_h"), (ZERO, ZERO))

    def add(name: str, ends: Ends) -> None:
        sums[name] = (sums[name][0] + ends[0], sums[name][1] + ends[1])

    for row in rows:
        under = list(leaves[row.role])
        add("hours", times(row.hours, Fraction(1), Fraction(1), row.sure))
        for name, lacking, rate in (("cost", "uncosted_h", rates.own), ("in_kind", "uncounted_h", rates.counted)):
            known = [rate(leaf) for leaf in under]
            least, most = _ends(known)
            add(name, times(row.hours, least, most, row.sure))
            none, some = Fraction(known.count(None) == len(known)), Fraction(None in known)
            add(lacking, times(row.hours, none, some, row.sure))
    return sums


def by(rows: Iterable[Row], label: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows in groups."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(label(row), []).append(row)
    return groups


def _ends(rates: list[Fraction | None]) -> Ends:
    """The cheapest and the dearest; from nothing where one is missing."""
    set_ = [rate for rate in rates if rate is not None]
    if not set_:
        return ZERO, ZERO
    return (min(set_) if len(set_) == len(rates) else ZERO), max(set_)
