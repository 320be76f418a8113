"""What a Word document is before anything is written in it: styles, language, hyphenation, header and footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reformspor.report.leaves import Report
from reformspor.report.opening import below
from reformspor.report.sizes import ROOM
from reformspor.report.word import INK, LETTERS, LOCALE, QUIET, _font, _styles
from reformspor.report.word_clean import cleaned, settled
from reformspor.report.word_xml import elements, field, paragraph, run
from reformspor.words import Words

if TYPE_CHECKING:
    from docx.document import Document as File

HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
# Style, what it is based on, size, colour, space before and after in points.
STYLES = (
    ("Figure Subtitle", "Normal", 8.5, QUIET, 0, 4),
    ("Picture", "Normal", 8, INK, 2, 4),
    ("Remark", "Normal", 8.5, QUIET, 0, 3),
    ("Silence", "Normal", 10, INK, 4, 6),
    ("Signed", "Normal", 9.5, INK, 0, 4),
    ("Lead", "Normal", 13, INK, 0, 8),
    ("Cell Right", "Cell", 7.5, INK, 0, 0),
    ("Thin", "Normal", 2, INK, 0, 0),
    ("Behind Heading", "Heading 2", 12, INK, 12, 3),
    ("toc 1", "Normal", 10, INK, 6, 2),
    ("toc 2", "Normal", 9.5, INK, 0, 2),
    ("table of figures", "Normal", 9.5, INK, 0, 2),
)


def opened(words: Words, report: Report) -> File:
    """An empty document with all that stands on every page."""
    import docx  # loaded by those alone who take the file

    file = docx.Document()
    locale = LOCALE[report.lang]
    _styles(file, locale)
    _more_styles(file)
    cleaned(file)
    settled(file, locale, report.title, report.municipality, report.day)
    _edges(file, words, report)
    return file


def _more_styles(file: File) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    for name, base, size, colour, before, after in STYLES:
        style: Any = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles[base]
        _font(style, size, colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    held: Any = file.styles
    for name in ("Normal", "Title", *HEADINGS, "Note", "Cell", "Header", "Footer", *_names()):
        held[name].font.name = LETTERS
    held["Cell"].font.size, held["Cell"].paragraph_format.space_after = Pt(7.5), Pt(0)
    held["Cell"].paragraph_format.line_spacing = 1.0
    held["Cell Right"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    held["Thin"].paragraph_format.line_spacing = Pt(2)
    held["Lead"].font.bold = True
    # Room for the code beside two lines of source.
    held["Note"].font.size, held["Note"].paragraph_format.space_after = Pt(8), Pt(22)
    held["Note"].paragraph_format.space_before, held["Note"].paragraph_format.keep_together = Pt(3), True
    held["Signed"].paragraph_format.left_indent = Mm(3)
    for name, indent in (("toc 1", 0), ("toc 2", 5), ("table of figures", 0)):
        form = held[name].paragraph_format
        form.left_indent, form.right_indent = Mm(indent), Mm(10)
        form.tab_stops.add_tab_stop(Mm(ROOM["standing"]), WD_TAB_ALIGNMENT.RIGHT)
    caption = held["Caption"]
    _font(caption, 11, INK)
    caption.font.bold, caption.font.name = True, LETTERS
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(3)
    caption.paragraph_format.keep_with_next = True
    held["Heading 1"].paragraph_format.page_break_before = True
    held["TOC Heading"].paragraph_format.page_break_before = False
    _font(held["TOC Heading"], 15, INK)
    held["TOC Heading"].font.name = LETTERS
    for name in ("Title", *HEADINGS, "Caption", "Lead"):
        held[name].element.get_or_add_pPr().append(elements(["<w:suppressAutoHyphens/>"])[0])


def _names() -> list[str]:
    return [name for name, *_ in STYLES]


def _edges(file: File, words: Words, report: Report) -> None:
    """Header and footer; the title page says what the header says, and has none."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    above = " · ".join(part for part in (report.badge, report.level, report.title, report.municipality) if part)
    _replace(section.header, paragraph(run(above), style="Header"))
    _replace(section.first_page_header, paragraph(style="Header"))
    for footer in (section.footer, section.first_page_footer):
        _replace(footer, paragraph(run(f"{below(words, report)} · "), *_page_of(words), style="Footer"))


def _page_of(words: Words) -> list[str]:
    before, _, rest = words("paper.page_of", n="\0", of="\1").partition("\0")
    between, _, after = rest.partition("\1")
    return [run(before), field("PAGE", "1"), run(between), field("NUMPAGES", "1"), run(after)]


def _replace(edge: Any, markup: str) -> None:
    edge.is_linked_to_previous = False
    for former in list(edge._element):
        edge._element.remove(former)
    for one in elements([markup]):
        edge._element.append(one)
