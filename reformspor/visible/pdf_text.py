"""The text of a PDF page by its marks: what each piece that a tag refers to says."""

from __future__ import annotations

import re
from typing import Any

SHOWS = {b"Tj", b"TJ", b"'", b'"'}
SPACES = re.compile(r"begincodespacerange\s*<([0-9A-Fa-f]+)>")
SECTIONS = re.compile(r"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
ONE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
MANY = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
# A gap as wide as this on a line, in thousandths of the size of the type, is a space that is not written.
GAP = -200
MOST_RANGE = 65_536


def text_by_mark(page: Any, reader: Any) -> dict[int, str]:
    """What stands in each marked piece of a page, by its number."""
    from pypdf.generic import ContentStream

    held = page.get("/Contents")
    found: dict[int, str] = {}
    if held is None:
        return found
    fonts = {name: _letters(font.get_object()) for name, font in _fonts(page).items()}
    marks: list[int | None] = []
    letters: tuple[int, dict[int, str]] = (1, {})
    for operands, operator in ContentStream(held.get_object(), reader).operations:
        if operator == b"BDC":
            marks.append(_mark(operands, marks))
        elif operator == b"BMC":
            marks.append(marks[-1] if marks else None)
        elif operator == b"EMC" and marks:
            marks.pop()
        elif operator == b"Tf":
            letters = fonts.get(str(operands[0]), (1, {}))
        elif operator in SHOWS and marks and marks[-1] is not None:
            found[marks[-1]] = found.get(marks[-1], "") + _shown(operands[-1], letters)
    return found


def _fonts(page: Any) -> dict[str, Any]:
    fonts = page.get("/Resources", {}).get_object().get("/Font", {})
    return dict(fonts.get_object()) if fonts else {}


def _mark(operands: Any, marks: list[int | None]) -> int | None:
    """The number of a mark; one without is part of that around it, unless it is no part of the text."""
    if str(operands[0]) == "/Artifact":
        return None
    about = operands[1] if len(operands) > 1 else {}
    number = about.get("/MCID") if hasattr(about, "get") else None
    return int(number) if number is not None else (marks[-1] if marks else None)


def _shown(operand: Any, letters: tuple[int, dict[int, str]]) -> str:
    said = []
    for one in operand if isinstance(operand, list) else [operand]:
        if isinstance(one, int | float):
            said.append(" " if float(one) < GAP else "")
        else:
            said.append(_decoded(_bytes(one), letters))
    return "".join(said)


def _bytes(text: Any) -> bytes:
    held = text.original_bytes if hasattr(text, "original_bytes") else text
    return bytes(held)


def _decoded(data: bytes, letters: tuple[int, dict[int, str]]) -> str:
    wide, table = letters
    codes = [int.from_bytes(data[at : at + wide], "big") for at in range(0, len(data), wide)]
    return "".join(table.get(code, chr(code) if wide == 1 else "\N{REPLACEMENT CHARACTER}") for code in codes)


def _letters(font: Any) -> tuple[int, dict[int, str]]:
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
