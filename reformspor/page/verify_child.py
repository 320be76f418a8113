"""A figure or file is checked in a process of its own, so that the one that serves opens nothing a stranger made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.checked import Figure, File, read_figure, read_file
from reformspor.snapshot.child import PROGRAM, safe_name
from reformspor.snapshot.folder import data_folder

SECONDS = 180
# More at once than this would take the room of those who read.
_room = threading.BoundedSemaphore(2)


def checked_in_child(name: str, body: bytes | None, *, level: Level, lang: str) -> Figure | File:
    """The verdict on a file of this name, or, without a body, on the figure of this name, at the level of who asks.

    Raises ReformsporError when several are at it, when it takes too long, and when the child breaks down.
    """
    if not _room.acquire(blocking=False):
        raise ReformsporError("verification.desk.busy")
    try:
        return _answer(name, body, level, lang)
    finally:
        _room.release()


def _answer(name: str, body: bytes | None, level: Level, lang: str) -> Figure | File:
    command = [sys.executable, "-m", "reformspor", "verify", "--json", "--lang", lang]
    # A name may begin with anything, and is no option.
    command += ["--named", "--", name] if body is None else ["--given", "--", safe_name(name)]
    environment = dict(os.environ) | {"REFORMSPOR_DATA": str(data_folder().root.resolve()), "REFORMSPOR_LEVEL": level}
    try:
        done = subprocess.run(
            command, cwd=PROGRAM, env=environment, input=body or b"", capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReformsporError("verification.desk.long") from error
    if done.returncode not in (0, 1, 3) or not done.stdout:
        raise ReformsporError("verification.desk.broke")
    said = json.loads(done.stdout)
    return read_figure(said) if body is None else read_file(said)
