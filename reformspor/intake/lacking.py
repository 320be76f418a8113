"""A required table that nothing in the delivery holds is missing, and said to be."""

from __future__ import annotations

from collections.abc import Mapping

from reformspor.intake.finding import by_themselves
from reformspor.intake.profile import Profile
from reformspor.intake.tally import Tally
from reformspor.intake.typing_table import Typed


def judge_missing(profile: Profile, typed: Mapping[str, Typed], faults: Tally) -> None:
    """Where a file's name said nothing of its tables, only the reading tells which required ones are not there."""
    spoken = {*typed, *(fault.table for fault in faults.faults())}
    for table in by_themselves(profile.tables).values():
        if table.required and table.name not in spoken:
            faults.add("missing_file", f"{(table.files or (table.name,))[0]}.csv", table=table.name)
