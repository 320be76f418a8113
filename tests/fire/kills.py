"""Publishes that are killed at random instants while readers look: nothing is lost, mixed, doubled or turned back."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from reformspor.snapshot import DataFolder, admit
from tests.fire.exports import AS_OF, all_hours, grown
from tests.fire.readers import FORK, look, read_on, wrong_in


@dataclass
class Counts:
    """What a trial of kills came to."""

    publishes: int = 0
    killed: int = 0
    looks: int = 0
    wrong: list[str] = field(default_factory=list)


def in_child(deed: Callable[[], object], after: float | None = None) -> int:
    """Do a deed in a process of its own, killed when `after` seconds have gone; gives how it ended (-9: killed)."""
    child = os.fork()
    if child == 0:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            try:
                deed()
            except BaseException:
                os._exit(3)
            os._exit(0)
    if after is not None:
        end = time.monotonic() + after
        while time.monotonic() < end:
            if os.waitpid(child, os.WNOHANG) != (0, 0):
                return 0
            time.sleep(0.002)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def trial(publishes: int, kills: int, seed: int = 1, say: Callable[[str], None] = lambda _: None) -> Counts:
    """Publish so many times, of which `kills` are killed on the way; two readers look all the time."""
    rng, counts = random.Random(seed), Counts()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = DataFolder(root / "data")
        stop, told = FORK.Event(), FORK.Queue()
        readers = [FORK.Process(target=read_on, args=(data.root, stop, told)) for _ in range(2)]
        for reader in readers:
            reader.start()
        try:
            _publish_all(rng, data, root, counts, publishes, kills, say)
        finally:
            stop.set()
        for _ in readers:
            looks, wrongs = told.get(timeout=60)
            counts.looks += looks
            counts.wrong += wrongs
        for reader in readers:
            reader.join()
    return counts


def _publish_all(
    rng: random.Random,
    data: DataFolder,
    root: Path,
    counts: Counts,
    publishes: int,
    kills: int,
    say: Callable[[str], None],
) -> None:
    took, before, n = 1.0, None, 0
    while counts.publishes < publishes or counts.killed < kills:
        n += 1
        export = grown(root / f"export-{n}", n)
        kill = counts.killed < kills and (rng.random() < 0.75 or counts.publishes >= publishes)
        started = time.monotonic()
        after = rng.uniform(0, took) if rng.random() < 0.5 else rng.uniform(0.7 * took, took)
        ended = in_child(lambda path=export: admit(path, data, as_of=AS_OF), after if kill else None)
        counts.publishes += 1
        if ended == -signal.SIGKILL:
            counts.killed += 1
        elif ended != 0:
            counts.wrong.append(f"publish {n} ended with {ended}")
        elif not kill:
            took = time.monotonic() - started
        seen = look(data)
        if seen is not None and (wrong := wrong_in(seen, before)):
            counts.wrong.append(wrong)
        before = seen or before
        if counts.publishes % 20 == 0:
            say(f"{counts.publishes} publishes, {counts.killed} killed")
    export = grown(root / "last", n)
    if in_child(lambda: admit(export, data, as_of=AS_OF)) != 0:
        counts.wrong.append("the last publish did not end well")
    _judge_end(data, counts, n)


def _judge_end(data: DataFolder, counts: Counts, n: int) -> None:
    """After a whole publish: all hours are there once, the two files agree, and nothing half lies about."""
    seen = look(data)
    if seen is None or seen.n != n or seen.released + seen.waiting != all_hours(n):
        counts.wrong.append(f"at the end {seen and (seen.n, seen.released, seen.waiting)} of {n}, {all_hours(n)} hours")
        return
    with duckdb.connect(str(data.private_of("kommune") / "persons.duckdb"), read_only=True) as con:
        rows = con.execute("select row_id || ':' || hours from ledger.released order by row_id").fetchall()
    if tuple(row[0] for row in rows) != seen.rows:
        counts.wrong.append("the private and the served file do not hold the same rows")
    lying = [
        path.name for path in data.root.rglob("*") if path.name.startswith((".work-", ".CURRENT-", ".intake-", "next."))
    ]
    half = [path.name for path in data.snapshots.glob("[!.]*/") if not (path / "manifest.json").exists()]
    counts.wrong += [f"left behind: {name}" for name in (*lying, *half)]
