"""A check says beforehand what an admission would change in locked months, so that the refusal surprises nobody."""

from __future__ import annotations

from pathlib import Path

import duckdb

from reformspor.errors import Fault
from reformspor.intake import Intake
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.former import attach_former
from reformspor.snapshot.locked import changes_in_locked, faults_of
from reformspor.snapshot.periods import locked_months, read_log
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.served import fill_served


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
        fill_served(con, intake, {"source": source, "k": str(settings_of(data).k)}, text_reviewed=False)
        return faults_of(changes_in_locked(con, locks), intake.files)
