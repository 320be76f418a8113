"""What is seen in a PDF: by its tags, paragraphs and tables in reading order; without tags, line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reformspor.visible.handed import Unreadable
from reformspor.visible.pdf_text import OUTSIDE, text_by_mark
from reformspor.visible.piece import Piece, paragraph, table

MOST_PAGES, MOST_ELEMENTS = 2_000, 400_000
# What holds no text of its own.
PASSED = {"/Figure", "/Artifact"}
GROUPS = {"/Document", "/Part", "/Sect", "/Div", "/Art", "/BlockQuote", "/L", "/LI", "/NonStruct", "/Private", "/TOC"}
ENTRY = "/TOCI"
# Links, and what a reader marks or notes without hiding what stands there.
COVERS_NOTHING = {"/Link", "/Popup", "/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/FileAttachment"}


def seen_in_pdf(body: bytes) -> list[Piece]:
    """Raises Unreadable for one that is damaged, locked, or of too many pages."""
    from pypdf import PdfReader  # loaded by those alone who check a PDF
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted:
            raise Unreadable("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("too_large")
        root = reader.root_object.get("/StructTreeRoot")
        found = list(_lines(reader)) if root is None else _Tags(reader, root.get_object()).pieces()
        return [*found, *_laid_over(reader)]
    except Unreadable:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable("damaged") from error


def _lines(reader: Any) -> Iterator[Piece]:
    for at, page in enumerate(reader.pages, start=1):
        for line in page.extract_text().splitlines():
            if line.strip():
                yield paragraph(str(at), line)


def _laid_over(reader: Any) -> Iterator[Piece]:
    """What somebody has put over the pages: numbered, as it may cover a number whatever it says itself."""
    over = 0
    for at, page in enumerate(reader.pages, start=1):
        held = page.get("/Annots")
        for one in held.get_object() if held is not None else ():
            mark = one.get_object()
            sort = str(mark.get("/Subtype", ""))
            if sort not in COVERS_NOTHING:
                over += 1
                yield paragraph(str(at), f"{sort.lstrip('/')} {over}: {mark.get('/Contents', '')}")


class _Tags:
    """The tree of tags of one document, and the text of its pages by their marks."""

    def __init__(self, reader: Any, root: Any) -> None:
        self._root, self._left = root, MOST_ELEMENTS
        self._roles = dict(root.get("/RoleMap", {}))
        self._texts: dict[int, dict[int, str]] = {}
        self._places: dict[int, str] = {}
        known: dict[Any, Any] = {}
        for at, page in enumerate(reader.pages, start=1):
            number = page.indirect_reference.idnum
            self._texts[number], self._places[number] = text_by_mark(page, known), str(at)

    def pieces(self) -> list[Piece]:
        """All of them in reading order, then what was added without a tag."""
        tagged = [piece for one in _kids(self._root) for piece in self._of(one, None)]
        added = ((self._places[page], held[OUTSIDE]) for page, held in self._texts.items() if OUTSIDE in held)
        # Numbered, as it may cover a number whatever it says itself.
        return [*tagged, *(paragraph(place, f"{place}: {said}") for place, said in added if said.strip())]

    def _of(self, element: Any, page: int | None) -> Iterator[Piece]:
        if not hasattr(element, "get"):
            return
        page, sort = _page(element, page), self._sort(element)
        if sort in PASSED:
            return
        if sort == "/Table":
            yield table(self._place(element, page), [list(row) for row in self._rows(element, page)])
            for one in _kids(element):
                if hasattr(one, "get") and self._sort(one) == "/Caption":
                    yield from self._of(one, page)
        elif sort in GROUPS or self._is_group(element):
            for one in _kids(element):
                yield from self._of(one, page)
        elif said := self._said(element, page).strip():
            yield paragraph(self._place(element, page), said, "entry" if sort == ENTRY else "text")

    def _rows(self, element: Any, page: int | None) -> Iterator[list[str]]:
        for one in _kids(element):
            if not hasattr(one, "get"):
                continue
            within = _page(one, page)
            if self._sort(one) == "/TR":
                cells = [cell for cell in _kids(one) if hasattr(cell, "get") and self._sort(cell) in ("/TH", "/TD")]
                yield [self._said(cell, _page(cell, within)) for cell in cells]
            elif self._sort(one) in ("/THead", "/TBody", "/TFoot"):
                yield from self._rows(one, within)

    def _said(self, element: Any, page: int | None) -> str:
        """All the text below an element, in order."""
        self._left -= 1
        if self._left < 0:
            raise Unreadable("too_large")
        if isinstance(element, int):
            return self._texts.get(page or 0, {}).get(int(element), "")
        if not hasattr(element, "get") or self._sort(element) == "/Figure":
            return ""
        page = _page(element, page)
        if "/MCID" in element:
            return self._texts.get(page or 0, {}).get(int(element["/MCID"]), "")
        parts = [self._said(one, page) for one in _kids(element)]
        # Each line of a paragraph is a piece of its own, with its blank at the end.
        return "".join(parts)

    def _is_group(self, element: Any) -> bool:
        """Whether an element of some other kind, such as a caption, holds whole paragraphs or tables."""
        sorts = {self._sort(one) for one in _kids(element) if hasattr(one, "get") and "/MCID" not in one}
        inner = {"/P", "/Table", "/Div", "/L", "/Figure", "/H1", "/H2", "/H3", "/TOC"}
        return bool(sorts & (inner if self._sort(element) != ENTRY else {"/TOC"}))

    def _sort(self, element: Any) -> str:
        said = str(element.get("/S", ""))
        return str(self._roles.get(said, said))

    def _place(self, element: Any, page: int | None) -> str:
        while page is None and (kids := [one for one in _kids(element) if hasattr(one, "get")]):
            element = kids[0]
            page = _page(element, page)
        return self._places.get(page or 0, "")


def _kids(element: Any) -> list[Any]:
    held = element.get("/K")
    held = held.get_object() if hasattr(held, "get_object") else held
    listed = held if isinstance(held, list) else [] if held is None else [held]
    return [one.get_object() if hasattr(one, "get_object") else one for one in listed]


def _page(element: Any, page: int | None) -> int | None:
    held: Any = element.raw_get("/Pg") if "/Pg" in element else None
    return int(held.idnum) if hasattr(held, "idnum") else page
