"""A report as PDF is tagged and read in order, says its language, and holds every cell of its figures' tables."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from reformspor.passport.carry import taken
from reformspor.report.fitting import Fitted
from reformspor.report.laid import Behind, Listed, Shown, laid_out
from reformspor.report.leaves import Head, Report, Said
from reformspor.report.pdf_report import MOST_CELLS, pdf_report
from reformspor.visible.from_pdf import seen_in_pdf
from reformspor.visible.piece import Piece, table
from reformspor.words import LANGUAGES, speak
from tests.report.conftest import outline
from tests.report.test_word_report import HOSTILE

Make = Callable[[str], bytes]
Whole = Callable[[str], Report]


@cache
def seen(body: bytes) -> list[Piece]:
    return seen_in_pdf(body)


@cache
def reader(body: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(body))


@cache
def tags(body: bytes) -> list[tuple[str, Any]]:
    """Every tag in reading order, by its sort."""
    return list(_below(reader(body).root_object["/StructTreeRoot"]))


def _below(element: Any) -> Iterator[tuple[str, Any]]:
    held = element.get("/K")
    held = held.get_object() if hasattr(held, "get_object") else held
    for one in held if isinstance(held, list) else [held]:
        kid = one.get_object() if hasattr(one, "get_object") else one
        if hasattr(kid, "get"):
            if "/S" in kid:
                yield str(kid["/S"]), kid
            yield from _below(kid)


def plain(text: str) -> str:
    """Without blanks, and without what parts words over lines: a number's minus is another sign."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}-]+", "", text)


def laid_tables(report: Report) -> list[Fitted]:
    drawn = [None if one.chart is None else b"drawn" for one in report.exhibits]
    runs, behind = laid_out(report, drawn, MOST_CELLS)
    found = []
    for block in (block for run in (*runs, *behind) for block in run.blocks):
        if isinstance(block, Listed | Behind) or (isinstance(block, Shown) and block.here and block.table is not None):
            found.append(block.table)
    return found


def test_every_cell_of_every_table_is_read_back(whole: Whole, as_pdf: Make) -> None:
    first = speak("nn")("paper.tile.label")
    expected = [
        table("", [[cells[place] for place in part.columns] for cells in (one.heads, *one.rows)]).rows
        for one in laid_tables(whole("nn"))
        for part in one.parts
    ]
    found = [one.rows for one in seen(as_pdf("nn")) if one.sort == "table" and one.rows[0][0] != first]
    assert [[[plain(cell) for cell in row] for row in rows] for rows in found] == [
        [[plain(cell) for cell in row] for row in rows] for rows in expected
    ]


def test_headings_figures_and_findings_are_read_in_the_order_of_the_report(whole: Whole, as_pdf: Make) -> None:
    said = "".join(plain(one.text) for one in seen(as_pdf("nn")))
    at = said.index(plain(speak("nn")("paper.list")))
    for chapter in whole("nn").chapters:
        wanted = [chapter.title]
        for leaf in chapter.leaves:
            text = getattr(leaf, "headline", "") or (leaf.text if isinstance(leaf, Head | Said) else "")
            wanted.append(text)
        for text in wanted:
            found = said.find(plain(text), at)
            assert found >= at, text
            at = found


def test_the_file_is_tagged_with_headings_in_order_and_a_text_for_each_picture(whole: Whole, as_pdf: Make) -> None:
    sorts = [sort for sort, _ in tags(as_pdf("nn"))]
    levels = [int(sort[2]) for sort in sorts if re.fullmatch("/H[1-6]", sort)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    alts = [plain(str(one.get("/Alt", ""))) for sort, one in tags(as_pdf("nn")) if sort == "/Figure"]
    assert all(alts)
    assert {plain(one.alt) for one in whole("nn").exhibits if one.chart is not None} <= set(alts)
    assert {"/Table", "/TH", "/TD", "/Caption", "/TOC", "/L", "/P"} <= set(sorts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_says_its_language_its_title_and_that_it_is_to_last(lang: str, short: Report) -> None:
    held = reader(pdf_report(replace(short, lang=lang), outline))
    root = held.root_object
    assert root["/Lang"] == {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}[lang]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1" in about
    assert "<pdfaid:part>3" in about
    assert held.metadata is not None
    assert held.metadata.title == short.title


def test_chapters_and_sections_are_bookmarks(whole: Whole, as_pdf: Make) -> None:
    def named(items: Any) -> Iterator[str]:
        for one in items:
            yield from named(one) if isinstance(one, list) else [str(one.title)]

    found = list(named(reader(as_pdf("nn")).outline))
    heads = [chapter.title for chapter in whole("nn").chapters]
    heads += [leaf.text for chapter in whole("nn").chapters for leaf in chapter.leaves if isinstance(leaf, Head)]
    assert set(heads) <= set(found)


def test_the_list_of_figures_leads_to_every_figure(whole: Whole, as_pdf: Make) -> None:
    entries = [one for sort, one in tags(as_pdf("nn")) if sort == "/TOCI"]
    assert len(entries) >= len(list(whole("nn").exhibits))


def test_constructed_numbers_and_the_level_are_told_on_every_page(whole: Whole, as_pdf: Make) -> None:
    report = whole("nn")
    for page in reader(as_pdf("nn")).pages:
        text = plain(page.extract_text())
        assert plain(report.badge) in text
        assert plain(report.level) in text


def test_the_passports_and_the_order_are_in_the_file(whole: Whole, as_pdf: Make) -> None:
    found = taken("pdf", as_pdf("nn"))
    assert {one.id for one in found.passports} == set(whole("nn").passports)
    assert found.order == whole("nn").order
    said = "".join(plain(one.text) for one in seen(as_pdf("nn")))
    assert all(plain(one.passport.id) in said for one in whole("nn").exhibits)


def test_the_same_report_is_the_same_file(short: Report) -> None:
    assert pdf_report(short, outline) == pdf_report(short, outline)


def test_where_nothing_can_be_drawn_the_table_stands_alone_and_says_so(short: Report) -> None:
    said = [plain(one.text) for one in seen(pdf_report(short, lambda _: None))]
    sentence = plain(speak("nn")("paper.no_picture"))
    assert sum(sentence in text for text in said) == sum(one.chart is not None for one in short.exhibits)


def test_text_that_looks_like_markup_stays_text(short: Report) -> None:
    first = replace(short.chapters[0], title=HOSTILE, leaves=(Said(HOSTILE), *short.chapters[0].leaves))
    body = pdf_report(replace(short, title=HOSTILE, chapters=(first,)), outline)
    said = "".join(plain(one.text) for one in seen(body))
    for part in ("<w:t>", "#*fet*$x$", "lang" * 400):
        assert part in said
