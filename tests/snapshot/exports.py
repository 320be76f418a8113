"""A small export that is good, for tests that break it in one place."""

import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from reformspor.snapshot.admission import admit
from reformspor.snapshot.folder import DataFolder

DAY = dt.date(2026, 3, 31)
SESSIONS_HEAD = (
    "session_id;date;kind;parties_took_part;phase;unit_id;sector;status;"
    "n_participants;helper_needed;helper_staffed;title\n"
)
SESSIONS = (
    SESSIONS_HEAD
    + """\
S1;15.01.2026;workshop;yes;explore;U1;health_care;held;12;2;1;Oppstart med Kari Nordmann
S2;12.02.2026;meeting;no;try_out;U1;health_care;held;9;1;1;Møte to
S3;10.06.2026;workshop;not_reported;explore;U1;health_care;planned;0;2;0;Planlagd økt
"""
)
HOURS_HEAD = "entry_id;session_id;period;unit_id;role;activity;headcount;hours;basis;on_top;cost_nok;person_key\n"
BARRIERS = """barrier_id;title;reported_date;types;owner_level;severity;public
B1;Krav om dobbel rapportering;20.01.2026;law;ministry;4;open
B2;Uklart ansvar;03.02.2026;silo,digital;agency;3;internal
""".replace(",", "|")
EVENTS = """barrier_id;at;from_status;to_status;to_level
B1;20.01.2026;;reported;
B1;01.03.2026;reported;raised;ministry
B2;03.02.2026;;reported;
B2;10.03.2026;reported;resolved;
B2;20.03.2026;resolved;reopened;
"""
UNITS = "unit_id;name;sector;headcount;fte\nU1;Heimetenesta;health_care;40;32,5\n"


def hours(people: int = 8, month: str = "01.2026", first: int = 1) -> str:
    """Rows of `people` helpers with four hours each on the fifth of the month."""
    rows = [
        f"E{first + i};;05.{month};U1;helper;conduct;1;4,0;registered;yes;1600;p-{first + i:03d}-secret"
        for i in range(people)
    ]
    return HOURS_HEAD + "\n".join(rows) + "\n"


def write_export(folder: Path, **tables: str) -> Path:
    """Write the good export, with tables replaced or added by name."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {
        "sessions": SESSIONS,
        "resource_use": hours(),
        "barriers": BARRIERS,
        "barrier_events": EVENTS,
        "units": UNITS,
    } | tables
    for name, text in whole.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@cache
def _admitted() -> tempfile.TemporaryDirectory[str]:
    kept = tempfile.TemporaryDirectory(prefix="reformspor-")
    outcome = admit(write_export(Path(kept.name) / "in"), DataFolder(Path(kept.name) / "data"), as_of=DAY)
    assert outcome.manifest is not None, outcome.faults
    return kept


def has_taken_in(data: DataFolder) -> DataFolder:
    """An empty data folder as it stands once the good export was admitted into it on `DAY`.

    It is a copy of what one admission left, for tests of what comes afterwards: an admission takes a second or two.
    """
    shutil.copytree(Path(_admitted().name) / "data", data.root, dirs_exist_ok=True)
    return data
