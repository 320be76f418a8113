"""References are kept in a folder of the data folder, one file each, as they came; what holds no more is left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reformspor.errors import ReformsporError, nearest
from reformspor.intake.named import named_for
from reformspor.intake.whole import write_whole
from reformspor.reference.reading import Reference, Wrong, read_reference

FOLDER = "reference"
# More are no use to a reader, and a folder is read at every visit.
MOST = 12


def kept(data: Path) -> tuple[Reference, ...]:
    """Every reference in the data folder, by title; a file that has been changed into something else is left out."""
    today = dt.date.today()
    found = []
    for file in sorted((data / FOLDER).glob("*.toml"))[:MOST]:
        try:
            read = read_reference(file.read_bytes(), file.name, today)
        except OSError:
            continue
        if isinstance(read, Reference):
            found.append(read)
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.file)))


def add(data: Path, content: bytes, name: str, today: dt.date) -> Reference | tuple[Wrong, ...]:
    """Keep a file, or say everything that is wrong with it. One of the same title is replaced."""
    read = read_reference(content, name, today)
    if not isinstance(read, Reference):
        return read
    file = f"{named_for(read.title, 'reference')}.toml"
    held = {one.file for one in kept(data)}
    if file not in held and len(held) >= MOST:
        return (Wrong("full", value=str(MOST)),)
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    write_whole(data / FOLDER / file, content)
    again = read_reference(content, file, today)
    assert isinstance(again, Reference)
    return again


def remove(data: Path, file: str) -> Reference:
    """Take away the reference of a file name. Raises ReformsporError for one there is not, naming the nearest."""
    held = {one.file: one for one in kept(data)}
    if file not in held:
        raise ReformsporError("elsewhere.unknown", name=file, nearest=nearest(file, held) or ", ".join(held) or "0")
    (data / FOLDER / file).unlink(missing_ok=True)
    return held[file]
