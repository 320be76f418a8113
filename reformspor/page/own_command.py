"""A command of this program is run in a process of its own, which ends with its answer; only so many run at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

from reformspor.disclosure import Level
from reformspor.snapshot.child import PROGRAM
from reformspor.snapshot.folder import data_folder

# More at once than this would take the room of those who read.
_room = threading.BoundedSemaphore(2)


def run_apart(
    arguments: Sequence[str], *, level: Level, seconds: float, wait: float = 0.0, given: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    """What the command came to, of the data served here, at the level of who asks and with `given` on its input.

    None when others have all the room for `wait` seconds. Raises subprocess.TimeoutExpired when it takes longer than
    `seconds`.
    """
    if not _room.acquire(timeout=wait):
        return None
    try:
        return subprocess.run(
            [sys.executable, "-m", "reformspor", *arguments],
            cwd=PROGRAM,
            env=dict(os.environ) | {"REFORMSPOR_DATA": str(data_folder().root.resolve()), "REFORMSPOR_LEVEL": level},
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    finally:
        _room.release()
