"""An export's own SHA256SUMS is held against what was read, since a turned bit can leave a well-formed figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from reformspor.intake.tally import Tally

LISTING = "SHA256SUMS"
LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
LARGEST = 1 << 20


def check_sums(path: Path, read: Mapping[str, str], faults: Tally) -> None:
    """Name every file whose bytes are not those the export lists, and every listed file that is not there."""
    listing = path / LISTING
    if not path.is_dir() or not listing.is_file() or listing.is_symlink():
        return
    if listing.stat().st_size > LARGEST:
        faults.add("too_large", LISTING, limit=LARGEST)
        return
    matches = [LINE.fullmatch(line.strip()) for line in listing.read_text("utf-8", "replace").splitlines()]
    listed = {match[2].strip(): match[1].lower() for match in matches if match}
    for file, digest in read.items():
        bare = file.split(" [")[0]
        if bare in listed and listed[bare] != digest:
            faults.add("hash", bare)
    for name in listed:
        if "/" not in name and "\\" not in name and not (path / name).exists():
            faults.add("missing_file", name)
