"""A Word document being written: its pages lie as what stands on them needs, and what links lead to has numbers."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reformspor.report.sizes import BOTTOM, GUTTER, PAGE, SIDE, SIDE_OF_COLUMNS, TOP, Layout
from reformspor.report.word_xml import NAMESPACES, elements, emus, marked, paragraph, quoted, twips

if TYPE_CHECKING:
    from docx.document import Document as File

# The first of those drawings that the document's own are told from.
FIRST_DRAWING = 1


@dataclass
class Pages:
    """The file with how its pages lie now, and how many links and drawings there are; `link` is where codes lead."""

    file: File
    link: str = ""
    layout: Layout = "standing"
    marks: int = 0
    drawings: int = 0
    headings: int = 0
    sections: int = 0

    def add(self, markup: Iterable[str]) -> None:
        """Stand the pieces last in the document."""
        end = self.file.element.body.sectPr
        for one in elements(markup):
            end.addprevious(one)

    def mark(self, name: str, inner: str) -> str:
        """The inner pieces as what links lead to under a name."""
        self.marks += 1
        return marked(name.replace("-", "_"), self.marks, inner)

    def turn(self, layout: Layout) -> None:
        """What follows stands on new pages that lie so."""
        body = self.file.element.body
        last = body.sectPr.getprevious()
        if last is None or not last.tag.endswith("}p"):
            self.add([paragraph(style="Thin")])
            last = body.sectPr.getprevious()
        last.get_or_add_pPr().append(self._section())
        self.layout = layout

    def end(self) -> None:
        """The last pages lie as what stands on them."""
        body = self.file.element.body
        made = self._section()
        body.replace(body.sectPr, made)

    def picture(self, png: bytes, alt: str, width: float, height: float) -> str:
        """A picture in a line of its own; sizes in millimetres."""
        drawn = self._drawn(png, alt, width, height)
        within = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{drawn}</wp:inline>'
        return f"<w:r><w:drawing>{within}</w:drawing></w:r>"

    def beside(self, png: bytes, alt: str, side: float) -> str:
        """A square picture at the right edge, with the text to its left."""
        place = (
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>right</wp:align></wp:positionH>'
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        )
        wrap = '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="left"/>'
        drawn = self._drawn(png, alt, side, side).replace("<wp:docPr", f"{wrap}<wp:docPr", 1)
        return (
            f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="{emus(4)}" distR="0" simplePos="0" '
            f'relativeHeight="{self.drawings}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">{place}'
            f"{drawn}</wp:anchor></w:drawing></w:r>"
        )

    def _drawn(self, png: bytes, alt: str, width: float, height: float) -> str:
        relation, _ = self.file.part.get_or_add_image(io.BytesIO(png))
        self.drawings += 1
        named = f'id="{FIRST_DRAWING + self.drawings}" name="{self.drawings}"'
        extent = f'cx="{emus(width)}" cy="{emus(height)}"'
        blip = f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        return (
            f"<wp:extent {extent}/><wp:docPr {named} descr={quoted(alt)}/>"
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}</pic:blipFill>"
            f"<pic:spPr>{shape}</pic:spPr></pic:pic></a:graphicData></a:graphic>"
        )

    def _section(self) -> Any:
        """How the pages lie that end here; the first tells what stands above and below all of them."""
        made = copy.deepcopy(self.file.element.body.sectPr)
        kept = ("headerReference", "footerReference", "titlePg") if self.sections == 0 else ()
        for one in list(made):
            if one.tag.rpartition("}")[2] not in kept:
                made.remove(one)
        width, height = PAGE if self.layout != "lying" else PAGE[::-1]
        side = SIDE_OF_COLUMNS if self.layout == "columns" else SIDE
        lying = ' w:orient="landscape"' if self.layout == "lying" else ""
        columns = f' w:num="2" w:equalWidth="1" w:space="{twips(GUTTER)}"' if self.layout == "columns" else ""
        sides = f'w:left="{twips(side)}" w:right="{twips(side)}"'
        told = elements(
            [
                '<w:type w:val="nextPage"/>',
                f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{lying}/>',
                f'<w:pgMar w:top="{twips(TOP)}" w:bottom="{twips(BOTTOM)}" {sides} '
                f'w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>',
                f"<w:cols{columns}/>",
            ]
        )
        place = next((at for at, one in enumerate(made) if one.tag.endswith("}titlePg")), len(made))
        for one in reversed(told):
            made.insert(place, one)
        self.sections += 1
        return made
