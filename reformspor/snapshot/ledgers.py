"""No admission takes a place unseen: not a lone file a whole set's, and not a new ledger a lost one's."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import duckdb

from reformspor.errors import ReformsporError
from reformspor.intake.pseudonyms import KEY_FILE as PSEUDONYM_KEY
from reformspor.ledger.private import KEY_FILE as LEDGER_KEY
from reformspor.ledger.private import LEDGER_FORM
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import shelf

PERSONS = "persons.duckdb"
THROUGH_LEDGER = frozenset({"resource_use", "capacity"})


def refuse_lone_file(data: DataFolder, path: Path, source: str, supplied: Set[str]) -> None:
    """One file of a source that has several would withdraw the others, hours and all; that is never meant."""
    former = next((manifest for manifest in shelf(data) if manifest.source == source), None)
    had = {str(file["table"]) for file in former.files} if former else set()
    if not path.is_dir() and supplied < had:
        raise ReformsporError("cli.admit.lone_file", file=path.name, source=source, n=len(had))


def has_pseudonyms(data: DataFolder) -> bool:
    """Whether the key of persons' pseudonyms is there; asked before an export is read, since reading makes one."""
    return (data.private / PSEUDONYM_KEY).exists()


def refuse_lost_ledger(data: DataFolder, source: str, had_key: bool) -> None:
    """Raise ReformsporError when the source has shown hours that its private folder no longer knows of.

    With a new ledger the hours of the same people would be released a second time, in other groups.
    `had_key` says whether the pseudonyms' key was there before this export was read. With another key every person
    would be a new one, so that is a lost ledger too; the key that was just made goes, to make room for the old one.
    A ledger of an older form cannot be carried on, so it is as good as lost. Where nothing is shown, or nobody is real,
    there is nothing to compare a new one with, and an older one goes.
    """
    shown, older = _shown(data, source), is_older_ledger(data, source)
    if not shown:
        if older:
            (data.private / source / PERSONS).unlink()
        return
    if older:
        raise ReformsporError("tidy.ledger_older", source=source, n=shown, other=_next(data, source))
    fresh_key = not had_key and has_pseudonyms(data)
    if _has_ledger(data, source) and not fresh_key:
        return
    if fresh_key:
        (data.private / PSEUDONYM_KEY).unlink()
    raise ReformsporError(
        "tidy.ledger_lost", source=source, n=shown, folder=str(data.private), other=_next(data, source)
    )


def another_name(data: DataFolder, source: str) -> str:
    """The next free name of a source that begins a new ledger by choice, such as `kommune-2`.

    Raises ReformsporError when the source still has its ledger: then there is nothing to begin anew.
    """
    whole = _has_ledger(data, source) and has_pseudonyms(data) and not is_older_ledger(data, source)
    if not _shown(data, source) or whole:
        raise ReformsporError("tidy.ledger_there", source=source)
    return _next(data, source)


def is_older_ledger(data: DataFolder, source: str) -> bool:
    """Whether the source has a ledger of another form than is made now, so that it cannot be carried on."""
    if not _has_ledger(data, source):
        return False
    with duckdb.connect(str(data.private / source / PERSONS), read_only=True) as con:
        if not con.execute("from duckdb_tables() where schema_name = 'ledger' and table_name = 'form'").fetchone():
            return True
        return con.execute("select number from ledger.form").fetchone() != (LEDGER_FORM,)


def _shown(data: DataFolder, source: str) -> int:
    """How many snapshots of the source show what has been through a ledger; constructed people need no ledger."""
    return sum(
        manifest.source == source
        and not manifest.constructed
        and any(file["table"] in THROUGH_LEDGER for file in manifest.files)
        for manifest in shelf(data)
    )


def _has_ledger(data: DataFolder, source: str) -> bool:
    folder = data.private / source
    if not (folder / LEDGER_KEY).exists() or not (folder / PERSONS).exists():
        return False
    try:
        with duckdb.connect(str(folder / PERSONS), read_only=True) as con:
            return con.execute("select 1 from ledger.batch limit 1").fetchone() is not None
    except duckdb.Error:
        return False


def _next(data: DataFolder, source: str) -> str:
    taken = {manifest.source for manifest in shelf(data)}
    number = 2
    while f"{source}-{number}" in taken or (data.private / f"{source}-{number}").exists():
        number += 1
    return f"{source}-{number}"
