"""What is seen in a Word file: its paragraphs and tables in order, without what a program fills in by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reformspor.visible.parts import Parts, W, within
from reformspor.visible.piece import Piece, paragraph, table

DOCUMENT = "word/document.xml"
EDGES = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
# What a program reckons anew when it saves, and the lines of a table of contents or a list of figures.
RECKONED = re.compile(r"\s*(?:PAGE|NUMPAGES|PAGEREF|DATE|TIME)\b")
LISTS = re.compile(r"(?:TOC|Contents|TableofFigures|Figureindex|Illustrationindex|Verzeichnis)", re.IGNORECASE)
# What stands in a box of its own over the page.
BOX = f"{W}txbxContent"
BLANKS = {f"{W}tab", f"{W}br", f"{W}cr"}


def seen_in_word(body: bytes) -> list[Piece]:
    """Raises Unreadable."""
    parts = Parts(body)
    found = list(_pieces(parts.xml(DOCUMENT), ""))
    edges = (piece for name in parts.names if EDGES.fullmatch(name) for piece in _pieces(parts.xml(name), ""))
    # The same head stands in as many parts as the program that saved the file last found right.
    return [*found, *sorted(dict.fromkeys(edges), key=lambda piece: piece.text)]


def _pieces(root: Any, place: str) -> Iterator[Piece]:
    for block in within(root, f"{W}p", f"{W}tbl"):
        if block.tag == f"{W}p":
            if said := _said(block):
                yield paragraph(place, said, "entry" if _is_entry(block) else "text")
            for box in within(block, BOX):
                if box.tag == BOX:
                    yield from _pieces(box, place)
        elif block.tag == f"{W}tbl":
            yield table(place, [_row(row) for row in block.iter(f"{W}tr")])


def _row(row: Any) -> list[str]:
    return [" ".join(filter(None, (_said(one) for one in cell.iter(f"{W}p")))) for cell in row.iter(f"{W}tc")]


def _said(block: Any) -> str:
    said: list[str] = []
    # Fields that have been begun and not ended: what each reckons, and whether its outcome has begun.
    open_fields: list[list[Any]] = []
    for one in within(block, f"{W}p"):
        if one.tag == f"{W}fldChar":
            _turn(one.get(f"{W}fldCharType"), open_fields)
        elif one.tag == f"{W}instrText" and open_fields:
            open_fields[-1][0] += one.text or ""
        elif one.tag == f"{W}t" and not _is_reckoned(one, open_fields):
            said.append(one.text or "")
        elif one.tag in BLANKS:
            said.append(" ")
    return "".join(said)


def _is_entry(block: Any) -> bool:
    style = block.find(f"{W}pPr/{W}pStyle")
    return style is not None and LISTS.match(style.get(f"{W}val", "")) is not None


def _turn(kind: str | None, open_fields: list[list[Any]]) -> None:
    if kind == "begin":
        open_fields.append(["", False])
    elif kind == "separate" and open_fields:
        open_fields[-1][1] = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _is_reckoned(text: Any, open_fields: list[list[Any]]) -> bool:
    if any(RECKONED.match(instruction) for instruction, _ in open_fields):
        return True
    return any(RECKONED.match(one.get(f"{W}instr", "")) for one in text.iterancestors(f"{W}fldSimple"))
