"""An upload is read, checked and admitted in a process of its own, which never shares memory with what serves."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.snapshot.bounds import bounds_of, struck
from reformspor.snapshot.folder import UPLOAD, DataFolder

SECONDS, BEAT = 600, 0.3
# What the command writes before the name of each step, when it is asked for steps.
STEP = "step: "
PROGRAM = Path(__file__).parent.parent.parent


def admit_in_child(
    folder: Path,
    data: DataFolder,
    *,
    lang: str,
    profile: str | None = None,
    as_of: str | None = None,
    source: str | None = None,
    keep_good: bool = False,
    dry_run: bool = False,
    reason: str = "",
    rejects: Path | None = None,
    every_fault: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """The outcome of `admit --json` on a folder, run by the command itself.

    It has the faults by cause, and one by one as well with `every_fault`: a poor export has half a million of them.
    `say` is told each step as it begins, and nothing (an empty text) a few times a second; when it raises, the child
    is ended and what served goes on serving. Refused rows are written into `rejects`.
    Raises ReformsporError when the child ends without an outcome, with what it said last, and when it reached a bound
    of memory or time.
    """
    arguments = [f"--profile={profile}"] if profile else []
    arguments += [f"--as-of={as_of}"] if as_of else []
    arguments += [f"--source={source}"] if source else []
    arguments += ["--keep-good"] if keep_good else []
    arguments += ["--dry-run"] if dry_run else []
    arguments += [f"--reason={reason}"] if reason else []
    arguments += ["--rejects", str(rejects)] if rejects else []
    arguments += [] if every_fault else ["--causes"]
    return _answer(["admit", str(folder), *arguments], data, lang, say)


def rejects_in_child(
    folder: Path, data: DataFolder, source: str, *, lang: str, say: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """What `rejects --json` writes into a folder: the refused rows of the export that is kept of a source."""
    return _answer(["rejects", str(folder), f"--source={source}"], data, lang, say)


def _answer(arguments: Sequence[str], data: DataFolder, lang: str, say: Callable[[str], None]) -> dict[str, Any]:
    command = [sys.executable, "-m", "reformspor", *arguments, "--json", "--steps", "--lang", lang]
    environment = dict(os.environ) | {"REFORMSPOR_DATA": str(data.root.resolve())}
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=PROGRAM, env=environment, stdout=out, stderr=subprocess.PIPE, text=True)
        try:
            last = _followed(child, say)
        finally:
            child.kill()
            child.wait()
        out.seek(0)
        said = out.read()
    if ended := struck(child.returncode, bounds_of(data)):
        raise ended
    # A child that broke down ends with 1 as well, and has then said nothing.
    if child.returncode not in (0, 1) or not said:
        raise ReformsporError("cli.admit.failed", why=last or str(child.returncode))
    answer: dict[str, Any] = json.loads(said)
    return answer


def _followed(child: subprocess.Popen[str], say: Callable[[str], None]) -> str:
    """Tell each step of a running child until it ends; gives the last other thing it said."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(child, lines), daemon=True).start()
    end, last = time.monotonic() + SECONDS, ""
    while True:
        if time.monotonic() > end:
            raise ReformsporError("cli.admit.too_long", minutes=SECONDS // 60)
        try:
            line = lines.get(timeout=BEAT)
        except queue.Empty:
            say("")
            continue
        if line is None:
            child.wait()
            return last
        if line.startswith(STEP):
            say(line.removeprefix(STEP))
        else:
            last = line or last


def _listen(child: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert child.stderr is not None
    with child.stderr as said:
        for line in said:
            lines.put(line.strip())
    lines.put(None)


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
