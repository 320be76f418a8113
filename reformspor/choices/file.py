"""The settings in force: the file as it stands when it is whole, else the one that held before it."""

from __future__ import annotations

import os
import re
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from reformspor.choices.checking import SOURCED, checked, choices_from
from reformspor.choices.choice import Choices, Wrong
from reformspor.choices.definition import load_definitions
from reformspor.choices.history import BY_HAND, Change, add_changes, change_of
from reformspor.intake.whole import write_whole

FILE = "settings.toml"
LAST_GOOD = "settings.last-good.toml"
LOCK, STALE = ".settings.lock", 30.0
_lock = threading.Lock()
_seen: dict[tuple[Path, bool], tuple[object, Choices]] = {}


def load_choices(data_folder: Path, *, constructed: bool = False) -> Choices:
    """The choices in force in a data folder; cheap to ask, the file is read again only when it has changed.

    Never raises for what the file says: when it is broken or a value is refused, the choices are those of the last
    file that was whole (else the defaults), and `wrong` says why. `constructed` when the snapshot that is shown is the
    constructed municipality's.
    """
    stamp = _stamp(data_folder / FILE)
    with _lock:
        held = _seen.get((data_folder, constructed))
        if held is None or held[0] != stamp:
            held = _seen[data_folder, constructed] = (stamp, _load(data_folder, constructed))
        return held[1]


def said_in(text: str) -> tuple[dict[str, Any], tuple[Wrong, ...]]:
    """What the text of a settings file says, and why it could not be read when it could not."""
    try:
        return tomllib.loads(text), ()
    except tomllib.TOMLDecodeError as error:
        return {}, (Wrong("broken", details=_place(str(error))),)


def plain_said(text: str) -> dict[str, Any]:
    """What a settings file says with every `{ value = …, source = … }` as its value alone, and nothing checked.

    Raises ValueError for a text that is not TOML.
    """
    return {name: _plain(value) for name, value in tomllib.loads(text.removeprefix("\ufeff")).items()}


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "value" in value and set(value) <= SOURCED:
        return value["value"]
    return {name: _plain(inner) for name, inner in value.items()}


def _place(why: str) -> dict[str, int]:
    """Line and column (from 1) of what the reader stumbled on; nothing when it was the end of the file."""
    found = re.search(r"line (\d+), column (\d+)", why)
    return {"line": int(found[1]), "column": int(found[2])} if found else {}


def _load(folder: Path, constructed: bool) -> Choices:
    file = folder / FILE
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.is_file() else ""
        said, wrong = said_in(text)
    except (OSError, UnicodeDecodeError) as error:
        text, said, wrong = "", {}, (Wrong("unreadable", details={"why": type(error).__name__}),)
    choices = choices_from(said, constructed=constructed)
    wrong = wrong or choices.wrong
    if not wrong:
        _keep(folder, text)
        return choices
    return replace(_former(folder, constructed), wrong=wrong)


def _former(folder: Path, constructed: bool) -> Choices:
    try:
        said, _ = said_in((folder / LAST_GOOD).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        said = {}
    return replace(choices_from(said, constructed=constructed), wrong=())


def _keep(folder: Path, text: str) -> None:
    """Keep a copy of a file that was whole, and log what was changed in it by hand.

    A folder that cannot be written to keeps the former copy, and while somebody else writes nothing is done.
    """
    kept = folder / LAST_GOOD
    try:
        former = kept.read_text("utf-8") if kept.is_file() else ""
        if former == text:
            return
        with alone(folder) as mine:
            if mine and (folder / FILE).is_file() == bool(text):
                add_changes(folder, _by_hand(former, text))
                write_whole(kept, text.encode())
    except (OSError, UnicodeDecodeError):
        return


def _by_hand(former: str, text: str) -> list[Change]:
    """What differs between two files that are whole."""
    known = load_definitions()
    before, after = (checked(said_in(one)[0], known)[0] for one in (former, text))
    changes = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            one = known.find(key)
            default = one.value if one is not None else None
            source = new[1] if new else ""
            changes.append(
                change_of(key, old[0] if old else default, new[0] if new else None, role=BY_HAND, source=source, why="")
            )
    return changes


@contextmanager
def alone(folder: Path, named: str = LOCK) -> Iterator[bool]:
    """Whether this is the only one that writes settings now, or what else has the lock that is `named`; one older than
    half a minute was left by a crash."""
    lock = folder / named
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if time.time() - lock.stat().st_mtime > STALE:
            lock.unlink()
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        yield False
        return
    try:
        yield True
    finally:
        lock.unlink(missing_ok=True)


def _stamp(file: Path) -> object:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
