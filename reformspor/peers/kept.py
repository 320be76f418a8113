"""Panels of other municipalities are kept in a folder of the data folder, one file each with what it is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, replace
from pathlib import Path

from reformspor.effects.panel import plain_panel, read_plain_panel
from reformspor.effects.result import Refusal
from reformspor.errors import ReformsporError, nearest
from reformspor.intake.named import named_for
from reformspor.intake.whole import write_whole
from reformspor.peers.reading import Peers, Said, read_peers

FOLDER = "peers"
MOST = 12


def kept(data: Path) -> tuple[Peers, ...]:
    """Every panel in the data folder, by title; a file that has been changed into something else is left out."""
    found = []
    for file in sorted((data / FOLDER).glob("*.json"))[:MOST]:
        try:
            found.append(_read(file))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return tuple(sorted(found, key=lambda one: (one.said.title.casefold(), one.file)))


def add(data: Path, content: bytes, said: Said, today: dt.date) -> Peers | tuple[Refusal, ...]:
    """Keep a panel, or say everything that is wrong with it. One of the same title is replaced."""
    read = read_peers(content, said, today)
    if not isinstance(read, Peers):
        return read
    file = f"{named_for(said.title, 'panel')}.json"
    held = {one.file for one in kept(data)}
    if file not in held and len(held) >= MOST:
        return (Refusal("peers_full", {"n": MOST}),)
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    told = {
        "said": asdict(said) | {"taken": said.taken.isoformat()},
        "panel": plain_panel(read.panel),
        "rows": read.rows,
        "sha256": read.sha256,
        "notices": [asdict(one) for one in read.notices],
    }
    write_whole(data / FOLDER / file, json.dumps(told, ensure_ascii=False, allow_nan=False).encode())
    return replace(read, file=file)


def remove(data: Path, file: str) -> Peers:
    """Take away the panel of a file name. Raises ReformsporError for one there is not, naming the nearest."""
    held = {one.file: one for one in kept(data)}
    if file not in held:
        raise ReformsporError("peers.unknown", name=file, nearest=nearest(file, held) or ", ".join(held) or "0")
    (data / FOLDER / file).unlink(missing_ok=True)
    return held[file]


def _read(file: Path) -> Peers:
    told = json.loads(file.read_text(encoding="utf-8"))
    said = Said(**(told["said"] | {"taken": dt.date.fromisoformat(told["said"]["taken"])}))
    if not all(isinstance(text, str) for text in (said.title, said.source, said.measured_in)):
        raise TypeError("said")
    notices = tuple(Refusal(**one) for one in told["notices"])
    return Peers(said, read_plain_panel(told["panel"]), int(told["rows"]), str(told["sha256"]), file.name, notices)
