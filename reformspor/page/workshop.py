"""Slow work is done in the background, one piece at a time; everyone who wants the same waits for the same.

A reader sees how far it has come and can stop it. It outlives the page that asked for it, and what it comes to is kept.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reformspor.page.kept_work import Found, KeptWork, kept_work
from reformspor.page.worker import BROKE, STEP

PROGRAM = Path(__file__).parent.parent.parent
# More than this many in wait, and the next is asked to come back. Only the last few that failed or stopped are known.
MOST_WAITING, REMEMBERED = 8, 32
SECONDS = 900.0
# So many times what was put aside is taken away before it is left, and with so many seconds between.
EMPTIED, EMPTIED_EVERY = 20, 0.25
WORKER = (sys.executable, "-m", "reformspor.page.worker")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Stage = Literal["waiting", "working", "done", "failed", "late", "stopped", "full"]


@dataclass(frozen=True)
class Standing:
    """How a piece of work stands: its step and which of how many that is, how many wait before it, and the second of
    the monotonic clock it began at."""

    stage: Stage
    step: str = ""
    at: int = 0
    of: int = 0
    before: int = 0
    began: float = 0.0


@dataclass
class _Job:
    key: str
    name: str
    given: Mapping[str, Any]
    standing: Standing
    child: subprocess.Popen[str] | None = None


class Workshop:
    """One pair of hands, a short queue, and what has been worked out."""

    def __init__(self, kept: KeptWork, *, seconds: float = SECONDS, command: Sequence[str] = WORKER) -> None:
        self._kept, self.seconds, self._command = kept, seconds, tuple(command)
        self._lock = threading.Lock()
        self._queue: OrderedDict[str, _Job] = OrderedDict()
        self._ended: OrderedDict[str, Standing] = OrderedDict()
        self._hands: threading.Thread | None = None

    def found(self, key: str) -> Found | None:
        """What the work came to, None while it is not done."""
        return self._kept.get(key)

    def ask(self, key: str, name: str, given: Mapping[str, Any], *, again: bool = False) -> Standing:
        """Have the work done; how it stands now. What failed or was stopped is begun anew only when asked `again`."""
        if self._kept.get(key) is not None:
            return Standing("done")
        with self._lock:
            if key in self._queue:
                return self._standing(key)
            if key in self._ended and not again:
                return self._ended[key]
            if len(self._queue) > MOST_WAITING:
                return Standing("full")
            self._ended.pop(key, None)
            self._queue[key] = _Job(key, name, given, Standing("waiting"))
            if self._hands is None:
                self._hands = threading.Thread(target=self._work, name="workshop", daemon=True)
                self._hands.start()
            return self._standing(key)

    def begin(self, key: str, name: str, given: Mapping[str, Any]) -> None:
        """Have the work done, also where it failed or was stopped."""
        self.ask(key, name, given, again=True)

    def standing(self, key: str) -> Standing | None:
        """How the work stands, None when nobody has asked for it."""
        if self._kept.get(key) is not None:
            return Standing("done")
        with self._lock:
            return self._standing(key) if key in self._queue else self._ended.get(key)

    def stop(self, key: str) -> None:
        """Stop the work, whether it waits or is being done."""
        with self._lock:
            job = self._queue.get(key)
            if job is None:
                return
            self._end(key, Standing("stopped"))
            if job.child is not None:
                job.child.kill()

    @property
    def busy(self) -> int:
        """How many pieces are being done or wait."""
        with self._lock:
            return len(self._queue)

    def _standing(self, key: str) -> Standing:
        return replace(self._queue[key].standing, before=list(self._queue).index(key))

    def _end(self, key: str, standing: Standing) -> None:
        """Take it out of the queue; called with the lock held."""
        self._queue.pop(key, None)
        if standing.stage != "done":
            self._ended[key] = standing
            while len(self._ended) > REMEMBERED:
                self._ended.popitem(last=False)

    def _work(self) -> None:
        """Do what waits, first come first served, until nothing does; then the hands are let go."""
        while True:
            with self._lock:
                job = next(iter(self._queue.values()), None)
                if job is None:
                    self._hands = None
                    return
                job.standing = Standing("working", began=time.monotonic())
            stage = self._tried(job)
            with self._lock:
                if self._queue.get(job.key) is job:
                    self._end(job.key, Standing(stage))

    def _tried(self, job: _Job) -> Stage:
        """Whatever breaks while it is begun or heard (no memory for a child, no room for what it says) is this work's
        failure alone: what waits behind it is done all the same."""
        try:
            return self._done(job)
        except Exception as error:
            _log_failure(type(error).__name__, job.name)
            return "failed"

    def _done(self, job: _Job) -> Stage:
        """Have a child do the work, and keep what it came to. What it puts aside lies in a folder that goes when it
        ends: one that is stopped cannot tidy up, and there may be numbers that stay in the house."""
        asked = json.dumps({"name": job.name, "given": job.given}, allow_nan=False)
        with tempfile.TemporaryFile("w+") as out, _put_aside() as aside:
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
                cwd=PROGRAM,
                env=dict(os.environ) | ONE_THREAD | {"TMPDIR": aside},
            )
            end = time.monotonic() + self.seconds
            bell = threading.Timer(self.seconds, child.kill)
            bell.daemon = True
            bell.start()
            try:
                self._follow(job, child, asked)
            finally:
                bell.cancel()
                child.kill()
                child.wait()
            if child.returncode:
                return "late" if time.monotonic() >= end else "failed"
            out.seek(0)
            try:
                self._kept.put(job.key, out.read())
            except ValueError:
                return "failed"
        return "done"

    def _follow(self, job: _Job, child: subprocess.Popen[str], asked: str) -> None:
        """Tell the child what to do and hear its steps until it ends; its input stays open, since it ends with that."""
        assert child.stdin is not None
        assert child.stderr is not None
        with self._lock:
            if self._queue.get(job.key) is not job:
                return
            job.child = child
        try:
            child.stdin.write(asked + "\n")
            child.stdin.flush()
            for line in child.stderr:
                self._hear(job, line.strip())
        except BrokenPipeError:
            return
        child.wait()

    def _hear(self, job: _Job, line: str) -> None:
        if line.startswith(STEP):
            step, at, of = line.removeprefix(STEP).rsplit(" ", 2)
            job.standing = replace(job.standing, step=step, at=int(at), of=int(of))
        elif line.startswith(BROKE):
            error, _, where = line.removeprefix(BROKE).partition(" ")
            _log_failure(error, where)


@contextmanager
def _put_aside() -> Iterator[str]:
    """A folder for what a child puts aside. A child of its own may live a little longer, so it is emptied until it is
    gone."""
    folder = tempfile.mkdtemp(prefix="reformspor-")
    try:
        yield folder
    finally:
        for _ in range(EMPTIED):
            shutil.rmtree(folder, ignore_errors=True)
            if not Path(folder).exists():
                break
            time.sleep(EMPTIED_EVERY)


def _log_failure(error: str, where: str) -> None:
    logging.getLogger("reformspor").error("failure", extra={"fields": {"error": error, "where": where}})


@cache
def workshop() -> Workshop:
    """The workshop of this process, with what is kept in the data folder."""
    return Workshop(kept_work())
