"""The text of a PDF page by its marks: what each piece that a tag refers to says."""

from __future__ import annotations

import re
from typing import Any

# Of what a page is drawn by only its marks, its fonts and its text are looked at; a text may hold any byte, so each is
# passed over whole.
TEXT = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>"
NAME = rb"/[^\s<>\[\]()/%{}]+"
LOOKED_AT = re.compile(
    rb"(?P<many>\[(?:" + TEXT + rb"|[^\]()<>])*\])\s*TJ"
    rb"|(?P<one>" + TEXT + rb")(?:\s*(?P<shown>Tj|['\"]))?"
    rb"|(?P<tag>" + NAME + rb")\s*(?P<about><<.*?>>|" + NAME + rb")\s*BDC"
    rb"|(?P<plain>" + NAME + rb")\s*BMC"
    rb"|(?P<font>" + NAME + rb")\s+[\d.]+\s+Tf"
    rb"|(?P<end>(?<![A-Za-z])EMC(?![A-Za-z]))",
    re.DOTALL,
)
WITHIN = re.compile(rb"(?P<text>" + TEXT + rb")|(?P<gap>-?\d+(?:\.\d+)?)", re.DOTALL)
NUMBER = re.compile(rb"/MCID\s+(\d+)")
ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
SPACES = re.compile(r"begincodespacerange\s*<([0-9A-Fa-f]+)>")
SECTIONS = re.compile(r"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
ONE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
MANY = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
# A gap as wide as this on a line, in thousandths of the size of the type, is a space that is not written.
GAP = -200
MOST_RANGE = 65_536
Letters = tuple[int, dict[int, str]]
PLAIN: Letters = (1, {})
# No text of a tagged document stands there, but what another program has added to it does.
OUTSIDE = -1


def text_by_mark(page: Any, known: dict[Any, Letters]) -> dict[int, str]:
    """What stands in each marked piece of a page, by its number, and under OUTSIDE what has no mark.

    `known` holds the fonts that have been read.
    """
    held = page.get_contents()
    found: dict[int, str] = {}
    if held is None:
        return found
    fonts = _fonts(page, known)
    marks: list[int | None] = []
    letters = PLAIN
    for one in LOOKED_AT.finditer(held.get_data()):
        if one["tag"] or one["plain"]:
            marks.append(_mark(one["tag"] or one["plain"], one["about"] or b"", marks))
        elif one["end"]:
            marks[-1:] = []
        elif one["font"]:
            letters = fonts.get(one["font"].decode("latin-1"), PLAIN)
        elif (one["many"] or one["shown"]) and (mark := marks[-1] if marks else OUTSIDE) is not None:
            found[mark] = found.get(mark, "") + _shown(one["many"] or one["one"], letters)
    return found


def _fonts(page: Any, known: dict[Any, Letters]) -> dict[str, Letters]:
    fonts = page.get("/Resources", {}).get_object().get("/Font", {})
    found = {}
    for name in fonts.get_object() if fonts else {}:
        font = fonts.get_object().raw_get(name)
        key = getattr(font, "idnum", id(font))
        if key not in known:
            known[key] = _letters(font.get_object())
        found[str(name)] = known[key]
    return found


def _mark(tag: bytes, about: bytes, marks: list[int | None]) -> int | None:
    """The number of a mark; one without is part of that around it, unless it is no part of the text."""
    if tag == b"/Artifact":
        return None
    number = NUMBER.search(about)
    return int(number[1]) if number else (marks[-1] if marks else None)


def _shown(operand: bytes, letters: Letters) -> str:
    said = []
    for one in WITHIN.finditer(operand):
        if one["gap"]:
            said.append(" " if float(one["gap"]) < GAP else "")
        else:
            said.append(_decoded(_bytes(one["text"]), letters))
    return "".join(said)


def _bytes(text: bytes) -> bytes:
    if text.startswith(b"<"):
        digits = b"".join(text[1:-1].split()).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return ESCAPED.sub(_escaped, text[1:-1])


def _escaped(found: re.Match[bytes]) -> bytes:
    if found[1].isdigit():
        return bytes([int(found[1], 8) & 255])
    return ESCAPES.get(found[1], found[1])


def _decoded(data: bytes, letters: Letters) -> str:
    wide, table = letters
    codes = [int.from_bytes(data[at : at + wide], "big") for at in range(0, len(data), wide)]
    return "".join(table.get(code, chr(code) if wide == 1 else "\N{REPLACEMENT CHARACTER}") for code in codes)


def _letters(font: Any) -> Letters:
    """How many bytes a sign of the font takes, and the letters each stands for."""
    told = font.get("/ToUnicode")
    if told is None:
        return (2 if font.get("/Subtype") == "/Type0" else 1), {}
    text = told.get_object().get_data().decode("latin-1")
    space = SPACES.search(text)
    wide = len(space[1]) // 2 if space else 1
    table: dict[int, str] = {}
    for sort, section in SECTIONS.findall(text):
        if sort == "char":
            table |= {int(code, 16): _unicode(said) for code, said in ONE.findall(section)}
            continue
        for first, last, start, listed in MANY.findall(section):
            low, high = int(first, 16), min(int(last, 16), int(first, 16) + MOST_RANGE)
            if listed:
                said = re.findall(r"<([0-9A-Fa-f]+)>", listed)
                table |= {code: _unicode(one) for code, one in zip(range(low, high + 1), said, strict=False)}
            else:
                table |= {code: _unicode(start, code - low) for code in range(low, high + 1)}
    return max(wide, 1), table


def _unicode(digits: str, more: int = 0) -> str:
    text = bytes.fromhex(digits.zfill(len(digits) + len(digits) % 2)).decode("utf-16-be", "replace")
    return text[:-1] + chr(min(ord(text[-1]) + more, 0x10FFFF)) if text else ""
