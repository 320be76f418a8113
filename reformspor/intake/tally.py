"""A tally keeps every fault's exact number and lists all that a file of fifty thousand rows can have of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reformspor.intake.listing import Kind, Listing, Run

# Of each kind all are listed while the whole list is short enough to be held; then the first thousand of each.
LISTED, ALWAYS, WHOLE = 50_000, 1_000, 600_000


class Tally:
    """Faults or notices found so far: all counted, the first of each kind kept; what `untold` names is not noted."""

    def __init__(self, untold: frozenset[str] = frozenset()) -> None:
        self._untold = untold
        self.counts: Counter[Kind] = Counter()
        self._kept: dict[Kind, list[Run]] = {}
        self._lengths: Counter[Kind] = Counter()
        self._along: list[Run] = []
        self._listed = self._listed_along = 0

    def tells(self, code: str) -> bool:
        """Whether anything of this kind is noted."""
        return code not in self._untold

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
        if not self.tells(code):
            return
        kind = (code, file, column)
        self.counts[kind] += times
        self._keep(kind, Run(code, file, column, table, details, [row or 0], [value]))

    def add_rows(
        self,
        code: str,
        file: str,
        column: str | None,
        table: str,
        found: Sequence[tuple[int, str | None]],
        times: int = 0,
        understood: bool = False,
        **details: Any,
    ) -> None:
        """Note the same fault of many rows, each with its value as it may be shown; `times` when there are more, and
        `understood` when the values are not yet as they stand in the file."""
        kind = (code, file, column)
        self.counts[kind] += max(times, len(found))
        if found:
            rows, values = zip(*found, strict=True)
            self._keep(kind, Run(code, file, column, table, details, list(rows), list(values), understood))

    def _keep(self, kind: Kind, run: Run) -> None:
        room = (LISTED if self._listed < WHOLE else ALWAYS) - self._lengths[kind]
        if room <= 0:
            return
        if len(run.rows) > room:
            run = replace(run, rows=run.rows[:room], values=run.values[:room])
        self._kept.setdefault(kind, []).append(run)
        self._lengths[kind] += len(run.rows)
        self._listed += len(run.rows)

    def along(
        self, code: str, file: str, column: str | None, table: str, found: Sequence[tuple[int, str | None]], **said: Any
    ) -> None:
        """Say why rows were refused together with others, whose faults are the ones that count."""
        room = LISTED - self._listed_along
        if found and room > 0:
            rows, values = zip(*found[:room], strict=True)
            self._along.append(Run(code, file, column, table, said, list(rows), list(values), True))
            self._listed_along += len(rows)

    def as_written(self, file: str, text_of: Callable[[str, int, str], str]) -> None:
        """Show the values of a file's rows as they stand there: `text_of` gives the text for a column, row and value
        that was understood."""
        for runs in (*self._kept.values(), self._along):
            for run in runs:
                if run.file == file and run.understood and run.column is not None:
                    column = run.column
                    run.values[:] = [
                        value if value is None else text_of(column, row, value)
                        for row, value in zip(run.rows, run.values, strict=True)
                    ]

    def faults(self) -> Listing:
        """The listed faults by file, row and column; those about the whole file first."""
        return Listing(tuple(run for runs in self._kept.values() for run in runs))

    def with_along(self) -> Listing:
        """The listed faults, and why other rows were refused along with theirs."""
        return Listing((*self.faults().runs, *self._along))

    def __bool__(self) -> bool:
        return bool(self.counts)
