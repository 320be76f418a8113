"""A watched folder has one subfolder a source; each is admitted when it has changed and lies still, and only then."""

from __future__ import annotations

import datetime as dt
import json
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import duckdb

from reformspor.chained import moment
from reformspor.errors import ReformsporError
from reformspor.intake.whole import write_whole
from reformspor.snapshot.child import admit_in_child
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.origin import read_origin, source_name

SETTINGS, STATUS, TRIED, FAULTS = "source.toml", "watch.json", "watched.json", "refused.json"
UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".partial", ".lock", ".swp")
STILL_SECONDS = 2.0
State = Literal["admitted", "refused", "failed", "writing", "empty", "unchanged"]
Entries = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Came:
    """What came of one source in one round; no value of the export and no file's name is in it.

    `standing` is the last real outcome (admitted, refused or failed) where this round had nothing to do.
    """

    source: str
    state: State
    at: str
    standing: State | None = None
    snapshot: str = ""
    rows_admitted: int = 0
    rows_refused: int = 0
    faults: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)
    why: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class SourceSettings:
    """What `source.toml` in a source's folder says. Good rows of a bad export are kept only where it says so."""

    profile: str | None = None
    keep_good: bool = False


def exports_folder(data: DataFolder) -> Path:
    """The folder that is watched when no other is named."""
    return data.root / "exports"


def watch_once(
    folder: Path, data: DataFolder, *, lang: str, still: float = STILL_SECONDS, told: Callable[[Came], None]
) -> tuple[Came, ...]:
    """One round over every source; `told` hears each that had something to do. The status file is written last.

    Raises ReformsporError when there is no such folder, or another round is at work.
    """
    if not folder.is_dir():
        raise ReformsporError("watch.no_folder", folder=str(folder))
    with _turn(data):
        sources = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
        before = {path: entries_of(path) for path in sources}
        came = []
        if any(_news(path, data, before[path]) for path in sources):
            time.sleep(still)
        for path in sources:
            one = _round(path, data, before[path], lang)
            if one.state != "unchanged":
                told(one)
            came.append(one)
        _write_status(data, came)
        _forget_gone(data, {one.source for one in came if one.state != "empty"})
    return tuple(came)


def read_status(data: DataFolder) -> tuple[Came, ...]:
    """What the last round came to, for pages and commands; nothing while no folder has been watched."""
    try:
        said = json.loads((data.snapshots / STATUS).read_text("utf-8"))
        return tuple(Came(**each) for each in said["sources"])
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def entries_of(folder: Path) -> Entries:
    """The name, size and moment of last writing of everything in a folder, hidden files too."""
    found = []
    for path in folder.iterdir():
        try:
            told = path.lstat()
        except FileNotFoundError:
            continue
        found.append((path.name, told.st_size, told.st_mtime_ns))
    return tuple(sorted(found))


def settings_in(folder: Path) -> SourceSettings:
    """The source's own settings. Raises ReformsporError for a file that is not understood."""
    file = folder / SETTINGS
    if not file.is_file() or file.is_symlink():
        return SourceSettings()
    try:
        said = SourceSettings(**tomllib.loads(file.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise ReformsporError("watch.settings", file=SETTINGS) from error
    if not isinstance(said.keep_good, bool) or not isinstance(said.profile, str | None):
        raise ReformsporError("watch.settings", file=SETTINGS)
    return said


def _forget_gone(data: DataFolder, there: Collection[str]) -> None:
    """What was wrong with an export that is no longer there is nobody's to mend, and goes with it."""
    for listed in data.private.glob(f"*/{FAULTS}"):
        if listed.parent.name not in there:
            listed.unlink(missing_ok=True)


def _round(path: Path, data: DataFolder, before: Entries, lang: str) -> Came:
    """What is to be done with one source. Only a folder that has been still since `before` is read."""
    try:
        source = source_name(path.name)
        if path.is_symlink():
            raise ReformsporError("watch.link", source=source)
    except ReformsporError as error:
        return Came(path.name[:40], "failed", moment(), why=error.key)
    now = entries_of(path)
    if not any(name != SETTINGS for name, _, _ in now):
        return Came(source, "empty", moment())
    if tried := _tried(data, source, now):
        return Came(**{**tried, "state": "unchanged", "standing": tried["state"], "seconds": 0.0})
    if now != before or any(_unfinished(name) for name, _, _ in now):
        return Came(source, "writing", moment())
    started = time.monotonic()
    came = _admitted(path, data, source, now, lang)
    done = Came(**{**asdict(came), "seconds": round(time.monotonic() - started, 1)})
    # What failed for another reason than the export itself (a full disk, another admission) is tried again.
    if done.state != "failed":
        record = json.dumps({"entries": now, "came": asdict(done)}, ensure_ascii=False)
        write_whole(data.private_of(source) / TRIED, record.encode("utf-8"))
    return done


def _admitted(path: Path, data: DataFolder, source: str, now: Entries, lang: str) -> Came:
    try:
        chosen = settings_in(path)
        day = None if read_origin(path).as_of else _day_of(now)
        outcome = admit_in_child(
            path,
            data,
            lang=lang,
            profile=chosen.profile,
            source=source,
            as_of=day,
            keep_good=chosen.keep_good,
            every_fault=True,
        )
    except ReformsporError as error:
        return Came(source, "failed", moment(), why=error.key)
    listed = data.private_of(source) / FAULTS
    if outcome["faults"]:
        write_whole(listed, (json.dumps(outcome, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    else:
        listed.unlink(missing_ok=True)
    files = outcome.get("files", [])
    return Came(
        source,
        "refused" if outcome["verdict"] == "reject" else "admitted",
        moment(),
        snapshot=outcome.get("snapshot", ""),
        rows_admitted=sum(file["rows_admitted"] for file in files),
        rows_refused=sum(file["rows_refused"] for file in files),
        faults=len(outcome["faults"]),
        codes=dict(Counter(fault["code"] for fault in outcome["faults"])),
    )


def _day_of(entries: Entries) -> str:
    """The day an export that does not say it was taken: when the last of its files was written."""
    last = max(written for name, _, written in entries if name != SETTINGS)
    return min(dt.date.fromtimestamp(last / 1e9), dt.date.today()).isoformat()


def _news(path: Path, data: DataFolder, now: Entries) -> bool:
    return bool(now) and _tried(data, path.name, now) is None


def _tried(data: DataFolder, source: str, now: Entries) -> dict[str, Any] | None:
    """What came of exactly these files, when they have been tried."""
    try:
        said = json.loads((data.private / source / TRIED).read_text("utf-8"))
        came: dict[str, Any] = said["came"]
        return came if tuple(tuple(entry) for entry in said["entries"]) == now else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _unfinished(name: str) -> bool:
    return name.lower().endswith(UNFINISHED) or name.startswith(("~$", ".~"))


def _write_status(data: DataFolder, came: list[Came]) -> None:
    data.snapshots.mkdir(parents=True, exist_ok=True)
    said = {"at": moment(), "sources": [asdict(one) for one in came]}
    write_whole(data.snapshots / STATUS, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


@contextmanager
def _turn(data: DataFolder) -> Iterator[None]:
    """One round at a time; the lock goes with the process that held it."""
    data.private.mkdir(parents=True, exist_ok=True)
    data.private.chmod(0o700)
    try:
        lock = duckdb.connect(str(data.private / "watch.duckdb"))
    except duckdb.IOException as error:
        raise ReformsporError("watch.busy") from error
    with lock:
        yield
