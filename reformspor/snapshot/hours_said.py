"""What the ledger has to say of the hours' file after a batch: that only heads are known, and what came too late."""

from __future__ import annotations

from collections.abc import Sequence

from reformspor.errors import Fault
from reformspor.intake import FileRead
from reformspor.ledger import Release, round_up


def said_of_hours(files: Sequence[FileRead], done: Release) -> tuple[Fault, ...]:
    """The notices of a release; the number of late corrections is told as coarsely as what waits."""
    file = next((file.file for file in files if file.table == "resource_use"), files[0].file)
    said = [Fault("heads_only", file, table="resource_use")] if done.heads_only else []
    if done.late:
        said.append(Fault("late_corrections", file, table="resource_use", details={"n": round_up(done.late)}))
    return tuple(said)
