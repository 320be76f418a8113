"""One try of a dress or a mutant: what the intake made of it, held against the clean export."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import clean
import dresses
import duckdb
from exports import verdict

from reformspor.intake import Intake, load_profile, take_in

DAY = dt.date(2026, 3, 31)
Canon = dict[str, list[tuple[tuple[str, str], ...]]]


@dataclass
class Room:
    """A folder to try exports in, with what the clean exports come to; the pseudonym key is the same for all."""

    folder: Path
    right: dict[str | None, Canon] = field(default_factory=dict)

    def come_to(self, path: Path, profile: str | None) -> tuple[str, Canon, Intake]:
        """The verdict and the canonical rows of an export (none when it is refused), in an order of their own."""
        with duckdb.connect() as con:
            chosen = load_profile(profile) if profile else None
            intake = take_in(path, profile=chosen, as_of=DAY, con=con, private=self.folder / "private")
            return verdict(intake), canon_of(intake) if not intake.faults else {}, intake

    def clean(self, profile: str | None) -> Canon:
        """What the clean export comes to."""
        if profile not in self.right:
            folder = clean.write(self.folder / f"clean-{profile}", clean.SIMPLE if profile else clean.NATIVE)
            said, rows, intake = self.come_to(folder, profile)
            assert said == "accept", intake.faults
            self.right[profile] = rows
        return self.right[profile]


def canon_of(intake: Intake) -> Canon:
    """Canonical rows in an order that no dress changes."""
    return {
        table: sorted(tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows)
        for table, rows in intake.canonical().items()
    }


def wrong_dress(seed: int, room: Room) -> str | None:
    """What went wrong with the dress of a seed; None when it was read as the clean export."""
    folder = room.folder / f"dress-{seed}"
    try:
        profile = dresses.dress(seed, folder)
        said, rows, intake = room.come_to(folder, profile)
        if said == "reject":
            fault = intake.faults[0]
            return f"dress {seed} refused: {fault.code} in {fault.file}, row {fault.row}, {fault.column}"
        return None if rows == room.clean(profile) else f"dress {seed} read as something else"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
