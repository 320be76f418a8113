"""Disks that are full or closed, and exports that are broken: what served last goes on serving, seal and all."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reformspor.errors import ReformsporError
from reformspor.snapshot import DataFolder, admit
from reformspor.snapshot.folder import alone
from tests.fire.exports import AS_OF, all_hours, grown
from tests.fire.kills import in_child
from tests.fire.readers import Seen, look, wrong_in
from tests.snapshot.exports import write_export

MIB = 1024 * 1024


@dataclass
class Counts:
    """What a trial of full disks came to; `way` is how the disk was made full."""

    way: str = ""
    levels: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def full(levels: int, say: Callable[[str], None] = lambda _: None) -> Counts:
    """Publish at so many fill levels. A small disk in memory is filled where one may be mounted; else files may not
    grow past a size."""
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder) / "disk") as disk:
        counts = Counts("a small disk, filled" if disk else "a limit to the size of a file")
        data = DataFolder((disk or Path(folder)) / "data")
        exports = Path(folder) / "exports"
        if in_child(lambda: admit(grown(exports / "1", 1), data, as_of=AS_OF)) != 0:
            counts.wrong.append("the first publish did not end well")
            return counts
        before = look(data)
        for level in range(levels):
            export = grown(exports / str(level + 2), level + 2)
            # From nothing left to about what a publish needs.
            left = int(28 * MIB * level / levels)
            before = _one(counts, data, disk, export, left, before)
            if level % 20 == 19:
                say(f"{counts.levels} levels, {counts.refused} refused")
        _judge_end(counts, data, exports, levels)
    return counts


def _one(
    counts: Counts, data: DataFolder, disk: Path | None, export: Path, left: int, before: Seen | None
) -> Seen | None:
    def publish() -> None:
        if disk is None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (left // 3, left // 3))
        admit(export, data, as_of=AS_OF)

    filler = disk / "filler" if disk else None
    if disk and filler:
        with filler.open("wb") as out:
            out.write(bytes(max(0, shutil.disk_usage(disk).free - left)))
    ended = in_child(publish)
    counts.levels += 1
    counts.refused += ended != 0
    try:
        seen = look(data)
    except Exception as error:
        counts.wrong.append(f"{left} bytes left: {type(error).__name__}: {error}"[:300])
        seen = None
    finally:
        if filler:
            filler.unlink()
    if seen is None:
        counts.wrong.append(f"{left} bytes left: nothing serves")
        return before
    if wrong := wrong_in(seen, before):
        counts.wrong.append(f"{left} bytes left: {wrong}")
    if ended != 0 and before is not None and seen != before:
        counts.wrong.append(f"{left} bytes left: a publish that failed is shown")
    return seen


def _judge_end(counts: Counts, data: DataFolder, exports: Path, levels: int) -> None:
    """With room again, the next publish is whole, and no hour was lost or told twice by those that failed."""
    n = levels + 2
    ended = in_child(lambda: admit(grown(exports / "last", n), data, as_of=AS_OF))
    seen = look(data)
    if ended != 0 or seen is None or seen.released + seen.waiting != all_hours(n):
        counts.wrong.append(f"with room again it ended with {ended}, {seen and seen.n}")


@contextmanager
def small_disk(at: Path, size: int = 320 * MIB) -> Iterator[Path | None]:
    """A disk of its own in memory, with room for what every level that succeeds leaves; None where none is mounted."""
    at.mkdir(parents=True)
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], capture_output=True, check=False
        ).returncode
    )
    try:
        yield at if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(at)], check=False)


def closed() -> list[str]:
    """What is wrong when the disk may only be read: an admission must say so, and the last good one must be read."""
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder) / "disk") as disk:
        data = DataFolder((disk or Path(folder)) / "data")
        in_child(lambda: admit(grown(Path(folder) / "one", 1), data, as_of=AS_OF))
        before, wrong = look(data), []
        with _read_only(disk, data) as is_closed:
            if not is_closed:
                return ["not tried: this process can neither mount a disk nor be kept from writing"]
            try:
                admit(grown(Path(folder) / "two", 2), data, as_of=AS_OF)
                wrong.append("an admission was made on a disk that may only be read")
            except OSError:
                pass
            except ReformsporError as error:
                wrong.append(f"the reason given is {error.key}")
            if before is None or look(data) != before:
                wrong.append("the last good snapshot was not read")
    return wrong


@contextmanager
def _read_only(disk: Path | None, data: DataFolder) -> Iterator[bool]:
    if disk is None:
        data.private.chmod(0o500)
        yield os.geteuid() != 0
        data.private.chmod(0o700)
        return
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield True
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def broken() -> list[str]:
    """What is wrong when a broken export comes after a good one, and when two come at once."""
    with tempfile.TemporaryDirectory() as folder:
        data, wrong = DataFolder(Path(folder) / "data"), []
        admit(grown(Path(folder) / "one", 1), data, as_of=AS_OF)
        before = look(data)
        bad = write_export(Path(folder) / "two", sessions="session_id;date\nS1;32.01.2026\n")
        if admit(bad, data, as_of=AS_OF).verdict != "reject" or look(data) != before:
            wrong.append("a broken export took the place of a good one")
        with alone(data):
            try:
                admit(grown(Path(folder) / "three", 3), data, as_of=AS_OF)
                wrong.append("two admissions were at work at once")
            except ReformsporError:
                pass
    return wrong
