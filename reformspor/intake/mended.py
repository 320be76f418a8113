"""A file of mended rows is known by its marks, and each row in it leads back to the very row it was made from."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reformspor.intake.decoding import inspect
from reformspor.intake.fields import fold
from reformspor.intake.guarding import guarded, unguarded
from reformspor.intake.persons import MASK
from reformspor.intake.workbook import read_workbook

OWN = "reformspor:"
SEPARATORS = (";", ",", "\t", "|")
# No one mends more than this by hand, and a heading stands within the first of it.
LARGEST, HEAD = 256 * 1024 * 1024, 64 * 1024
SHARED = "xl/sharedStrings.xml"
SHORT = 12
SEAL = 20
FORM = re.compile(
    rf"([0-9a-f]{{{SHORT}}})\.([^.]+)\.([0-9]{{1,12}})\.([0-9]{{1,6}})(?:\.([0-9a-f]{{{SEAL}}}))?", re.ASCII
)


@dataclass(frozen=True)
class Mark:
    """Which row a mended row was made from: the file by its checksum, the table, the row, and which mending it is.

    The `seal` shows that the row was handed out here: checksums and row numbers are no secret.
    """

    sha256: str
    table: str
    row: int
    round: int
    seal: str = ""

    @property
    def text(self) -> str:
        """The mark as it stands in a file."""
        return f"{self._place}.{self.seal}" if self.seal else self._place

    @property
    def _place(self) -> str:
        return f"{self.sha256[:SHORT]}.{self.table}.{self.row}.{self.round}"

    def sealed(self, key: bytes) -> Mark:
        """The mark with the seal that this key gives it."""
        return replace(self, seal=hmac.new(key, self._place.encode("utf-8"), hashlib.sha256).hexdigest()[:SEAL])

    def is_sealed(self, key: bytes) -> bool:
        """Whether the seal is the one that this key gives."""
        return hmac.compare_digest(self.seal, self.sealed(key).seal)


def mark_from(text: str) -> Mark | None:
    """The mark a text holds; None when it is none."""
    found = FORM.fullmatch(text.strip())
    return Mark(found[1], found[2], int(found[3]), int(found[4]), found[5] or "") if found else None


@dataclass(frozen=True)
class MendedRow:
    """A mended row: its mark, and the texts under the source's own headings. Without a mark it is a new row."""

    mark: Mark
    cells: Mapping[str, str]
    is_new: bool = False


def read_mended(path: Path) -> tuple[MendedRow, ...] | None:
    """The rows of a file of mended rows; None when the file is anything else.

    A row whose mark has been taken away is a new row beside the one above it.
    """
    if not _may_be(path):
        return None
    grids = _sheets(path) if path.suffix.lower() == ".xlsx" else _text(path)
    rows = [row for grid in grids for row in _rows(grid)]
    return tuple(rows) if rows else None


def restored(given: Mapping[str, str], headings: Sequence[str], original: Sequence[str]) -> list[str]:
    """A row with its mended cells in: what is covered or untouched stays as it was, guarding apostrophes are gone."""
    cells = []
    for at, heading in enumerate(headings):
        was = original[at] if at < len(original) else ""
        text = given.get(heading)
        same = text is None or text == MASK or _alike(text, guarded(was))
        cells.append(was if same or text is None else unguarded(text))
    return cells


def _alike(one: str, other: str) -> bool:
    """The same but for what a spreadsheet does to line ends, and to the blanks at a cell's ends."""
    return one == other or one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def _may_be(path: Path) -> bool:
    """Whether a file's beginning names one of our own columns; nothing more of it is read."""
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
            return False
        if path.suffix.lower() == ".xlsx":
            with zipfile.ZipFile(path) as parts, parts.open(SHARED) as shared:
                return OWN.encode() in shared.read(HEAD).lower()
        with path.open("rb") as file:
            return OWN.encode() in file.read(HEAD).replace(b"\0", b"").lower()
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False


def _sheets(path: Path) -> list[list[list[str]]]:
    sheets = read_workbook(path, LARGEST)
    return [] if isinstance(sheets, str) else [sheet.rows for sheet in sheets]


def _text(path: Path) -> list[list[list[str]]]:
    encoding = inspect(path).encoding
    if encoding is None:
        return []
    text = path.read_text(encoding, errors="replace").lstrip("\ufeff")
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep="):
        text = rest
    try:
        grids = [list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)) for sign in SEPARATORS]
    except csv.Error:
        return []
    return [max(grids, key=lambda grid: len(_own(grid[0])) if grid else 0)]


def _own(headings: Iterable[str]) -> list[int]:
    return [at for at, heading in enumerate(headings) if fold(heading).startswith(OWN)]


def _rows(grid: list[list[str]]) -> list[MendedRow]:
    top = next((at for at, row in enumerate(grid[:10]) if _own(row)), None)
    if top is None:
        return []
    headings, own = grid[top], set(_own(grid[top]))
    found: list[MendedRow] = []
    for row in grid[top + 1 :]:
        mark = next((known for at in own if at < len(row) and (known := mark_from(row[at]))), None)
        cells = {
            heading: row[at] if at < len(row) else ""
            for at, heading in enumerate(headings)
            if at not in own and heading.strip()
        }
        if mark is not None:
            found.append(MendedRow(mark, cells))
        elif found and any(text.strip() for text in cells.values()):
            found.append(MendedRow(found[-1].mark, cells, is_new=True))
    return found
