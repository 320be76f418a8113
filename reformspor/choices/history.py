"""Every change of a setting is one line in a log that is only added to, each with the hash of the one before."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reformspor.choices.definition import Value

LOG = "settings.jsonl"
BY_HAND = "by_hand"


@dataclass(frozen=True)
class Change:
    """One change: when, by which user of the system in which role, what, from and to, its source and why.

    `before` and `after` are the values as text; empty where nothing was set. The role of a change found in a file that
    was edited by hand is `by_hand`, and nobody is named.
    """

    at: str
    who: str
    role: str
    key: str
    before: str
    after: str
    source: str
    why: str
    former: str = ""
    hash: str = ""


def read_changes(folder: Path) -> tuple[Change, ...]:
    """Every change, oldest first. A line that cannot be read is left out; `chain_holds` then says so."""
    try:
        lines = (folder / LOG).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    found = []
    for line in lines:
        try:
            found.append(Change(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return tuple(found)


def chain_holds(changes: Sequence[Change]) -> bool:
    """Whether no line has been altered, taken out or put in between."""
    former = ""
    for change in changes:
        if change.former != former or change.hash != _hash(change):
            return False
        former = change.hash
    return True


def add_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Append changes. The caller runs alone. Raises OSError when the log cannot be written."""
    held = read_changes(folder)
    former = held[-1].hash if held else ""
    lines = []
    for change in changes:
        placed = replace(change, former=former)
        placed = replace(placed, hash=_hash(placed))
        lines.append(json.dumps(asdict(placed), ensure_ascii=False) + "\n")
        former = placed.hash
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def change_of(key: str, before: Value | None, after: Value | None, *, role: str, source: str, why: str) -> Change:
    """A change made now, not yet in the log."""
    who = "" if role == BY_HAND else _user()
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Change(at, who, role, key, as_text(before), as_text(after), source, why.strip())


def as_text(value: Value | None) -> str:
    """A value as the log has it."""
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _hash(change: Change) -> str:
    said = asdict(change)
    del said["hash"]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
