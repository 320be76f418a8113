"""Garbage is collected behind the readers, watched, and only when somebody has been here since the last time."""

from __future__ import annotations

import gc
import threading
import time
from dataclasses import dataclass, replace

from reformspor.web.logs import log
from reformspor.web.memory import give_back

EVERY = 20.0
# A pause a reader could notice is told, whatever it freed.
LONG_MS = 50.0
# Python's own collection of everything waits for this many of the middle generation: ours comes long before.
NEVER = 1_000_000


@dataclass(frozen=True)
class Collected:
    """How often everything was collected, how many objects went in all, and the last and the longest pause in ms."""

    times: int = 0
    freed: int = 0
    last_ms: float = 0.0
    longest_ms: float = 0.0


class Collector:
    """Collects everything in the background while it runs; the young generations are Python's own affair still."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._stop, self._stirred = threading.Event(), threading.Event()
        self.collected = Collected()

    def start(self) -> None:
        """Take over from Python's own collection of everything, which would fall in the middle of somebody's page."""
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, NEVER)
        # Of its own for each start: one that was stopped stays so.
        self._stop = threading.Event()
        threading.Thread(target=self._run, args=(self._stop,), name="collector", daemon=True).start()

    def stop(self) -> None:
        """Give it back to Python."""
        self._stop.set()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, 10)

    def stir(self) -> None:
        """Somebody was here, so there may be something to collect."""
        self._stirred.set()

    def settle(self) -> None:
        """What stands after the start stays as long as the process: it is collected once and then looked at no more."""
        self.collect()
        gc.freeze()

    def collect(self) -> None:
        """Collect everything now, and note the pause."""
        began = time.perf_counter()
        freed = gc.collect()
        pause = round((time.perf_counter() - began) * 1000, 1)
        give_back()
        was = self.collected
        self.collected = replace(
            was,
            times=was.times + 1,
            freed=was.freed + freed,
            last_ms=pause,
            longest_ms=max(was.longest_ms, pause),
        )
        if freed or pause >= LONG_MS:
            log("collected", count=freed, ms=pause)

    def _run(self, stop: threading.Event) -> None:
        while not stop.wait(self._every):
            if self._stirred.is_set():
                self._stirred.clear()
                self.collect()


collector = Collector()
