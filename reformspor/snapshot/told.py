"""Rows of records of persons are counted as coarsely in what is served as anything else that is said of persons."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from reformspor.intake import FileRead, Profile
from reformspor.snapshot.schema import THROUGH_LEDGER
from reformspor.snapshot.shelf import Manifest

STEP = 10


def coarse(number: int) -> int:
    """`number` rounded up to two digits, and to a whole ten at the finest; zero stays zero."""
    step = max(STEP, int(10 ** (len(str(number)) - 2)))
    return -(-number // step) * step


def tables_of_persons(profile: Profile | None) -> frozenset[str]:
    """The source's own tables whose rows are records of persons: each is someone's, or becomes nothing that is open."""
    if profile is None or not profile.supplies:
        return THROUGH_LEDGER
    read = {
        name: set(re.findall(r"\{(\w+)\}", supply.source)) or {supply.source}
        for name, supply in profile.supplies.items()
    }
    closed = set().union(*(tables for name, tables in read.items() if name in THROUGH_LEDGER))
    closed.difference_update(*(tables for name, tables in read.items() if name not in THROUGH_LEDGER))
    return frozenset(closed | {name for name, table in profile.tables.items() if table.person})


def told(files: Sequence[FileRead], closed: Collection[str]) -> tuple[FileRead, ...]:
    """The files as they are served: rows read, taken in and refused of the tables `closed` are rounded up.

    Exact numbers of two snapshots would tell that one person had registered something in between. Rows read are those
    taken in and those refused, here too.
    """
    return tuple(_told(file) if file.table in closed else file for file in files)


@dataclass(frozen=True)
class Said:
    """A number of rows as it may be said; `about` when it is rounded up."""

    n: int
    about: bool


def rows_said(manifest: Manifest) -> tuple[Said, Said]:
    """The rows a snapshot took in and those it refused, as they may be said.

    A source's own tables are told by their names; of a foreign source any may be of persons, so all are rounded.
    """
    files = [FileRead(**file) for file in manifest.files]
    closed = THROUGH_LEDGER if not manifest.profile else frozenset(file.table for file in files)
    persons = [file for file in files if file.table in closed]
    said = told(files, closed)
    return (
        Said(sum(file.rows_admitted for file in said), any(file.rows_admitted for file in persons)),
        Said(sum(file.rows_refused for file in said), any(file.rows_refused for file in persons)),
    )


def _told(file: FileRead) -> FileRead:
    taken, refused = coarse(file.rows_admitted), coarse(file.rows_refused)
    return replace(file, rows_read=taken + refused, rows_admitted=taken, rows_refused=refused)
