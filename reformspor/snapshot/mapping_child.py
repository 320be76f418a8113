"""A foreign file is guessed at, tried and mapped in a process of its own; what serves sees only what that one shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.snapshot.bounds import bounds_of, struck
from reformspor.snapshot.child import PROGRAM
from reformspor.snapshot.folder import DataFolder

SECONDS = 120


def map_in_child(
    folder: Path, data: DataFolder, *, lang: str, wishes: Mapping[int, Mapping[str, Any]], save: str = ""
) -> dict[str, Any]:
    """What `map --json` says of the files in a folder under the given wishes; with `save`, the mapping is saved.

    Raises ReformsporError with what the child said last when it ends without an answer.
    """
    command = [sys.executable, "-m", "reformspor", "map", str(folder), "--json", "--wishes", "--lang", lang]
    command += [f"--save={save}"] if save else []
    environment = dict(os.environ) | {"REFORMSPOR_DATA": str(data.root.resolve())}
    try:
        done = subprocess.run(
            command,
            cwd=PROGRAM,
            env=environment,
            input=json.dumps(wishes),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReformsporError("cli.admit.too_long", minutes=SECONDS // 60) from error
    if ended := struck(done.returncode, bounds_of(data)):
        raise ended
    if done.returncode not in (0, 1):
        lines = done.stderr.strip().splitlines()
        raise ReformsporError("mapping.failed", why=lines[-1] if lines else str(done.returncode))
    said: dict[str, Any] = json.loads(done.stdout)
    return said
