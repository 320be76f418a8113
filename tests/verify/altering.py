"""One digit of what is seen in a file is made another, wherever it stands."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

# Where what is seen stands in each kind of package, and between which signs.
SEEN = {
    "docx": (re.compile(r"word/document\.xml"), re.compile(rb"<w:t[^>]*>([^<]*\d[^<]*)</w:t>")),
    "pptx": (
        re.compile(r"ppt/(?:slides/slide|charts/chart)\d+\.xml"),
        re.compile(rb"<(?:a:t|c:v)>([^<]*\d[^<]*)</(?:a:t|c:v)>"),
    ),
    "xlsx": (
        re.compile(r"xl/(?:worksheets/sheet\d+|sharedStrings)\.xml"),
        re.compile(rb"<(?:v|t[^>]*)>([^<]*\d[^<]*)</(?:v|t)>"),
    ),
}
DIGIT = re.compile(rb"\d")


def other(digit: bytes, dice: random.Random) -> bytes:
    return dice.choice([one for one in (b"%d" % n for n in range(1, 10)) if one != digit])


def with_part(body: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one in package.infolist():
            data = package.read(one)
            made.writestr(one, change(data) if one.filename == name else data)
    return out.getvalue()


def altered(kind: str, body: bytes, times: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Files with one digit changed in one place each, with what stood there."""
    dice = random.Random(seed)
    if kind == "csv":
        yield from _csv(body, times, dice)
    elif kind == "pdf":
        yield from _pdf(body, times, dice)
    else:
        yield from _package(kind, body, times, dice)


def _csv(body: bytes, times: int, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    lines = [one for one in re.finditer(rb"[^\r\n]+", body) if not one[0].startswith(b"# reformspor ")]
    places = [found.start() for line in lines for found in DIGIT.finditer(body, *line.span())]
    for at in dice.sample(places, min(times, len(places))):
        yield body[at - 6 : at + 6].decode(), body[:at] + other(body[at : at + 1], dice) + body[at + 1 :]


def _package(kind: str, body: bytes, times: int, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    names, cells = SEEN[kind]
    places = []
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            if not names.fullmatch(name):
                continue
            data = package.read(name)
            for cell in cells.finditer(data):
                places += [(name, found.start(), cell[1]) for found in DIGIT.finditer(data, *cell.span(1))]
    for name, at, said in dice.sample(places, min(times, len(places))):
        digit = dice.random()

        def change(data: bytes, at: int = at, digit: float = digit) -> bytes:
            return data[:at] + other(data[at : at + 1], random.Random(digit)) + data[at + 1 :]

        yield f"{name}: {said.decode()}", with_part(body, name, change)


def _pdf(body: bytes, times: int, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """One sign of a text on a page is made another that the font has too."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    shown = re.compile(rb"<([0-9A-Fa-f]{4,})>|\(((?:[^()\\]|\\.)+)\)")
    for _ in range(times):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
        page = dice.choice(list(writer.pages))
        data = page.get_contents().get_data()  # type: ignore[union-attr]
        marked = [found for found in re.finditer(rb"/MCID.*?EMC", data, re.DOTALL) if shown.search(found[0])]
        piece = dice.choice(marked)
        texts = [one for one in shown.finditer(data, *piece.span()) if one[1] or len(one[2] or b"") > 1]
        if not texts:
            continue
        text = dice.choice(texts)
        old = text[1] or text[2]
        place = text.start(1) if text[1] else text.start(2)
        new = old[:-1] + (b"1" if old[-1:] != b"1" else b"2") if text[1] else old[:-1] + bytes([old[-1] ^ 1])
        stream = StreamObject()
        stream.set_data(zlib.compress(data[:place] + new + data[place + len(old) :]))
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        page[NameObject("/Contents")] = writer._add_object(stream)
        out = io.BytesIO()
        writer.write(out)
        yield f"{old!r} -> {new!r}", out.getvalue()
