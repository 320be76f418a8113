"""A package's folder is put into one file, sealed by a list of what every file in it hashes to."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reformspor.intake.whole import move_whole
from reformspor.replication.described import Described

# Stands in an archive where it stands for no moment.
NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Made:
    """The file, the package's name, how many figures and tables it has, and whether its numbers are constructed."""

    file: Path
    name: str
    figures: int
    constructed: bool


def packed(of: Described, folder: Path, out: Path) -> Made:
    """The folder as one ZIP, whole or not at all, whose bytes are the same for the same files.

    `out` is the file, or a folder to put it in.
    """
    file = out / f"{of.name}.zip" if out.is_dir() else out
    half = file.with_name(f".{file.name}.half")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as package:
            for path, body in _bodies(folder):
                entry = zipfile.ZipInfo(f"{of.name}/{path}", NO_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                package.writestr(entry, body)
        move_whole(half, file)
    finally:
        half.unlink(missing_ok=True)
    return Made(file, of.name, sum(one.kind in ("figure", "table") for one in of.figures), of.constructed)


def _bodies(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file in order, and last the list that seals them."""
    sums = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        place, body = file.relative_to(folder).as_posix(), file.read_bytes()
        sums.append(f"{hashlib.sha256(body).hexdigest()}  {place}\n")
        yield place, body
    yield "SHA256SUMS", "".join(sums).encode()
