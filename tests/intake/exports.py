"""Small exports made for one test each: the native tables, and the folder they lie in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from reformspor.intake import Intake, load_profile, take_in

AS_OF = dt.date(2025, 12, 31)
SHARED = Path(__file__).parents[3] / "shared"
SESSIONS = (
    "session_id,date,start,end,title,phase,sector,participants\n"
    "S-1,2025-01-15,2025-01-15T09:00:00+01:00,2025-01-15T11:30:00+01:00,Oppstart,utforsking,Helse og omsorg,8\n"
    "S-2,2025-02-11,2025-02-11T12:00:00+01:00,2025-02-11T15:00:00+01:00,Prototype,utprøving,Oppvekst,12\n"
)
USE = (
    "use_id,session_id,person_id,role,activity,date,hours,cost_nok\n"
    "U-1,S-1,P-11,hjelpar,førebuing,2025-01-13,4,2200\n"
    "U-2,S-1,P-21,tillitsvald,gjennomføring,2025-01-15,2.5,1250\n"
)
BARRIERS = (
    "barrier_id,session_id,level,actor,description,reported,status\n"
    "B-1,S-2,stat,Helsedirektoratet,Rapporteringskrav,2025-02-11,open\n"
)


def simple_folder(folder: Path, **files: str | bytes) -> Path:
    """A folder with the three tables of the simple profile; a keyword replaces the file of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, str | bytes] = {"sessions": SESSIONS, "resource_use": USE, "barriers": BARRIERS} | files
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def take(
    path: Path, work: Path, profile: str | None = "simple", as_of: dt.date = AS_OF
) -> tuple[Intake, duckdb.DuckDBPyConnection]:
    """Take in an export with a connection of its own, which the caller may ask of the staged tables."""
    work.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(work / "exports.duckdb"))
    chosen = load_profile(profile) if profile else None
    return take_in(path, profile=chosen, as_of=as_of, con=con, private=work / "private"), con


def verdict(intake: Intake) -> str:
    """What the intake comes to when one fault refuses the set."""
    return "reject" if intake.faults else "normalise" if intake.notices else "accept"


def places(intake: Intake) -> set[tuple[str, str, int | None, str | None]]:
    """Where the faults are: code, file, row and column."""
    return {(fault.code, fault.file, fault.row, fault.column) for fault in intake.faults}
