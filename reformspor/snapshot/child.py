"""An upload is read, checked and admitted in a process of its own, which never shares memory with what serves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.snapshot.folder import UPLOAD, DataFolder

SECONDS = 600
PROGRAM = Path(__file__).parent.parent.parent


def admit_in_child(
    folder: Path,
    data: DataFolder,
    *,
    lang: str,
    profile: str | None = None,
    as_of: str | None = None,
    keep_good: bool = False,
    dry_run: bool = False,
    reason: str = "",
) -> dict[str, Any]:
    """The outcome of `admit --json` on a folder, run by the command itself.

    Raises ReformsporError when the child ends without an outcome, with what it said last.
    """
    command = [sys.executable, "-m", "reformspor", "admit", str(folder), "--json", "--lang", lang]
    command += [f"--profile={profile}"] if profile else []
    command += [f"--as-of={as_of}"] if as_of else []
    command += ["--keep-good"] if keep_good else []
    command += ["--dry-run"] if dry_run else []
    command += [f"--reason={reason}"] if reason else []
    environment = dict(os.environ) | {"REFORMSPOR_DATA": str(data.root.resolve())}
    try:
        done = subprocess.run(
            command, cwd=PROGRAM, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReformsporError("cli.admit.too_long", minutes=SECONDS // 60) from error
    if done.returncode not in (0, 1):
        lines = done.stderr.strip().splitlines()
        raise ReformsporError("cli.admit.failed", why=lines[-1] if lines else str(done.returncode))
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


@contextmanager
def uploaded(data: DataFolder, files: Sequence[tuple[str, bytes]]) -> Iterator[Path]:
    """A private folder with the uploaded files, gone afterwards; names are stripped of anything but their last part."""
    data.private.mkdir(parents=True, exist_ok=True)
    data.private.chmod(0o700)
    with tempfile.TemporaryDirectory(prefix=UPLOAD, dir=data.private) as folder:
        for name, content in files:
            (Path(folder) / safe_name(name)).write_bytes(content)
        yield Path(folder)


def safe_name(name: str) -> str:
    """The last part of a file's name, without signs that mean something to a file system."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w.() -]", "_", last).lstrip(".") or "upload"


def counts(outcome: Mapping[str, Any]) -> tuple[int, int]:
    """Good and refused rows of an outcome."""
    files = outcome.get("files", [])
    return sum(file["rows_admitted"] for file in files), sum(file["rows_refused"] for file in files)
