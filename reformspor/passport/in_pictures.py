"""What a picture carries: text of its own in a PNG, metadata in an SVG; and the hash of what is seen in it."""

from __future__ import annotations

import hashlib
import html
import io
import re
import struct
import zlib

from reformspor.passport.carried import MOST, NAME, SPACE, NotCarried

SIGN = b"\x89PNG\r\n\x1a\n"
# Compressed, in no language, under its own name.
HEAD = NAME.encode() + b"\x00\x01\x00\x00\x00"
METADATA = f'<metadata id="reformspor"><carried xmlns="{SPACE}">', "</carried></metadata>"
# No sign that opens stands in what is carried: anything drawn between the two ends is part of the drawing.
CARRIED = re.compile("[^<]*".join(re.escape(end) for end in METADATA))
# No sign that opens stands within one: so a text of nothing but openings is read through once.
OPENING, OURS, END = (
    re.compile(sign) for sign in (r"<svg\b[^<>]*>", r"<(?:\w+:)?carried\b[^<>]*>", r"</(?:\w+:)?carried>")
)
# The most points a picture is read with; the product's own are a twentieth of that.
MOST_POINTS = 120_000_000
# A picture that moves shows something else than the points that are sealed.
MOVES = frozenset({b"acTL", b"fcTL", b"fdAT"})


def into_png(body: bytes, text: str) -> bytes:
    """The picture with the text in it, before the points. Raises ValueError for what is no PNG."""
    chunks = [chunk for chunk in _chunks(body) if not _ours(chunk)]
    inside = HEAD + zlib.compress(text.encode(), 9)
    return SIGN + b"".join(_whole(kind, data) for kind, data in [chunks[0], (b"iTXt", inside), *chunks[1:]])


def from_png(body: bytes) -> str:
    """The text that `into_png` put there. Raises NotCarried."""
    try:
        found = next((chunk[1] for chunk in _chunks(body) if _ours(chunk)), None)
    except ValueError as error:
        raise NotCarried("damaged") from error
    if found is None:
        raise NotCarried("none")
    return inflated(found[len(HEAD) :]).decode("utf-8", "replace")


def points_of(body: bytes) -> str:
    """The SHA-256 of a PNG's size and points, whichever way they are packed. Raises NotCarried, also for one that
    moves."""
    from PIL import Image  # loaded by those alone who make or check a picture

    try:
        if any(kind in MOVES for kind, _ in _chunks(body)):
            raise NotCarried("damaged")
        with Image.open(io.BytesIO(body), formats=("PNG",)) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise NotCarried("too_large")
            seen = picture.convert("RGBA")
            return hashlib.sha256(f"{seen.width}x{seen.height}|".encode() + seen.tobytes()).hexdigest()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise error if isinstance(error, NotCarried) else NotCarried("damaged") from error


def into_svg(body: bytes, text: str) -> bytes:
    """The picture with the text as metadata, first in it. Raises ValueError for what is no SVG."""
    bare = _bare(body.decode("utf-8"))
    opening = OPENING.search(bare)
    if opening is None:
        raise ValueError("svg")
    inside = html.escape(text, quote=False).join(METADATA)
    return f"{bare[: opening.end()]}{inside}{bare[opening.end() :]}".encode()


def from_svg(body: bytes) -> str:
    """The text that `into_svg` put there. Raises NotCarried."""
    return from_xml(body.decode("utf-8", "replace"))


def drawing_of(body: bytes) -> str:
    """The SHA-256 of an SVG without what is carried in it."""
    return hashlib.sha256(_bare(body.decode("utf-8", "replace")).encode()).hexdigest()


def from_xml(text: str) -> str:
    """What stands in the element that is ours, however the program that saved it last writes its namespace."""
    opening = OURS.search(text) if SPACE in text else None
    if opening is None:
        raise NotCarried("none")
    end = END.search(text, opening.end())
    if end is None:
        raise NotCarried("damaged")
    return html.unescape(text[opening.end() : end.start()])


def inflated(data: bytes) -> bytes:
    """The bytes unpacked, at most MOST of them. Raises NotCarried."""
    try:
        unpacker = zlib.decompressobj()
        out = unpacker.decompress(data, MOST)
    except zlib.error as error:
        raise NotCarried("damaged") from error
    if unpacker.unconsumed_tail:
        raise NotCarried("too_large")
    if not unpacker.eof:
        raise NotCarried("damaged")
    return out


def _bare(text: str) -> str:
    return CARRIED.sub("", text, count=1)


def _chunks(body: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and data of each part of a PNG, whose sums must be right."""
    if not body.startswith(SIGN):
        raise ValueError("png")
    found, at = [], len(SIGN)
    while at + 12 <= len(body):
        [length] = struct.unpack(">I", body[at : at + 4])
        kind, data = body[at + 4 : at + 8], body[at + 8 : at + 8 + length]
        if len(data) < length or body[at + 8 + length : at + 12 + length] != _sum(kind, data):
            raise ValueError("png")
        found.append((kind, data))
        at += 12 + length
    if not found or found[0][0] != b"IHDR" or found[-1][0] != b"IEND":
        raise ValueError("png")
    return found


def _ours(chunk: tuple[bytes, bytes]) -> bool:
    return chunk[0] == b"iTXt" and chunk[1].startswith(HEAD)


def _whole(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + _sum(kind, data)


def _sum(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + data))
