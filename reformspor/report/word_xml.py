"""Pieces of a Word document as markup: text is always escaped, and what markup has no room for is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A twentieth of a point, and what drawings are measured in, to a millimetre.
TWIPS, EMUS = 56.6929, 36_000


def twips(millimetres: float) -> int:
    """The measure of pages and tables."""
    return round(millimetres * TWIPS)


def emus(millimetres: float) -> int:
    """The measure of drawings."""
    return round(millimetres * EMUS)


def safe(text: str) -> str:
    """Text as it may stand in markup."""
    return escape(UNWRITABLE.sub("", text))


def quoted(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    return quoteattr(UNWRITABLE.sub("", text).replace("\n", " "))


def run(text: str, *, bold: bool = False, quiet: bool = False, marked: bool = False) -> str:
    """Text in one dress; its lines stay lines. `marked` is as with a marker pen."""
    dress = ("<w:b/>" if bold else "") + ('<w:color w:val="4A565D"/>' if quiet else "")
    dress += '<w:highlight w:val="yellow"/>' if marked else ""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{safe(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{dress}</w:rPr>' if dress else ''}{inner}</w:r>"


def paragraph(*runs: str, style: str = "", keep: bool = False, here: bool = False) -> str:
    """A paragraph in a style, by its id; `keep` holds it on the page of the next, `here` on that of the one before."""
    about = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "")
    about += '<w:pageBreakBefore w:val="0"/>' if here else ""
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{''.join(runs)}</w:p>"


def field(instruction: str, result: str) -> str:
    """A field with what it came to."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {safe(instruction)} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def marked(name: str, number: int, inner: str) -> str:
    """What a link may lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoted(name)}/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, inner: str) -> str:
    """What leads to a bookmark in the same document."""
    return f'<w:hyperlink w:anchor={quoted(name)} w:history="1">{inner}</w:hyperlink>'


def elements(markup: Iterable[str]) -> list[Any]:
    """The markup as elements of a document."""
    from docx.oxml import parse_xml

    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
    return list(parse_xml(f"<w:body {spaces}>{''.join(markup)}</w:body>"))
