"""Bytes become UTF-8 text: by their mark, else strict UTF-8, else Windows-1252, and never by a guess."""

from __future__ import annotations

import codecs
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reformspor.intake.plain import AT, BLANK, STRANGE

CHUNK = 1 << 19
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a text file cannot begin with: zip (and so Excel), gzip, Parquet, old Excel, PDF, PNG, a program.
BINARY = (b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\x7fELF", b"MZ\x90")
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body)", re.IGNORECASE)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Bytes:
    """What reading a file's bytes once tells: checksum, size, encoding, and whether the plain way can read it.

    `encoding` is None when the bytes are no text in any way we know; `odd` says that there are NUL signs,
    `mixed` that UTF-8 and other bytes stand side by side, `lacks` which signs no field of it can hold, and
    `lines` how many line feeds there are.
    """

    sha256: str
    size: int
    encoding: str | None
    refusal: str | None = None
    odd: bool = False
    mixed: bool = False
    quoted: bool = False
    lacks: frozenset[str] = frozenset()
    lines: int = 0


def inspect(path: Path) -> Bytes:
    """Read a file once, in pieces. `refusal` is the fault code of a file that cannot be a text table."""
    digest, size, lines, head = hashlib.sha256(), 0, 0, b""
    lacks = {STRANGE, BLANK, AT}
    strict = codecs.getincrementaldecoder("utf-8")()
    is_utf8, odd, blank, quoted = True, False, True, False
    # The checksum is half the work, and is done beside the rest of it.
    with path.open("rb") as file, ThreadPoolExecutor(1) as helper:
        while piece := file.read(CHUNK):
            if piece.endswith(b"\r"):
                piece += file.read(1)
            summed = helper.submit(digest.update, piece)
            head = head or piece[:4096]
            size += len(piece)
            odd = odd or b"\0" in piece
            quoted = quoted or b'"' in piece
            blank = blank and not piece.strip(b" \t\r\n;,\xef\xbb\xbf")
            # ASCII is UTF-8 unless a letter was left half read.
            if is_utf8 and (strict.getstate()[0] or not piece.isascii()):
                try:
                    strict.decode(piece)
                except UnicodeDecodeError:
                    is_utf8 = False
            signs = np.frombuffer(piece, np.uint8)
            ends = int(np.count_nonzero(signs == 0x0A))
            lines += ends
            lacks -= {sign for sign in (BLANK, AT) if sign.encode() in piece}
            if STRANGE in lacks and _is_strange(piece, signs, ends):
                lacks.remove(STRANGE)
            summed.result()
    if is_utf8:
        try:
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    done = Bytes(digest.hexdigest(), size, None, odd=odd, quoted=quoted, lacks=frozenset(lacks), lines=lines)
    if blank:
        return _with(done, None, "empty")
    return _judged(done, path, head, is_utf8)


def _is_strange(piece: bytes, signs: npt.NDArray[np.uint8], ends: int) -> bool:
    """Whether a piece holds more than printable ASCII and `ends` line ends. A quote lets a field hold line ends, so it
    is as strange as they are."""
    if not piece.isascii() or b'"' in piece or b"\x7f" in piece:
        return True
    # A line may end in both signs, but a lone carriage return stands within a field.
    both = piece.count(b"\r\n") if b"\r" in piece else 0
    return int(np.count_nonzero(signs < 0x20)) != ends + both


def _judged(done: Bytes, path: Path, head: bytes, is_utf8: bool) -> Bytes:
    if head.startswith(BINARY) or PAGE.match(head):
        return _with(done, None, "not_text")
    for mark, name in MARKS:
        if head.startswith(mark):
            return _with(done, name, None, mixed=name == "utf-8-sig" and not is_utf8)
    if b"\0" in head and (hidden := _hidden_utf16(head)):
        return _with(done, hidden, None)
    if b"\0" in head and head.count(b"\0") * 20 > len(head):
        return _with(done, None, "not_text")
    if is_utf8:
        return _with(done, "utf-8", None)
    mixed = _is_mixed(path)
    return _with(done, "utf-8" if mixed else "cp1252", None, mixed=mixed)


def _hidden_utf16(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.8 and even == 0:
        return "utf-16-le"
    if even > half * 0.8 and odd == 0:
        return "utf-16-be"
    return None


def _is_mixed(path: Path) -> bool:
    with path.open("rb") as file:
        return any(MULTIBYTE.search(line) and _decodes(line) for line in file)


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _with(done: Bytes, encoding: str | None, refusal: str | None, mixed: bool = False) -> Bytes:
    return Bytes(done.sha256, done.size, encoding, refusal, done.odd, mixed, done.quoted, done.lacks, done.lines)
