"""A document's parts as a Word file: open fields in brackets and marked, tables with headings, the language set."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reformspor.report.parts import Bullets, Document, Grid, Heading, Open, Part, Run, Text
from reformspor.report.word_clean import cleaned, settled

if TYPE_CHECKING:
    from docx.document import Document as File

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOCALE = {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}
# On nearly every machine, or one of the same widths.
LETTERS = "Arial"
INK, QUIET, LINE = "1B252B", "4A565D", "8A948F"
# A4 with 22 mm margins, in millimetres.
PAGE, MARGIN = (210, 297), 22
# The row under the headings may be parted over two pages: where none may, and the headings with that row just fill what
# is left of a page, LibreOffice 7.4 shows none of the rows after it.
PARTED = 1
# A table of so few rows stays on one page.
FEW = 4
# Headings below those of the contents: style, size, space before, in points.
DEEPER = (("Heading 3", 11, 8), ("Heading 4", 10, 6))


def word_bytes(document: Document, lang: str) -> bytes:
    """The file; open fields are numbered in the order they stand."""
    import docx  # loaded by those alone who take the file

    file = docx.Document()
    _page(file, document.header, document.footer)
    _styles(file, LOCALE[lang])
    cleaned(file)
    settled(file, LOCALE[lang], document.title, "Reformspor", document.day)
    file.add_paragraph(document.title, style="Title")
    count = 0
    for part in document.parts:
        count = _write(file, part, count, document.field)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _write(file: File, part: Part, count: int, numbered: str) -> int:
    match part:
        case Heading():
            file.add_paragraph(part.text, style=f"Heading {part.level}")
        case Text():
            count = _runs(file.add_paragraph(style="Note" if part.note else None), part.runs, count, numbered)
        case Bullets():
            for item in part.items:
                count = _runs(file.add_paragraph(style="List Bullet"), item, count, numbered)
        case Grid():
            count = _grid(file, part, count, numbered)
    return count


def _runs(paragraph: Any, runs: Sequence[Run], count: int, numbered: str) -> int:
    from docx.enum.text import WD_COLOR_INDEX

    for run in runs:
        if isinstance(run, Open):
            count += 1
            marked = paragraph.add_run(f"[{numbered} {count}: {run.asks}]")
            marked.font.highlight_color = WD_COLOR_INDEX.YELLOW
            marked.bold = True
        else:
            paragraph.add_run(run)
    return count


def _grid(file: File, grid: Grid, count: int, numbered: str) -> int:
    from docx.shared import Mm

    table = file.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    table.autofit = False
    widths = grid.widths or (1.0,) * len(grid.heads)
    room = PAGE[0] - 2 * MARGIN
    for place, head in enumerate(grid.heads):
        cell = table.rows[0].cells[place]
        cell.paragraphs[0].style = "Cell"
        cell.paragraphs[0].add_run(head).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        _shade(cell)
    _repeat(table.rows[0])
    for row in grid.rows:
        cells = table.add_row().cells
        for place, runs in enumerate(row):
            cells[place].paragraphs[0].style = "Cell"
            cells[place].paragraphs[0].paragraph_format.keep_with_next = len(grid.rows) <= FEW or None
            count = _runs(cells[place].paragraphs[0], runs, count, numbered)
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(room * width / sum(widths))
    for number, row_ in enumerate(table.rows):
        if number != PARTED:
            _whole(row_)
        for place, cell in enumerate(row_.cells):
            cell.width = Mm(room * widths[place] / sum(widths))
    file.add_paragraph(style="Note")
    return count


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="F0EEE8"))


def _repeat(row: Any) -> None:
    """The headings stand on every page the table runs over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def _whole(row: Any) -> None:
    """A row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _page(file: File, header: str, footer: str) -> None:
    from docx.shared import Mm

    section = file.sections[0]
    section.page_width, section.page_height = (Mm(size) for size in PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header.paragraphs[0].text = header
    below = section.footer.paragraphs[0]
    below.add_run(f"{footer} · ")
    for kind in ("begin", None, "end"):
        run = below.add_run()
        run._r.append(_element("w:fldChar", fldCharType=kind) if kind else _instruction())


def _instruction() -> Any:
    made = _element("w:instrText")
    made.text = "PAGE"
    return made


def _styles(file: File, locale: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    normal = file.styles["Normal"]
    _font(normal, 10.5, INK)
    normal.element.get_or_add_rPr().append(_element("w:lang", val=locale, eastAsia=locale))
    normal.paragraph_format.space_after = Pt(6)
    for name, size, before in (("Title", 22, 0), ("Heading 1", 15, 16), ("Heading 2", 12, 10), *DEEPER):
        style = file.styles[name]
        _font(style, size, INK)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    for name, size, colour in (("Note", 9, QUIET), ("Cell", 9, INK)):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size, colour)
        style.paragraph_format.space_after = Pt(2)
    for name in ("Header", "Footer"):
        _font(file.styles[name], 8.5, QUIET)


def _font(style: Any, size: float, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = LETTERS, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    # The theme's own fonts would else win over the name in headings.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
