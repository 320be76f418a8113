"""The state of the filters is one frozen value; nothing chosen means everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from reformspor.words import Words


@dataclass(frozen=True)
class Scope:
    """Whole months from `first` to `last` (first days, both included) and chosen codes of each kind.

    `as_of` is an earlier day the page is read as of: a question that can be asked of a past day tells how things stood
    at the end of it.
    `text` is what a question's rows are searched for, `barriers` the ones asked about, `owners` whose they are and
    `statuses` where they stand; `order` is what a list is sorted by, and `indicators` are the outcomes asked about. A
    view fixes them for one question, and no filter sets them. In `text` stand the words, all of which must be found,
    and `word=code` for each code whose label holds the word. An owner is a level, or `level/organisation`.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    sectors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    as_of: dt.date | None = None
    text: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    order: str = ""
    indicators: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return all(not getattr(self, field.name) for field in fields(self))

    def former(self) -> Scope | None:
        """The period of equal length just before this one; None when none is chosen, or when no years lie before."""
        if self.first is None or self.last is None:
            return None
        months = months_between(self.first, self.last) + 1
        if months_between(dt.date.min, self.first) < months:
            return None
        return replace(self, first=add_months(self.first, -months), last=add_months(self.first, -1))

    def recent(self, as_of: dt.date) -> Scope:
        """This scope with the ends of its period filled in as the totals do it: to the last month that is over on
        `as_of`, from eleven months before."""
        if self.first is not None and self.last is not None:
            return self
        over = add_months((as_of + dt.timedelta(days=1)).replace(day=1), -1)
        last = self.last or max(over, self.first or over)
        return replace(self, first=self.first or add_months(last, -11), last=last)

    def address(self) -> dict[str, str]:
        """The scope as codes for the address bar."""
        from reformspor.scope.address import to_address

        return to_address(self)

    @classmethod
    def from_address(cls, address: Mapping[str, str]) -> Scope:
        """The scope an address says; see reformspor.scope.address for its errors."""
        from reformspor.scope.address import from_address

        return from_address(address)

    def sentence(self, words: Words, places: Mapping[str, str] | None = None, *, whole: bool = True) -> str:
        """What is chosen, in the reader's words; `places` gives units their names.

        Without `whole` nothing is said of a period that is not chosen, and what is said may be empty.
        """
        names = places or {}
        said = [self.period_sentence(words)] if whole or self.first or self.last else []
        said += [words("scope.as_of", day=words.date(self.as_of))] if self.as_of else []
        said += [
            words.listing([words.code(code_list, code) for code in codes])
            for code_list, codes in self._coded()
            if codes
        ]
        if self.units:
            said.append(words.listing([names.get(unit, unit) for unit in self.units]))
        if self.text:
            said.append(words("scope.text", text=" ".join(word for word in self.text if "=" not in word)))
        if self.barriers:
            said.append(words.listing(list(self.barriers)))
        for owner in self.owners:
            level, _, org = owner.partition("/")
            said.append(org or words.code("level", level))
        if self.statuses:
            said.append(words.listing([words.code("barrier_status", status) for status in self.statuses]))
        return " · ".join(said)

    def period_sentence(self, words: Words) -> str:
        """The period in words."""
        if self.first and self.last:
            return words.period(self.first, self.last)
        if self.first:
            return words("scope.period.from", first=words.month(self.first))
        if self.last:
            return words("scope.period.to", last=words.month(self.last))
        return words("scope.period.whole")

    def _coded(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            ("sector", self.sectors),
            ("role", self.roles),
            ("activity", self.activities),
            ("phase", self.phases),
            ("level", self.levels),
            ("barrier_type", self.types),
        )


def add_months(day: dt.date, months: int) -> dt.date:
    """The first day of the month that lies `months` later."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def months_between(first: dt.date, last: dt.date) -> int:
    """Whole months from the month of `first` to the month of `last`."""
    return (last.year - first.year) * 12 + last.month - first.month
