"""What is done ahead gives way to whoever waits for a page now."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# A page is at rest so many seconds after its last run, and what is done ahead waits at most so many for each piece.
REST, LONGEST = 0.15, 5.0
_lock = threading.Lock()
_running = 0
_last = 0.0


@contextmanager
def waited_for() -> Iterator[None]:
    """While it lasts, somebody waits."""
    global _running, _last
    with _lock:
        _running += 1
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            _last = time.monotonic()


def give_way(longest: float = LONGEST) -> None:
    """Wait until nobody does, but so many seconds at most."""
    end = time.monotonic() + longest
    while time.monotonic() < end and (_running or time.monotonic() - _last < REST):
        time.sleep(0.02)
