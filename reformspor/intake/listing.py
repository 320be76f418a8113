"""A listing holds faults as columns, and makes each one when it is asked for: most are only ever counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt

from reformspor.errors import Fault

Kind = tuple[str, str, str | None]
Rows = npt.NDArray[np.int64]
Numbered = TypeVar("Numbered", int, Rows)


@dataclass(frozen=True)
class Place:
    """Where a table's rows stand in its file: `spread` rows were made of each row there, and the first of them stands
    on the sheet's line `first_line` (0 for a text)."""

    spread: int
    first_line: int

    def row(self, row: Numbered) -> Numbered:
        """The file's own row, of which this one was made."""
        return (row - 1) // self.spread + 1

    def details(self, row: int, own: Mapping[str, Any]) -> dict[str, Any]:
        """A fault's details with the line a spreadsheet shows beside its row."""
        return dict(own) | ({"line": self.row(row) + self.first_line - 1} if self.first_line else {})


@dataclass(frozen=True)
class Run:
    """Faults of one kind that share their details: the row (0 for the whole file) and the value of each.

    `understood` says that the values are what was made of the texts, and not the texts themselves.
    """

    code: str
    file: str
    column: str | None
    table: str | None
    details: dict[str, Any]
    rows: list[int]
    values: list[str | None]
    understood: bool = False

    @property
    def kind(self) -> Kind:
        """What makes faults be of one cause: code, file and column."""
        return self.code, self.file, self.column

    def fault(self, at: int, place: Place | None) -> Fault:
        """The fault at a position, with the row it has in the file."""
        row, details = self.rows[at], self.details
        if place is not None and row:
            details, row = place.details(row, details), place.row(row)
        return Fault(self.code, self.file, row or None, self.column, self.table, self.values[at], details)


@dataclass(frozen=True, eq=False)
class Listing:
    """Faults by file, row, column and code, those of a whole file first; it reads like a tuple of them.

    `places` say where the rows of a file stand that are not its own.
    """

    runs: tuple[Run, ...]
    places: Mapping[str, Place] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(run.rows) for run in self.runs)

    def __contains__(self, fault: object) -> bool:
        return fault in self._made

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._made)

    @overload
    def __getitem__(self, at: int) -> Fault: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Fault, ...]: ...
    def __getitem__(self, at: int | slice) -> Fault | tuple[Fault, ...]:
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        return self._made == tuple(other) if isinstance(other, Iterable) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._made)

    def __repr__(self) -> str:
        return repr(self._made)

    @cached_property
    def _made(self) -> tuple[Fault, ...]:
        rank = _ranks([(run.file, run.column or "", run.code) for run in self.runs])
        files = _ranks([run.file for run in self.runs])
        rows, of, at = columns(self.runs)
        places = [self.places.get(run.file) for run in self.runs]
        order = np.lexsort((rank[of], rows, files[of])) if len(rows) else of
        pairs = zip(of[order].tolist(), at[order].tolist(), strict=True)
        return tuple(self.runs[run].fault(each, places[run]) for run, each in pairs)

    def placed(self, places: Mapping[str, Place]) -> Listing:
        """The same faults with the rows they have in their files."""
        return Listing(self.runs, places)

    def row_in_file(self, file: str, row: Numbered) -> Numbered:
        """The row that a row of a table has in its file (one, or each of an array); 0 stays 0."""
        place = self.places.get(file)
        return row if place is None else place.row(row)

    def of_file(self, file: str) -> OfRows:
        """The faults of each row of a file."""
        return OfRows(tuple(run for run in self.runs if run.file == file), self.places.get(file))


@dataclass(frozen=True)
class OfRows:
    """The faults of each row of one file, by column and code."""

    runs: tuple[Run, ...]
    place: Place | None

    def of(self, row: int) -> OfRow:
        """The faults of a row of the table."""
        return OfRow(self, *self._spans.get(row, (0, 0)))

    def columns_of(self, code: str) -> dict[int, set[str | None]]:
        """The rows that have a fault of this code, with its columns there."""
        found: dict[int, set[str | None]] = defaultdict(set)
        for run in self.runs:
            for row in run.rows if run.code == code else ():
                found[row].add(run.column)
        return found

    def made(self, row: OfRow) -> tuple[Fault, ...]:
        """The faults of a row, made here."""
        run, at = self._order
        return tuple([self.runs[run[each]].fault(at[each], self.place) for each in range(row.first, row.last)])

    @cached_property
    def _sorted(self) -> tuple[Rows, Rows, Rows]:
        """Of each fault by row, column and code: its row, which run it is of, and its position there."""
        rows, of, at = columns(self.runs)
        rank = _ranks([(run.column or "", run.code) for run in self.runs])
        order = np.lexsort((rank[of], rows)) if len(rows) else of
        return rows[order], of[order], at[order]

    @cached_property
    def _order(self) -> tuple[list[int], list[int]]:
        _, of, at = self._sorted
        return of.tolist(), at.tolist()

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        found, first, times = np.unique(self._sorted[0], return_index=True, return_counts=True)
        return dict(zip(found.tolist(), zip(first.tolist(), (first + times).tolist(), strict=True), strict=True))


@dataclass(frozen=True, eq=False)
class OfRow:
    """The faults of one row, from `first` up to `last` of its file's; it reads like a tuple of them."""

    file: OfRows
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.file.made(self))

    def __getitem__(self, at: int) -> Fault:
        return self.file.made(self)[at]


def listing(faults: Iterable[Fault]) -> Listing:
    """Faults that are already made, as a listing."""
    alike: dict[tuple[Kind, str | None, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        kind = fault.code, fault.file, fault.column
        alike[kind, fault.table, id(fault.details)].append(fault)
    return Listing(
        tuple(
            Run(*kind, table, same[0].details, [each.row or 0 for each in same], [each.value for each in same])
            for (kind, table, _), same in alike.items()
        )
    )


def columns(runs: Sequence[Run]) -> tuple[Rows, Rows, Rows]:
    """Of each fault its row, which run it is of, and its position there."""
    sizes = [len(run.rows) for run in runs]
    rows = np.concatenate([np.empty(0, np.int64), *(np.array(run.rows, np.int64) for run in runs)])
    at = np.concatenate([np.empty(0, np.int64), *(np.arange(size, dtype=np.int64) for size in sizes)])
    return rows, np.repeat(np.arange(len(sizes), dtype=np.int64), sizes), at


def _ranks(names: Sequence[Any]) -> Rows:
    rank = {name: at for at, name in enumerate(sorted(set(names)))}
    return np.array([rank[name] for name in names], np.int64)
