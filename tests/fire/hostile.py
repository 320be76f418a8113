"""Hostile exports through the command itself, with the time and memory each one takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))

import hostile_files
import hostile_packed
import hostile_torn
import hostile_values
from exports import SHARED

ROOT = Path(__file__).parents[2]
SECONDS, BYTES = 10.0, 1024**3
# Values cost what any small export costs; a few of them stand for the rest.
OURS = (*hostile_files.CASES, *hostile_torn.CASES, *hostile_packed.CASES, *hostile_values.CASES[::10])


@dataclass
class Counts:
    """What the cases came to: the slowest by the processor's time, and the largest."""

    tried: int = 0
    slowest: float = 0.0
    largest: int = 0
    wrong: list[str] = field(default_factory=list)


def trial(most: int | None = None, say: Callable[[str], None] = lambda _: None) -> Counts:
    """Run the command on every case; `most` limits how many."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        for name, path, verdict, day in list(_cases(Path(folder)))[:most]:
            _one(counts, name, path, verdict, day, Path(folder))
            if counts.tried % 20 == 0:
                say(f"{counts.tried} hostile exports, largest {counts.largest // 1024**2} MiB")
    return counts


def _cases(folder: Path) -> Iterator[tuple[str, Path, str, str]]:
    for at, case in enumerate(OURS):
        case.make(folder / str(at))
        yield case.name, folder / str(at), case.verdict, "2026-03-31"
    for shared in sorted((SHARED / "nasty" / "cases").glob("*")) if SHARED.is_dir() else ():
        expected = json.loads((shared / "expected.json").read_text("utf-8"))
        yield shared.name, shared / "in", expected["verdict"], expected["as_of"]


def _one(counts: Counts, name: str, path: Path, verdict: str, day: str, folder: Path) -> None:
    command = [sys.executable, "-m", "reformspor", "admit", str(path), "--profile", "simple", "--as-of", day]
    environment = os.environ | {"REFORMSPOR_DATA": str(folder / "data")}
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            [*command, "--json", "--canonical"], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.DEVNULL
        )
        ended = _wait(child.pid)
        out.seek(0)
        said = out.read()
    counts.tried += 1
    if ended is None:
        counts.wrong.append(f"{name}: took more than {SECONDS * 12:.0f} s")
        return
    seconds, largest = ended
    counts.slowest, counts.largest = max(counts.slowest, seconds), max(counts.largest, largest)
    got = json.loads(said)["verdict"] if said else "nothing"
    if got != verdict or seconds > SECONDS or largest > BYTES:
        counts.wrong.append(f"{name}: {got} for {verdict}, {seconds:.1f} s, {largest // 1024**2} MiB")


def _wait(pid: int) -> tuple[float, int] | None:
    """The processor's seconds and the most memory a child took; None, and it is ended, when it never ends."""
    end = time.monotonic() + SECONDS * 12
    while time.monotonic() < end:
        ended, _, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        time.sleep(0.02)
    os.kill(pid, 9)
    os.wait4(pid, 0)
    return None
