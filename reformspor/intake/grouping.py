"""Faults are gathered by their cause, the cause that frees most rows first, so that the first hour of mending counts.

A cause is one kind of fault in one column of one file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reformspor.errors import Fault

EXAMPLES = 5
LED = "refers_to_refused"
NOTHING: Mapping[tuple[str, int], int] = MappingProxyType({})
Kind = tuple[str, str, str | None]


@dataclass(frozen=True)
class Group:
    """One cause: `n` faults in all, the first `examples`, and `frees`, the rows in which nothing else is wrong.

    `whole` says that no row of the file can come in before it is mended; `led`, that its rows come in by themselves
    when the rows they lead to do.
    """

    code: str
    file: str
    column: str | None
    table: str | None
    n: int
    frees: int
    whole: bool
    led: bool
    examples: tuple[Fault, ...]


def grouped(
    faults: Iterable[Fault], counts: Mapping[Kind, int], following: Mapping[tuple[str, int], int] = NOTHING
) -> tuple[Group, ...]:
    """The causes of listed faults: those of whole files first, then by how many rows each frees.

    `counts` are the exact numbers of each kind; without one, what is listed is counted. Rows are counted among the
    listed faults, and with each the rows of other tables that are refused only because they lead to it (`following`,
    by file and row); those are freed by no mending of their own.
    """
    listed: dict[Kind, list[Fault]] = defaultdict(list)
    causes: dict[tuple[str, int], set[Kind]] = defaultdict(set)
    for fault in faults:
        kind = (fault.code, fault.file, fault.column)
        listed[kind].append(fault)
        if fault.row is not None:
            causes[fault.file, fault.row].add(kind)
    alone: Counter[Kind] = Counter()
    for place, kinds in causes.items():
        kind = next(iter(kinds))
        if len(kinds) == 1 and kind[0] != LED:
            alone[kind] += 1 + following.get(place, 0)
    groups = [
        Group(
            *kind,
            _table(found),
            max(counts.get(kind, 0), len(found)),
            alone[kind],
            _is_whole(found),
            kind[0] == LED,
            _first(found),
        )
        for kind, found in listed.items()
    ]
    return tuple(
        sorted(groups, key=lambda group: (not group.whole, group.led, -group.frees, -group.n, group.file, group.code))
    )


def _table(found: list[Fault]) -> str | None:
    return next((fault.table for fault in found if fault.table), None)


def _is_whole(found: list[Fault]) -> bool:
    return all(fault.row is None for fault in found)


def _first(found: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(found, key=lambda fault: fault.row or 0)[:EXAMPLES])
