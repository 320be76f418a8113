"""Reports that have been put together are kept in the data folder, each with the passports of its last making.

A report of one level is neither shown to nor changed by a process that is open to a wider circle.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reformspor.disclosure import LEVELS, Level
from reformspor.errors import ReformsporError
from reformspor.intake.whole import write_whole
from reformspor.passport import Passport, read_passport
from reformspor.passport import plain as plain_passport
from reformspor.report.order import Order, plain, read_order
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import is_withdrawn

FOLDER, ORDER, MADE = "reports", ".json", ".made"
NAMED = re.compile(r"[a-z0-9]{4,40}")
MOST, MOST_BYTES, MOST_MADE = 200, 512 * 1024, 32 * 1024**2


@dataclass(frozen=True)
class Made:
    """What a report showed when it was last made: when (ISO, UTC), of which snapshot, and its figures.

    Each figure's place in the report (see `figures.places`) stands before its passport.
    """

    at: str
    snapshot: str
    figures: tuple[tuple[str, Passport], ...]


def new_id() -> str:
    """A name no other report has."""
    return secrets.token_hex(6)


def reports(data: DataFolder, own: Level) -> tuple[Order, ...]:
    """Every report this process may show, the one that was changed last first."""
    found = [(file.stat().st_mtime, order) for file, order in _orders(data) if _may(order, own)]
    return tuple(order for _, order in sorted(found, key=lambda pair: pair[0], reverse=True))


def find(data: DataFolder, report: str, own: Level) -> Order:
    """The report of this name. Raises ReformsporError when there is none this process may show."""
    order = _read(_file(data, report)) if NAMED.fullmatch(report) else None
    if order is None or not _may(order, own):
        raise ReformsporError("report.problem.unknown", id=report)
    return order


def order_of(data: DataFolder, named: str, own: Level) -> Order:
    """The order in a file of this name, else the report that is kept under it.

    Raises ReformsporError for a file that is no order, and as `find` does.
    """
    if not Path(named).is_file():
        return find(data, named, own)
    try:
        return read_order(Path(named).read_text("utf-8"))
    except ValueError as error:
        raise ReformsporError("report.problem.unreadable") from error


def keep(data: DataFolder, order: Order, own: Level) -> None:
    """Keep a report, in place of the one of its name.

    Raises ReformsporError for one that is too large, one this process may not change, and when there are too many;
    OSError when the disk takes no more.
    """
    if not NAMED.fullmatch(order.id) or not _may(order, own):
        raise ReformsporError("report.problem.unknown", id=order.id)
    said, file = plain(order).encode(), _file(data, order.id)
    if len(said) > MOST_BYTES:
        raise ReformsporError("report.problem.large")
    held = _read(file)
    if held is not None and not _may(held, own):
        raise ReformsporError("report.problem.unknown", id=order.id)
    if held is None and sum(1 for _ in _orders(data)) >= MOST:
        raise ReformsporError("report.problem.full", n=MOST)
    _folder(data)
    write_whole(file, said)


def remove(data: DataFolder, report: str, own: Level) -> Order:
    """Take a report away, with what is known of its last making. Raises ReformsporError as `find` does."""
    order = find(data, report, own)
    _file(data, report).unlink(missing_ok=True)
    _file(data, report, MADE).unlink(missing_ok=True)
    return order


def keep_made(data: DataFolder, order: Order, made: Made) -> None:
    """Keep what a report showed; nothing is kept of one that is not kept itself, or that shows more than there is
    room for."""
    if not NAMED.fullmatch(order.id) or _read(_file(data, order.id)) is None:
        return
    figures = [[place, json.loads(plain_passport(one))] for place, one in made.figures]
    head = {"at": made.at, "snapshot": made.snapshot, "level": order.level}
    said = json.dumps(head | {"figures": figures}, ensure_ascii=False).encode()
    if len(said) <= MOST_MADE:
        write_whole(_file(data, order.id, MADE), said)


def last_made(data: DataFolder, order: Order) -> Made | None:
    """What a report showed when it was last made at the level it is of now; None when that is not known.

    What was shown of a snapshot that has been withdrawn is forgotten: its texts may no longer be shown.
    """
    if not NAMED.fullmatch(order.id):
        return None
    try:
        said = json.loads(_file(data, order.id, MADE).read_text("utf-8"))
        if said["level"] != order.level:
            return None
        if is_withdrawn(data, str(said["snapshot"])):
            _file(data, order.id, MADE).unlink(missing_ok=True)
            return None
        figures = tuple((str(place), read_passport(json.dumps(one))) for place, one in said["figures"])
        return Made(str(said["at"]), str(said["snapshot"]), figures)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _may(order: Order, own: Level) -> bool:
    return order.level in LEVELS and LEVELS.index(order.level) >= LEVELS.index(own)


def _orders(data: DataFolder) -> Iterator[tuple[Path, Order]]:
    for file in sorted((data.root / FOLDER).glob(f"[!.]*{ORDER}")):
        order = _read(file)
        if order is not None and order.id == file.stem:
            yield file, order


def _read(file: Path) -> Order | None:
    try:
        return read_order(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _file(data: DataFolder, report: str, ending: str = ORDER) -> Path:
    return data.root / FOLDER / f"{report}{ending}"


def _folder(data: DataFolder) -> None:
    """Closed to other users of the machine: comments and internal numbers stand in it."""
    folder = data.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
