"""A figure or table of a report in Word: caption with its number, picture, table, source with code, and comments."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from reformspor.passport.code import code_png, code_text
from reformspor.report.laid import Shown, Signed, signed
from reformspor.report.sizes import ALONE, HIGHEST, ROOM, layout_of, least_part
from reformspor.report.word_pages import Pages
from reformspor.report.word_table import table_markup
from reformspor.report.word_xml import field, link, paragraph, run
from reformspor.words import Words

# The side of a code, in millimetres, and the points of a module of it.
CODE, MODULE = 16, 6
# What a list of figures is gathered by.
SEQUENCE = "Figur"


def exhibit_markup(pages: Pages, words: Words, one: Shown) -> Iterator[str]:
    """Everything of one figure, in order."""
    exhibit = one.exhibit
    yield pages.mark(one.mark, _caption(one))
    if exhibit.subtitle:
        yield paragraph(run(exhibit.subtitle), style="FigureSubtitle", keep=True)
    if one.opened:
        yield from _foot(pages, words, one)
        yield from _remarks(one)
    if exhibit.silence:
        yield paragraph(run(exhibit.silence), style="Silence", keep=True)
    if one.instead:
        yield paragraph(run(one.instead), style="Remark", keep=True)
    if one.picture is not None:
        drawn, together = _picture(pages, one, one.picture)
        yield paragraph(drawn, style="Picture", keep=together)
        if not together:
            yield paragraph(run(words("paper.about", name=one.name), bold=True), style="Remark", keep=True)
    if one.here and one.table is not None:
        yield from table_markup(words, one.table, exhibit.headline)
        yield paragraph(style="Thin", keep=not one.opened)
    if not one.opened:
        yield from _remarks(one)
    if one.behind:
        yield paragraph(link(one.behind.replace("-", "_"), run(f"{words('paper.see')}.")), style="Remark", keep=True)
    if not one.opened:
        yield from _foot(pages, words, one)
    yield from comments_markup(signed(words, exhibit.comments))


def _remarks(one: Shown) -> Iterator[str]:
    for said in one.remarks:
        yield paragraph(run(said), style="Remark", keep=True)


def comments_markup(comments: Iterable[Signed]) -> Iterator[str]:
    """Comments with who made them and when."""
    for one in comments:
        yield paragraph(run(one.by, bold=True), style="Signed", keep=True)
        yield paragraph(run(one.text), style="Signed")


def _caption(one: Shown) -> str:
    word, _, number = one.name.rpartition(" ")
    numbered = field(f"SEQ {SEQUENCE} \\* ARABIC", number)
    return paragraph(run(f"{word} "), numbered, run(f". {one.exhibit.headline}"), style="Caption", keep=True)


def _picture(pages: Pages, one: Shown, png: bytes) -> tuple[str, bool]:
    """The picture, and whether what is said of it has room on the same page."""
    width, height = png_size(png)
    layout, chart = layout_of(one.exhibit.chart), one.exhibit.chart
    whole = ROOM[layout] / width
    together = chart is None or HIGHEST[layout] / height >= least_part(chart) * whole
    part = min(whole, (HIGHEST if together else ALONE)[layout] / height)
    return pages.picture(png, one.exhibit.alt or one.exhibit.headline, width * part, height * part), together


def _foot(pages: Pages, words: Words, one: Shown) -> Iterator[str]:
    png = code_png(code_text(one.passport, pages.link), MODULE)
    code = pages.beside(png, words("paper.code", id=one.passport), CODE)
    yield paragraph(code, run(" ".join(one.foot)), style="Note", keep=one.opened)


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in points."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
