"""Faults are gathered by their cause, the cause that frees most rows first, so that the first hour of mending counts.

A cause is one kind of fault in one column of one file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from reformspor.errors import Fault
from reformspor.intake.listing import Kind, Listing, Run, columns, listing

EXAMPLES = 5
LED = "refers_to_refused"
NOTHING: Mapping[tuple[str, int], int] = MappingProxyType({})


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
    listed = faults if isinstance(faults, Listing) else listing(faults)
    runs: dict[Kind, list[Run]] = defaultdict(list)
    for run in listed.runs:
        runs[run.kind].append(run)
    alone = _alone(listed, following)
    groups = []
    for kind, found in runs.items():
        listed_of = sum(len(run.rows) for run in found)
        whole = not any(any(run.rows) for run in found)
        table = next((run.table for run in found if run.table), None)
        n = max(counts.get(kind, 0), listed_of)
        groups.append(Group(*kind, table, n, alone[kind], whole, kind[0] == LED, _first(found, listed)))
    return tuple(
        sorted(groups, key=lambda group: (not group.whole, group.led, -group.frees, -group.n, group.file, group.code))
    )


def _alone(listed: Listing, following: Mapping[tuple[str, int], int]) -> Counter[Kind]:
    """Of each kind the rows in which nothing else is wrong, and those that are held back by them."""
    alone: Counter[Kind] = Counter()
    for file in dict.fromkeys(run.file for run in listed.runs):
        runs = [run for run in listed.runs if run.file == file]
        kinds = list(dict.fromkeys(run.kind for run in runs))
        rows, of, _ = columns(runs)
        rows = listed.row_in_file(file, rows)
        kind = np.array([kinds.index(run.kind) for run in runs], np.int64)[of]
        pairs = np.unique(np.stack([rows, kind], axis=1)[rows > 0], axis=0)
        _, first, times = np.unique(pairs[:, 0], return_index=True, return_counts=True)
        for row, which in pairs[first[times == 1]].tolist():
            if kinds[which][0] != LED:
                alone[kinds[which]] += 1 + following.get((file, row), 0)
    return alone


def _first(found: list[Run], listed: Listing) -> tuple[Fault, ...]:
    """The first examples of a cause, by row."""
    rows, of, at = columns(found)
    order = np.argsort(rows, kind="stable")[:EXAMPLES]
    pairs = zip(of[order].tolist(), at[order].tolist(), strict=True)
    return tuple(found[run].fault(each, listed.places.get(found[run].file)) for run, each in pairs)
