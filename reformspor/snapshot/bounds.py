"""What reading a foreign file may cost: the process that reads it bounds its own memory and time before it begins."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, fields
from types import FrameType
from typing import TYPE_CHECKING

from reformspor.choices import plain_said
from reformspor.errors import ReformsporError, nearest
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.protection import FILE

if TYPE_CHECKING:
    from reformspor.store import Limits

MIB = 1024**2
ROOM = 2048 * MIB
# After the processor time is out there is this much left to say so in.
GRACE = 10
NICENESS = 5
# What of the table is about answering, by the name it has there.
ANSWERING = {"answer_memory_mib": "memory_mib", "answer_threads": "threads"}


@dataclass(frozen=True)
class Bounds:
    """The most a reading may take: MiB of memory of its own that it asks for, and seconds of processor time."""

    # Ten million rows fill 1.9 GiB and lay claim to 3.8: what an allocator has given back it keeps its claim to.
    memory_mib: int = 4608
    cpu_seconds: int = 3600


def bounds_of(data: DataFolder) -> Bounds:
    """The bounds of the table `[limits]` in `settings.toml`: memory_mib and cpu_seconds.

    Raises ReformsporError for a file that cannot be read, an unknown name, and a value that is no whole number
    above nothing.
    """
    return Bounds(**{name: value for name, value in _limits(data).items() if name not in ANSWERING})


def limits_of(data: DataFolder) -> Limits:
    """What answering may take, from the same table: answer_memory_mib and answer_threads.

    A table with a fault gives what holds by default: pages and `settings check` say the fault, and go on answering.
    """
    from reformspor.store import Limits  # the server listens before the engine is loaded

    try:
        said = _limits(data)
    except ReformsporError:
        return Limits()
    return Limits(**{ANSWERING[name]: value for name, value in said.items() if name in ANSWERING})


def _limits(data: DataFolder) -> dict[str, int]:
    file = data.root / FILE
    if not file.is_file():
        return {}
    try:
        said = dict(plain_said(file.read_text("utf-8")).get("limits", {}))
    except (ValueError, TypeError) as error:
        raise ReformsporError("ledger.settings.unreadable", file=FILE) from error
    names = [*(field.name for field in fields(Bounds)), *ANSWERING]
    for name, value in said.items():
        if name not in names:
            raise ReformsporError(
                "ledger.settings.unknown", name=name, nearest=nearest(name, names) or ", ".join(names)
            )
        if type(value) is not int or value < 1:
            raise ReformsporError("ledger.settings.wrong_kind", name=name)
    return said


def bound_self(bounds: Bounds, *, addresses: bool = True) -> tuple[str, ...]:
    """Bound this process for the rest of its life; gives the bounds that hold: `memory`, `addresses`, `cpu`,
    `core`, `nice`. What it starts is bound likewise.

    Without `addresses` only what is filled is bounded, for those who start a browser.

    Linux holds all of them. macOS takes the bounds of memory without keeping them. Windows knows none of them, and
    gives nothing: there the time that the parent waits is the only bound. When the processor time is out,
    ReformsporError is raised wherever the process is, and a few seconds later the system ends it.
    """
    if sys.platform == "win32":
        return ()
    import resource

    held = []
    memory = bounds.memory_mib * MIB
    # Threads and libraries lay claim to addresses they never fill, so those are bounded more widely.
    room = 2 * memory + ROOM
    for name, kind, soft, hard in (
        ("memory", resource.RLIMIT_DATA, memory, memory),
        ("addresses", resource.RLIMIT_AS, room, room),
        ("cpu", resource.RLIMIT_CPU, bounds.cpu_seconds, bounds.cpu_seconds + GRACE),
        ("core", resource.RLIMIT_CORE, 0, 0),
    ):
        if name == "addresses" and not addresses:
            continue
        try:
            most = resource.getrlimit(kind)[1]
            within = [bound if most == resource.RLIM_INFINITY else min(bound, most) for bound in (soft, hard)]
            resource.setrlimit(kind, (within[0], within[1]))
            held.append(name)
        except (ValueError, OSError):
            continue

    def out_of_time(number: int, frame: FrameType | None) -> None:
        raise ReformsporError("limits.cpu", seconds=bounds.cpu_seconds)

    signal.signal(signal.SIGXCPU, out_of_time)
    try:
        os.nice(NICENESS)
        held.append("nice")
    except OSError:
        pass
    return tuple(held)


def struck(returncode: int, bounds: Bounds) -> ReformsporError | None:
    """Why a bounded process that ended with `returncode` was ended by the system, when it was."""
    if sys.platform == "win32" or returncode >= 0:
        return None
    if -returncode == signal.SIGXCPU:
        return ReformsporError("limits.cpu", seconds=bounds.cpu_seconds)
    # An allocation that fails outside Python ends the process in one of these ways.
    if -returncode in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGKILL):
        return ReformsporError("limits.memory", mib=bounds.memory_mib)
    return None
