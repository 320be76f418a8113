"""A workbook is weighed before it is read: what it really unpacks to, and how far its cells reach."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reformspor.intake.cell_errors import column_number, may_have_broken

CHUNK = 1 << 20
# The reader of workbooks lays a sheet out from its first cell to its last, empty ones too, so far cells cost memory.
LARGEST_SHEET = 30_000_000
LARGEST_BOOK = 2 * 1024**3
MOST_PARTS = 10_000
TAIL = 512
# What no common sheet has: a cell past column Z, one below row 99,999, one that does not begin with its place.
FAR = re.compile(rb'r="(?:[A-Z]{2,3}[0-9]|[A-Z][0-9]{6})')
ODD = re.compile(rb"<\w+:c[ />]|<c(?=[ />])(?! r=\"[A-Z])")
PLACE = re.compile(rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
CELL = re.compile(rb"<(?:\w+:)?c(?=[ />])")
ROW = re.compile(rb"<(?:\w+:)?row(?=[ />])")
ROW_PLACE = re.compile(rb'<(?:\w+:)?row [^<>]*?\br="([0-9]{1,7})"')


def weigh(path: Path, unpacked: int) -> dict[str, bool] | str:
    """The fault code of a workbook that unpacks to more than `unpacked` bytes or reaches too far; for one that may be
    read its sheets by the names of their parts, and whether each may have broken cells. What the archive says of its
    own sizes is not believed.

    Raises zipfile.BadZipFile, OSError or zlib.error for a broken archive.
    """
    suspects: dict[str, bool] = {}
    left = unpacked = min(unpacked, LARGEST_BOOK)
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > unpacked:
            return "too_large"
        for part in parts:
            name, common = part.filename.lower(), True
            sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
            for piece in _pieces(file, part) if not sheet else _whole_tags(_pieces(file, part)):
                left -= len(piece)
                if left < 0:
                    return "too_large"
                if sheet:
                    common = common and not (FAR.search(piece) or ODD.search(piece))
                    suspects[part.filename] = suspects.get(part.filename, False) or may_have_broken(piece)
            if not common and _reach(_whole_tags(_pieces(file, part))) > LARGEST_SHEET:
                return "too_large"
    return suspects


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, with no tag of common length cut in two."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        cut = cut if cut >= 0 and len(text) - cut < TAIL else len(text)
        rest = text[cut:]
        yield text[:cut]
    yield rest


def _pieces(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a part, to its real end."""
    if part.flag_bits & 1:
        raise zipfile.BadZipFile("locked by a password")
    file.seek(part.header_offset)
    head = file.read(30)
    if head[:4] != b"PK\x03\x04" or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("not packed as spreadsheets are")
    file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    inflate, rest = zlib.decompressobj(-15), part.compress_size
    while rest > 0 and not inflate.eof and (given := file.read(min(CHUNK, rest))):
        rest -= len(given)
        if part.compress_type == zipfile.ZIP_STORED:
            yield given
            continue
        while given and not inflate.eof:
            yield inflate.decompress(given, CHUNK)
            given = inflate.unconsumed_tail


def _reach(pieces: Iterator[bytes]) -> int:
    """How many cells a sheet has when it is laid out. Cells and rows that do not say their place follow one another."""
    letters: set[bytes] = set()
    rows = widest = nth = in_row = 0
    for text in pieces:
        placed = PLACE.findall(text)
        letters.update({column for column, _ in placed})
        for said in ({row for _, row in placed}, set(ROW_PLACE.findall(text))):
            rows = max(rows, max(map(int, said), default=0))
        for at, row in enumerate(ROW.split(text)):
            nth += at > 0
            in_row = len(CELL.findall(row)) + (in_row if at == 0 else 0)
            widest = max(widest, in_row)
    return max(rows, nth) * max(widest, max(map(column_number, letters), default=0))
