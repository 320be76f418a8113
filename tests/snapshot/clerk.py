"""A clerk gets the refused rows, mends them and saves them as a file again."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from reformspor.intake import Intake
from reformspor.intake.persons import MASK
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.rejects import Origins, Sheet, csv_of, sheets_of
from reformspor.words import speak
from tests.snapshot.exports import SESSIONS, hours
from tests.snapshot.test_admission import DAY

WORDS = speak("nn")
WRONG_DAY = SESSIONS.replace("15.01.2026", "32.01.2026")
WRONG_HOURS = (
    hours(8)
    .replace("E3;;05.01.2026", "E3;;45.01.2026")
    .replace("E5;;05.01.2026;U1;helper", "E5;;05.01.2026;U1;hjelper x")
)
Mend = Callable[[dict[str, str]], None]


def take(
    data: DataFolder, path: Path, *, keep_good: bool = False, dry_run: bool = False, masked: bool = True
) -> tuple[Admission, tuple[Sheet, ...]]:
    """Admit and gather the refused rows as a clerk gets them."""
    found: list[Sheet] = []

    def refused(intake: Intake, origins: Origins) -> None:
        found.extend(sheets_of(intake.refused_rows(), origins, WORDS, masked=masked))

    outcome = admit(path, data, as_of=DAY, keep_good=keep_good, dry_run=dry_run, refused=refused)
    return outcome, tuple(found)


def mended(sheet: Sheet, mend: Mend, folder: Path, name: str = "retta.csv") -> Path:
    """The file of refused rows after someone has opened it, mended it and saved it as CSV."""
    grid = list(csv.reader(io.StringIO(csv_of(sheet).decode("utf-8-sig")), delimiter=";"))
    lines = [dict(zip(grid[0], row, strict=True)) for row in grid[1:]]
    for line in lines:
        mend(line)
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", encoding="cp1252", errors="replace", newline="") as out:
        writer = csv.DictWriter(out, grid[0], delimiter=";")
        writer.writeheader()
        writer.writerows(line for line in lines if line)
    return folder


def set_day(line: dict[str, str]) -> None:
    line["date"] = "15.01.2026"


def set_hours(line: dict[str, str]) -> None:
    assert line["person_key"] == MASK
    line["period"], line["role"] = "05.01.2026", "helper"
