"""A tally keeps every fault's exact number and lists at most a thousand of each kind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reformspor.errors import Fault

LISTED = 1000
Kind = tuple[str, str, str | None]


class Tally:
    """Faults or notices found so far: all counted, the first thousand of each kind kept."""

    def __init__(self) -> None:
        self.counts: Counter[Kind] = Counter()
        self._kept: dict[Kind, list[Fault]] = {}

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
        if len(kept) < LISTED:
            kept.append(Fault(code, file, row, column, table, value, details))

    def faults(self) -> tuple[Fault, ...]:
        """The listed faults by file, row and column; those about the whole file first."""
        found = [fault for kept in self._kept.values() for fault in kept]
        return tuple(sorted(found, key=lambda fault: (fault.file, fault.row or 0, fault.column or "", fault.code)))

    def __bool__(self) -> bool:
        return bool(self.counts)
