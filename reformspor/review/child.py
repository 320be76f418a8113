"""What serves never opens a text that waits: a child process lists and decides, for those inside the house."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.snapshot.bounds import bounds_of, struck
from reformspor.snapshot.child import PROGRAM
from reformspor.snapshot.folder import DataFolder

SECONDS = 300


def list_in_child(data: DataFolder, *, lang: str, state: str, limit: int) -> dict[str, Any]:
    """What `review --list --json` gives. Raises ReformsporError with what the child said last."""
    return _run(data, ["--list", "--state", state, "--limit", str(limit)], lang)


def decide_in_child(data: DataFolder, choices: Sequence[Mapping[str, Any]], *, lang: str, role: str) -> dict[str, Any]:
    """Log and show the choices, given as rows of ref, verb, reason, text and opened."""
    return _run(data, ["--decisions", "-", "--role", role], lang, json.dumps(list(choices)))


def approve_in_child(data: DataFolder, *, lang: str, role: str, seen: int) -> dict[str, Any]:
    """Approve every unmarked text, so long as there are as many as the reviewer has `seen`."""
    return _run(data, ["--approve", "unmarked", "--seen", str(seen), "--role", role], lang)


def _run(data: DataFolder, arguments: Sequence[str], lang: str, given: str = "") -> dict[str, Any]:
    command = [sys.executable, "-m", "reformspor", "review", *arguments, "--json", "--lang", lang]
    # Who may see the desk has been decided by the process that asks; the texts go through a pipe, never by the disk.
    environment = dict(os.environ) | {"REFORMSPOR_DATA": str(data.root.resolve()), "REFORMSPOR_LEVEL": "internal"}
    try:
        done = subprocess.run(
            command,
            cwd=PROGRAM,
            env=environment,
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReformsporError("review.problem.failed", why=str(SECONDS)) from error
    if ended := struck(done.returncode, bounds_of(data)):
        raise ended
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise ReformsporError("review.problem.failed", why=lines[-1] if lines else str(done.returncode))
    said: dict[str, Any] = json.loads(done.stdout)
    return said
