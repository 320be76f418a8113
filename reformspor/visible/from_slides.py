"""What is seen in slides: the text and tables of each, the numbers behind each chart, and the notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reformspor.visible.from_workbook import seen_in_workbook
from reformspor.visible.parts import A, C, P, Parts, R, within
from reformspor.visible.piece import Piece, number, paragraph, shown_as, table

MAIN = "ppt/presentation.xml"
# Values of a series in the order they are told, and what each point stands at.
VALUES = ("cat", "xVal", "val", "yVal", "bubbleSize")


def seen_in_slides(body: bytes) -> list[Piece]:
    """Raises Unreadable."""
    parts = Parts(body)
    related, found = parts.related(MAIN), []
    for at, one in enumerate(parts.xml(MAIN).iter(f"{P}sldId"), start=1):
        _, name = related.get(one.get(f"{R}id", ""), ("", ""))
        found += list(_of_slide(parts, name, str(at)))
    return found


def _of_slide(parts: Parts, name: str, place: str) -> Iterator[Piece]:
    refers = parts.related(name)
    for one in within(parts.xml(name), f"{A}p", f"{A}tbl"):
        if one.tag == f"{A}p":
            if said := _said(one):
                yield paragraph(place, said)
        elif one.tag == f"{A}tbl":
            yield table(place, [[_cell(cell) for cell in row.iter(f"{A}tc")] for row in one.iter(f"{A}tr")])
        elif one.tag == f"{C}chart" and one.get(f"{R}id"):
            yield from _of_chart(parts, refers[one.get(f"{R}id")][1], place)
    for kind, notes in refers.values():
        if kind == "notesSlide":
            texts = [_said(one) for one in within(parts.xml(notes), f"{A}p") if one.tag == f"{A}p"]
            yield from (paragraph(place, said) for said in texts if said)


def _of_chart(parts: Parts, name: str, place: str) -> Iterator[Piece]:
    """The numbers that are drawn, and the workbook behind them when it is there."""
    root = parts.xml(name)
    rows: list[list[str]] = []
    for series in root.iter(f"{C}ser"):
        called = series.find(f"{C}tx")
        rows.append([" ".join(_points(called).values()) if called is not None else ""])
        held = [_points(one) for tag in VALUES if (one := series.find(f"{C}{tag}")) is not None]
        for at in sorted({at for points in held for at in points}):
            rows.append([points.get(at, "") for points in held])
    yield table(place, rows, "chart")
    # What somebody has written over a number, or has it shown as.
    yield from (paragraph(place, one.text) for one in root.iter(f"{A}t") if one.text)
    yield from shown_as(place, [one.get("formatCode", "") for one in root.iter(f"{C}numFmt")])
    for kind, book in parts.related(name).values():
        if kind == "package":
            yield from (Piece("book", place, piece.rows) for piece in seen_in_workbook(parts.bytes_of(book)))


def _points(held: Any) -> dict[int, str]:
    """What is cached of a column, by its place; the outermost of several levels of labels last."""
    found: dict[int, str] = {}
    for one in held.iter(f"{C}pt"):
        value = one.find(f"{C}v")
        at = int(one.get("idx", 0))
        said = number((value.text or "").strip()) if value is not None else ""
        found[at] = f"{found[at]} {said}" if at in found else said
    return found


def _cell(cell: Any) -> str:
    return " ".join(filter(None, (_said(one) for one in cell.iter(f"{A}p"))))


def _said(block: Any) -> str:
    """The text of a paragraph, without the number of the slide."""
    said = []
    for one in within(block, f"{A}fld"):
        if one.tag == f"{A}fld" and one.get("type", "").startswith("slidenum"):
            continue
        if one.tag == f"{A}fld":
            said += [text.text or "" for text in one.iter(f"{A}t")]
        elif one.tag == f"{A}t":
            said.append(one.text or "")
        elif one.tag == f"{A}br":
            said.append(" ")
    return "".join(said)
