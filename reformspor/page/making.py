"""A report is made in a process of its own: written on paper, set in a format, and put in place when it is whole."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from reformspor.disclosure import LEVELS, Level
from reformspor.effects.steering import Progress
from reformspor.errors import ReformsporError
from reformspor.intake.whole import write_whole
from reformspor.page.naming import issue
from reformspor.page.preview import preview
from reformspor.page.reporting import write_report
from reformspor.page.serving import Served, served
from reformspor.page.writing import document_bytes, file_name
from reformspor.report.figures import Change, changes, places
from reformspor.report.formats import TYPES, Format
from reformspor.report.leaves import Report
from reformspor.report.order import Order, read_order
from reformspor.report.saved import Made, keep_made, last_made
from reformspor.snapshot.folder import data_folder


def work(given: Mapping[str, Any], say: Progress) -> dict[str, Any]:
    """One deed, told as plain JSON: `deed` is `make`, `preview` or `changes`, `order` the order's text, `own` the level
    of whoever asks, `out` the path a file is written to, `kind` its format and `template` a presentation in base64.

    Gives what came of it: the file's name, the titles of the previewed views, or what has changed; a refusal the reader
    can act on comes back as `refused`, its key and details.
    """
    try:
        order = _order(given["order"])
        own = cast(Level, given["own"] if given["own"] in LEVELS else LEVELS[-1])
        return DEEDS[given["deed"]](order, own, given, say)
    except ReformsporError as error:
        return {"refused": {"key": error.key, "details": error.details}}


def make(
    order: Order, kind: Format, *, own: Level, say: Progress, template: bytes | None = None, by: str = ""
) -> tuple[str, bytes]:
    """Name and bytes of the whole file; what it shows is kept as the report's last making.

    `say` is told each figure by its headline as it is written (`write …`) and drawn (`draw …`), and last `set`. Raises
    ReformsporError as `write_report` and the writers do, and when no snapshot serves.
    """
    held, now = _serving(), dt.datetime.now(dt.UTC)
    report = _written(order, held, own, by, now, say)
    body = document_bytes(report, kind, template=template, say=lambda said, at, of: say(f"draw {said}", at, of))
    say("set", len(order.items), len(order.items))
    # Whoever holds the document can look its figures up by their names.
    issue(report.passports.values())
    made = Made(now.isoformat(timespec="seconds"), held.manifest.id, places(order, report))
    keep_made(data_folder(), order, made)
    return file_name(report, kind), body


def changed(order: Order, *, own: Level, say: Progress) -> tuple[Made, str, tuple[Change, ...]] | None:
    """The last making, the snapshot that serves now, and how each figure stands; None for one that was never made at
    this level."""
    held, before = _serving(), last_made(data_folder(), order)
    if before is None:
        return None
    report = _written(order, held, own, "", dt.datetime.now(dt.UTC), say)
    return before, held.manifest.id, changes(before.figures, places(order, report))


def _written(order: Order, held: Served, own: Level, by: str, now: dt.datetime, say: Progress) -> Report:
    return write_report(
        order, held, own=own, by=by, now=now, say=lambda said, at, of: say(f"write {' '.join(said.split())}", at, of)
    )


def _order(text: str) -> Order:
    try:
        return read_order(text)
    except ValueError as error:
        raise ReformsporError("report.problem.unreadable") from error


def _serving() -> Served:
    held = served()
    if held is None:
        raise ReformsporError("frame.problem.no_snapshot")
    return held


def _make(order: Order, own: Level, given: Mapping[str, Any], say: Progress) -> dict[str, Any]:
    kind = given["kind"]
    if kind not in TYPES:
        raise ReformsporError("report.problem.unreadable")
    template = base64.b64decode(given["template"]) if given.get("template") else None
    name, body = make(order, kind, own=own, say=say, template=template)
    _put(Path(given["out"]), body)
    return {"name": name, "sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}


def _preview(order: Order, own: Level, given: Mapping[str, Any], say: Progress) -> dict[str, Any]:
    report = _written(order, _serving(), own, "", dt.datetime.now(dt.UTC), say)
    out, titles = Path(given["out"]), []
    for at, (title, text) in enumerate(preview(report, lambda said, at, of: say(f"draw {said}", at, of))):
        _put(out.with_name(f"{out.name}.{at}"), text.encode())
        titles.append(title)
    return {"titles": titles}


def _changes(order: Order, own: Level, given: Mapping[str, Any], say: Progress) -> dict[str, Any]:
    found = changed(order, own=own, say=say)
    if found is None:
        return {"made": None}
    made, now, each = found
    told = [{**vars(one), "numbers": [vars(cell) for cell in one.numbers]} for one in each]
    return {"made": {"at": made.at, "snapshot": made.snapshot}, "now": now, "changes": told}


def _put(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.parent.chmod(0o700)
    write_whole(file, body)


DEEDS = {"make": _make, "preview": _preview, "changes": _changes}
