"""A file that somebody hands in is known by its bytes, and weighed before anything in it is opened."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from reformspor.passport.carry import Kind

Sort = Kind | Literal["zip"]
# The product's own largest is a tenth of these.
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 100 * 1024**2, 400 * 1024**2, 5_000
CHUNK = 1 << 20
PNG, PDF, ZIP = b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
MAIN: tuple[tuple[str, Kind], ...] = (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx"))
TEXT = ("csv", "txt", "tsv")


class Unreadable(ValueError):
    """The file cannot be read; `args[0]` is `empty`, `unknown`, `damaged`, `too_large`, `locked` or `unsafe`."""


@dataclass(frozen=True)
class Handed:
    """A file with the last part of its name, what it is, and its bytes, which unpack to no more than MOST_UNPACKED."""

    name: str
    kind: Sort
    body: bytes


def handed(name: str, body: bytes) -> Handed:
    """The file, known for what it is. Raises Unreadable."""
    last = PurePath(name.replace("\\", "/")).name
    if not body.strip():
        raise Unreadable("empty")
    if len(body) > MOST_BYTES:
        raise Unreadable("too_large")
    return Handed(last, _kind(last, body), body)


def _kind(name: str, body: bytes) -> Sort:
    if body.startswith(PNG):
        return "png"
    if PDF in body[:1024]:
        return "pdf"
    if body.startswith(ZIP):
        return _packed(body)
    head = body[:4096].decode("utf-8", "replace").lstrip("\ufeff \r\n\t").lower()
    if head.startswith("<"):
        if "<!doctype" in body.decode("utf-8", "replace").lower():
            raise Unreadable("unsafe")
        if "<svg" in head:
            return "svg"
        raise Unreadable("unknown")
    if PurePath(name).suffix.lower().lstrip(".") in TEXT and b"\0" not in body.removeprefix(b"\xff\xfe")[:1:2]:
        return "csv"
    raise Unreadable("unknown")


def _packed(body: bytes) -> Sort:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable("too_large")
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("locked")
            _weigh(package, parts)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise Unreadable("damaged") from error
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names:
        return "zip"
    for start, kind in MAIN:
        if any(name.startswith(start) for name in names):
            return kind
    raise Unreadable("unknown")


def _weigh(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """What the package says of its own sizes is not believed, and its sums are held against what it holds."""
    left = MOST_UNPACKED
    for part in parts:
        with package.open(part) as held:
            while piece := held.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise Unreadable("too_large")
