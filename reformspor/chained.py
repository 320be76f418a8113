"""A log that is only added to: each line seals the one before it, so that none is changed or taken out unseen."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import Field, asdict, dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar


class Line(Protocol):
    """A dataclass that can be a line of a log."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class Linked(Line, Protocol):
    """A line that tells the seal of the one before; empty in the first."""

    @property
    def former(self) -> str:
        """The seal of the line before."""


Entry = TypeVar("Entry", bound=Linked)


@dataclass(frozen=True)
class Log(Generic[Entry]):
    """The lines that can be read, oldest first, and the number of the first that does not hold; 0 when all do."""

    entries: tuple[Entry, ...] = ()
    broken: int = 0


@dataclass(frozen=True)
class Chain(Generic[Entry]):
    """How one log is chained: an entry's own seal stands in `field`, and `seal_of` reckons it from all the rest."""

    kind: type[Entry]
    seal_of: Callable[[Entry], str]
    field: str

    def read(self, file: Path) -> Log[Entry]:
        """Every line of a log, none while there is no file. Raises OSError when it cannot be read."""
        entries: list[Entry] = []
        former, broken = "", 0
        for number, line in enumerate(_lines(file), start=1):
            try:
                entry = self.kind(**json.loads(line))
                seal = str(getattr(entry, self.field))
                held = hmac.compare_digest(seal.encode(), self.seal_of(entry).encode())
            except (ValueError, TypeError, RecursionError):
                broken = broken or number
                continue
            if not held or entry.former != former:
                broken = broken or number
            entries.append(entry)
            former = seal
        return Log(tuple(entries), broken)

    def head(self, entries: Sequence[Entry]) -> str:
        """The seal of the last line; empty while there is none."""
        return str(getattr(entries[-1], self.field)) if entries else ""

    def linked(self, held: Sequence[Entry], new: Iterable[Entry]) -> list[Entry]:
        """New entries as they stand after those that are held: each with the seal of the one before, and its own."""
        former, linked = self.head(held), []
        for entry in new:
            placed = replace(entry, former=former)
            former = self.seal_of(placed)
            linked.append(replace(placed, **{self.field: former}))
        return linked


def plain_seal(entry: Line) -> str:
    """The SHA-256 of all that stands in an entry but its own `hash`."""
    said = asdict(entry)
    del said["hash"]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def add_lines(file: Path, entries: Iterable[Line]) -> None:
    """Append entries, a line each, and wait until they have reached the disk. Raises OSError.

    A line that a crash left half written is ended, so that it takes no other with it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    torn = file.is_file() and file.stat().st_size > 0 and not file.read_bytes().endswith(b"\n")
    with file.open("a", encoding="utf-8", newline="\n") as log:
        log.write("\n" if torn else "")
        log.writelines(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
        log.flush()
        os.fsync(log.fileno())


def moment() -> str:
    """This moment as a log has it, in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def who() -> str:
    """The system's user, or nothing where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _lines(file: Path) -> list[bytes]:
    # Only the end we write ends a line: a reason may hold other signs that are taken for one.
    text = file.read_bytes() if file.is_file() else b""
    return text.removesuffix(b"\n").split(b"\n") if text else []
