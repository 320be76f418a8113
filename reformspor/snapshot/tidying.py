"""What is kept of persons goes when its time is out, whether or not anything new is admitted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.intake.whole import move_whole
from reformspor.ledger import Settings, forget_outdated
from reformspor.snapshot.folder import DataFolder, admission_work
from reformspor.snapshot.ledgers import PERSONS
from reformspor.snapshot.mending import forget_kept
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.shelf import current, shelf
from reformspor.snapshot.texts import forget_texts

NEXT_FILE, CLEAN_FILE = "next.duckdb", "clean.duckdb"


@dataclass(frozen=True)
class Tidied:
    """How many records of persons a source's file let go of and holds still; one not `readable` is no ledger."""

    source: str
    deleted: int = 0
    kept: int = 0
    readable: bool = True


def tidy(data: DataFolder, today: dt.date | None = None) -> tuple[Tidied, ...]:
    """Tidy every source's private file; what a stopped admission left behind goes too.

    Raises ReformsporError when an admission is running.
    """
    with admission_work(data):
        forget_old(data, settings_of(data).retention_days)
        return tidy_sources(data, today)


def tidy_sources(
    data: DataFolder, today: dt.date | None = None, settings: Settings | None = None, but: str = ""
) -> tuple[Tidied, ...]:
    """As `tidy`, for who already works alone in the data folder; the source `but` is left, as its turn comes last.

    A source that is being admitted lets go when its corrections have been read, as they come about when time is out.
    """
    rule = settings or settings_of(data)
    files = sorted(file for file in data.private.glob(f"*/{PERSONS}") if file.parent.name != but)
    return tuple(_tidied(data, file, rule, today or dt.date.today()) for file in files)


def forget_old(data: DataFolder, days: int) -> None:
    """Delete kept exports, refused rows and texts that are older than so many days.

    The texts of what is shown stay, as they can still be reviewed.
    """
    forget_kept(data, days)
    shown = current(data)
    forget_texts(data.private, days, {shown.id, shown.review_of} if shown is not None else ())


def _tidied(data: DataFolder, file: Path, settings: Settings, today: dt.date) -> Tidied:
    """Work on a copy, which takes over last; it is written anew, since deleted rows stay in the pages of a file."""
    source = file.parent.name
    try:
        day = _ledger_day(data, source, file, today)
        if day is None or not _outdated(file, settings, day):
            return Tidied(source, 0, _records(file))
    except duckdb.Error:
        return Tidied(source, readable=False)
    following, clean = file.parent / NEXT_FILE, file.parent / CLEAN_FILE
    for leftover in (*file.parent.glob(NEXT_FILE + "*"), *file.parent.glob(CLEAN_FILE + "*")):
        leftover.unlink()
    following.write_bytes(file.read_bytes())
    before = _records(file)
    with duckdb.connect(str(following)) as con:
        forget_outdated(con, settings, day)
        con.execute(f"attach '{str(clean).replace(chr(39), chr(39) * 2)}' as clean")
        con.execute("copy from database next to clean")
        con.execute("detach clean")
    following.unlink()
    clean.chmod(file.stat().st_mode)
    move_whole(clean, file)
    return Tidied(source, before - _records(file), _records(file))


def _ledger_day(data: DataFolder, source: str, file: Path, today: dt.date) -> dt.date | None:
    """The last batch's day and the days gone since it was admitted, so that an old export is kept as long as a new."""
    with duckdb.connect(str(file), read_only=True) as con:
        ((last,),) = con.execute("select max(as_of) from ledger.batch").fetchall()
    if last is None:
        return None
    admitted = [manifest.admitted_at[:10] for manifest in shelf(data) if manifest.source == source]
    since = max(map(dt.date.fromisoformat, admitted), default=dt.date.fromtimestamp(file.stat().st_mtime))
    return dt.date.fromordinal(last.toordinal() + max((today - since).days, 0))


def _outdated(file: Path, settings: Settings, day: dt.date) -> bool:
    kept_from = day - dt.timedelta(days=settings.retention_days)
    with duckdb.connect(str(file), read_only=True) as con:
        found = con.execute(
            "select 1 from ledger.record join ledger.batch on batch.batch = record.released where as_of <= ? limit 1",
            [kept_from],
        ).fetchone()
        late = settings.last_date is not None and day > settings.last_date
        waits = con.execute("select 1 from ledger.record where row_id is null limit 1").fetchone()
    return found is not None or (late and waits is not None)


def _records(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as con:
        ((number,),) = con.execute("select count(*) from ledger.record").fetchall()
    return int(number)
