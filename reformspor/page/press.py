"""Where reports are made, one at a time in a process of their own; the last finished files wait to be fetched."""

from __future__ import annotations

import base64
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reformspor.disclosure import Level
from reformspor.page.kept_work import Found, KeptWork, key_of
from reformspor.page.seal import links
from reformspor.page.workshop import Workshop
from reformspor.report.formats import TYPES, Format
from reformspor.report.order import Order, plain
from reformspor.report.saved import FOLDER
from reformspor.snapshot.folder import data_folder

JOBS, FILES = ".jobs", ".files"
MOST_BYTES, MOST_JOBS, MOST_FILES, LONGEST = 8 * 1024**2, 60, 120, 6 * 3600.0
MOST_FILE_BYTES = 400 * 1024**2
MOST_TEMPLATE = 20 * 1024**2
PAGE, KEY = "report", "file"
JOB = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Job:
    """A deed that was asked for: its key in the workshop, and what was given."""

    key: str
    deed: str
    given: Mapping[str, Any]


def asked(deed: str, order: Order, own: Level, kind: Format | None = None, template: bytes | None = None) -> Job:
    """A new job, not begun: the same asked for again is made again."""
    given = {
        "deed": deed,
        "order": plain(order),
        "own": own,
        "kind": kind or "",
        "template": base64.b64encode(template).decode() if template else "",
        "out": str(files_folder() / secrets.token_hex(12)),
    }
    return Job(key_of("report", given), deed, given)


def begin(job: Job) -> None:
    """Have it made, after those that wait already; what was left unfetched long ago is taken away first."""
    make_room(files_folder())
    press().begin(job.key, "report", job.given)


def came_of(job: Job) -> Found | None:
    """What came of a job, None while it is not done."""
    return press().found(job.key)


def previewed(job: Job, at: int) -> str:
    """The markup of one previewed view; empty when it is no longer there."""
    try:
        return Path(f"{job.given['out']}.{at}").read_text("utf-8")
    except OSError:
        return ""


def link_of(job: Job) -> str:
    """The address a finished file is fetched from, by those who were shown it alone."""
    path, query = links(PAGE, KEY, {"job": job.key, "file": Path(job.given["out"]).name})
    return f"{path}.{job.given['kind']}?{query}"


def fetched(kind: str, address: Mapping[str, str]) -> tuple[bytes, str, str] | None:
    """Bytes, type and name of a finished file; None when it is no longer kept."""
    job, name = address.get("job", ""), address.get("file", "")
    found = press().found(job) if JOB.fullmatch(job) else None
    if found is None or kind not in TYPES or "name" not in found or not re.fullmatch(r"[0-9a-f]{24}", name):
        return None
    try:
        body = (files_folder() / name).read_bytes()
    except OSError:
        return None
    return body, TYPES[kind], str(found["name"])


def make_room(folder: Path) -> None:
    """Take away what is old, and the oldest where there is too much."""
    if not folder.is_dir():
        return
    now, room = time.time(), MOST_FILE_BYTES
    files = [(file.stat(), file) for file in folder.iterdir()]
    for at, (stat, file) in enumerate(sorted(files, key=lambda pair: pair[0].st_mtime, reverse=True)):
        room -= stat.st_size
        if at >= MOST_FILES or room < 0 or now - stat.st_mtime > LONGEST:
            file.unlink(missing_ok=True)


@cache
def press() -> Workshop:
    """The workshop where this process has its reports made."""
    return Workshop(KeptWork(data_folder().root / FOLDER / JOBS, MOST_BYTES, MOST_JOBS))


def files_folder() -> Path:
    """Where finished files wait."""
    return data_folder().root / FOLDER / FILES
