"""Exports that grow: the nth holds all the hours of those before it, and six more people with four hours each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.snapshot.exports import HOURS_HEAD, SESSIONS_HEAD, write_export

AS_OF = dt.date(2026, 3, 31)
PEOPLE, HOURS = 6, 4


def grown(folder: Path, n: int) -> Path:
    """The nth export. Its one session has n participants, so that a reader can tell which export it reads."""
    rows = [
        f"E{at}-{who};;05.0{at % 3 + 1}.2026;U1;helper;conduct;1;{HOURS},0;registered;yes;1600;p-{at}-{who}"
        for at in range(1, n + 1)
        for who in range(PEOPLE)
    ]
    session = f"S1;15.01.2026;workshop;yes;explore;U1;health_care;held;{n};2;1;Oppstart\n"
    return write_export(
        folder, resource_use="\n".join([HOURS_HEAD.strip(), *rows]) + "\n", sessions=SESSIONS_HEAD + session
    )


def all_hours(n: int) -> int:
    """All hours of the nth export."""
    return n * PEOPLE * HOURS
