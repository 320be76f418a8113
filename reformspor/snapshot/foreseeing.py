"""A check says beforehand what an admission would change in locked months, so that the refusal surprises nobody."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from reformspor.errors import Fault
from reformspor.intake import FileRead, Intake
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.former import attach_former
from reformspor.snapshot.locked import Change, MonthsLocked, changes_in_locked, faults_of
from reformspor.snapshot.periods import locked_months, note_changes, read_log
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.served import fill_served
from reformspor.snapshot.shelf import SERVED, Manifest, current


def locked_beforehand(data: DataFolder, work: Path, source: str, intake: Intake) -> tuple[Fault, ...]:
    """What the read tables in `work` would change in the source's locked months; of hours the release alone knows."""
    locks = locked_months(read_log(data), source)
    if not locks:
        return ()
    exports, served = (str(work / name).replace("'", "''") for name in ("exports.duckdb", "foreseen.duckdb"))
    with duckdb.connect() as con:
        con.execute(f"attach '{exports}' as incoming (read_only)")
        con.execute(f"attach '{served}' as served")
        if attach_former(con, data, source) is None:
            return ()
        meta = {"source": source, "k": str(settings_of(data).k)}
        fill_served(con, intake.files, intake.notices, meta, text_reviewed=False)
        return faults_of(changes_in_locked(con, locks), intake.files)


def guard_known(data: DataFolder, known: Manifest, files: Collection[FileRead], reason: str) -> None:
    """An export admitted before may take back what was changed in a locked month since; that needs a reason too.

    Raises MonthsLocked without one; with one, the log says so.
    """
    changes = locked_between(data, known)
    if changes and not reason.strip():
        raise MonthsLocked(faults_of(changes, files))
    note_changes(data, sorted({change.month for change in changes}), known.source, known.id, reason)


def locked_between(data: DataFolder, known: Manifest) -> tuple[Change, ...]:
    """What showing a snapshot again would change in the locked months of its source."""
    locks, serving = locked_months(read_log(data), known.source), current(data)
    if not locks or serving is None or serving.id == known.id:
        return ()
    served = str(data.snapshots / known.id / SERVED).replace("'", "''")
    with duckdb.connect() as con:
        try:
            con.execute(f"attach '{served}' as served (read_only)")
        except duckdb.Error:
            # One that is damaged is refused for that, when its seal is read.
            return ()
        return tuple(changes_in_locked(con, locks)) if attach_former(con, data, known.source) is not None else ()
