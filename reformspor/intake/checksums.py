"""An export's own SHA256SUMS is held against what was read, since a turned bit can leave a well-formed figure."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from reformspor.intake.finding import called, is_plain
from reformspor.intake.tally import Tally

LISTING = "SHA256SUMS"
LINE = re.compile(r"\\?([0-9a-fA-F]{64})[ \t]+\*?(.+)|SHA256 ?\((.+)\) ?= ?([0-9a-fA-F]{64})")
LARGEST = 1 << 20


def check_sums(path: Path, read: Mapping[str, str], found: Iterable[Path], faults: Tally, largest: int) -> None:
    """Hold `found` files against the export's list, when it has one: name each whose bytes are not those listed, each
    listed that is not there, and each that is not listed. `read` gives the digests known from the reading, by file; a
    file of more than `largest` bytes was not read, and is not read here.
    """
    listing = path / LISTING
    if not path.is_dir() or not is_plain(listing):
        return
    if listing.stat().st_size > LARGEST:
        faults.add("too_large", LISTING, limit=LARGEST)
        return
    listed = _listed(listing.read_bytes())
    known = {file.split(" [")[0]: digest for file, digest in read.items()}
    for file in found:
        said = listed.get(_same(file.name))
        if said is None:
            faults.add("not_listed", called(file))
        elif file.lstat().st_size <= largest and said != (known.get(file.name) or _digest(file)):
            faults.add("hash", called(file))
    there = {_same(entry.name) for entry in path.iterdir()}
    for name in sorted(set(listed) - there):
        faults.add("missing_file", called(Path(name)))


def _listed(raw: bytes) -> dict[str, str]:
    """The digest of each file on the list. The folder that a name begins with is the sender's own."""
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    listed = {}
    for line in raw.decode(encoding, "replace").splitlines():
        if match := LINE.fullmatch(line.strip()):
            name, digest = match[2] or match[3], match[1] or match[4]
            listed[_same(re.split(r"[/\\]", name.strip())[-1])] = digest.lower()
    return listed


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
