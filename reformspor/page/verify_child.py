"""A figure or file is checked in a process of its own, so that the one that serves opens nothing a stranger made."""

from __future__ import annotations

import json
import subprocess

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.checked import Figure, File, read_figure, read_file
from reformspor.page.own_command import run_apart
from reformspor.snapshot.child import safe_name

SECONDS = 180


def checked_in_child(name: str, body: bytes | None, *, level: Level, lang: str) -> Figure | File:
    """The verdict on a file of this name, or, without a body, on the figure of this name, at the level of who asks.

    Raises ReformsporError when several are at it, when it takes too long, and when the child breaks down.
    """
    # A name may begin with anything, and is no option.
    named = ["--named", "--", name] if body is None else ["--given", "--", safe_name(name)]
    command = ["verify", "--json", "--lang", lang, *named]
    try:
        done = run_apart(command, level=level, seconds=SECONDS, given=body or b"")
    except subprocess.TimeoutExpired as error:
        raise ReformsporError("verification.desk.long") from error
    if done is None:
        raise ReformsporError("verification.desk.busy")
    if done.returncode not in (0, 1, 3) or not done.stdout:
        raise ReformsporError("verification.desk.broke")
    said = json.loads(done.stdout)
    return read_figure(said) if body is None else read_file(said)
