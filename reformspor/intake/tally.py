"""A tally keeps every fault's exact number and lists all that a file of fifty thousand rows can have of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reformspor.errors import Fault

# Of each kind all are listed while the whole list is short enough to be held; then the first thousand of each.
LISTED, ALWAYS, WHOLE = 50_000, 1_000, 600_000
Kind = tuple[str, str, str | None]


class Tally:
    """Faults or notices found so far: all counted, the first of each kind kept."""

    def __init__(self) -> None:
        self.counts: Counter[Kind] = Counter()
        self._kept: dict[Kind, list[Fault]] = {}
        self._along: list[Fault] = []
        self._listed = 0

    def add(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        *,
        table: str | None = None,
        value: str | None = None,
        times: int = 1,
        **details: Any,
    ) -> None:
        """Note one fault; `times` counts those that are alike and are not listed one by one."""
        kind = (code, file, column)
        self.counts[kind] += times
        kept = self._kept.setdefault(kind, [])
        if len(kept) < (LISTED if self._listed < WHOLE else ALWAYS):
            self._listed += 1
            kept.append(Fault(code, file, row, column, table, value, details))

    def add_rows(
        self,
        code: str,
        file: str,
        column: str | None,
        table: str,
        found: Sequence[tuple[int, str | None]],
        times: int = 0,
        **details: Any,
    ) -> None:
        """Note the same fault of many rows, each with its value as it may be shown; `times` when there are more."""
        kind = (code, file, column)
        self.counts[kind] += max(times, len(found))
        kept = self._kept.setdefault(kind, [])
        room = (LISTED if self._listed < WHOLE else ALWAYS) - len(kept)
        listed = found[: max(0, room)]
        self._listed += len(listed)
        kept += [Fault(code, file, row, column, table, value, details) for row, value in listed]

    def along(self, fault: Fault) -> None:
        """Say why a row was refused together with another, whose fault is the one that counts."""
        if len(self._along) < LISTED:
            self._along.append(fault)

    def faults(self) -> tuple[Fault, ...]:
        """The listed faults by file, row and column; those about the whole file first."""
        found = [fault for kept in self._kept.values() for fault in kept]
        return tuple(sorted(found, key=lambda fault: (fault.file, fault.row or 0, fault.column or "", fault.code)))

    def by_row(self, file: str) -> dict[int, list[Fault]]:
        """The listed faults of each row of a file, and of the rows that were refused along with others."""
        rows: dict[int, list[Fault]] = {}
        listed = (fault for kind, kept in self._kept.items() if kind[1] == file for fault in kept)
        for fault in (*listed, *(fault for fault in self._along if fault.file == file)):
            if fault.row is not None:
                rows.setdefault(fault.row, []).append(fault)
        return rows

    def __bool__(self) -> bool:
        return bool(self.counts)
