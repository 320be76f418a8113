"""A report in Word holds every number of its figures, in headings, captions, tables and lists of Word's own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import docx
import pandas as pd
import pytest
from lxml import etree

from reformspor.passport.carry import taken
from reformspor.report.fitting import Fitted, fitted
from reformspor.report.laid import Behind, Listed, Opening, Shown, laid_out
from reformspor.report.leaves import Head, Report, Said
from reformspor.report.word_report import word_report
from reformspor.words import LANGUAGES, speak
from tests.report.conftest import points

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Make = Callable[[str], bytes]
Whole = Callable[[str], Report]


@cache
def parts(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {one.filename: package.read(one) for one in package.infolist()}


@cache
def document(body: bytes) -> etree._Element:
    return etree.fromstring(parts(body)["word/document.xml"])


def said(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def paragraphs(body: bytes, *styles: str) -> list[str]:
    return [said(one) for one in document(body).iter(f"{W}p") if style(one) in styles]


def tables(body: bytes) -> list[list[list[str]]]:
    return [
        [[said(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in document(body).iter(f"{W}tbl")
    ]


def of_report(report: Report) -> list[Fitted]:
    """The tables a report's figures have, in the order they stand: those in chapters, then those at the end."""
    runs, behind = laid_out(report, [None if one.chart is None else b"drawn" for one in report.exhibits])
    found = []
    for block in (block for run in (*runs, *behind) for block in run.blocks):
        if isinstance(block, Listed | Behind) or (isinstance(block, Shown) and block.here and block.table is not None):
            found.append(block.table)
    return found


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_every_cell_of_every_table_stands_in_the_file(lang: str, whole: Whole, as_word: Make) -> None:
    words, report = speak(lang), whole(lang)
    heads = words("paper.tile.label")
    expected = [
        [[cells[place] for place in part.columns] for cells in (table.heads, *table.rows)]
        for table in of_report(report)
        for part in table.parts
    ]
    assert [table for table in tables(as_word(lang)) if table[0][0] != heads] == expected
    wanted = [fitted(words, one.table) for one in report.exhibits if one.table is not None and len(one.table.columns)]
    assert sorted(map(repr, wanted)) == sorted(repr(one) for one in of_report(report) if one in wanted), (
        "each figure's table stands there once"
    )


def test_numbers_read_back_are_the_numbers_of_the_answer(whole: Whole, as_word: Make) -> None:
    """Read without the writer's own tables: by headings, digits and all."""
    read = {tuple(table[0]): table[1:] for table in tables(as_word("nn"))}
    compared = 0
    for one in whole("nn").exhibits:
        rows = read.get(tuple(map(str, one.table.columns))) if one.table is not None else None
        if rows is None or one.table is None or len(rows) != len(one.table):
            continue
        for place, name in enumerate(one.table.columns):
            if not pd.api.types.is_integer_dtype(one.table[name]):
                continue
            found = [re.sub(r"\s", "", row[place]).replace("\N{MINUS SIGN}", "-") for row in rows]
            if place and found == [str(value) for value in one.table[name]]:
                compared += len(found)
    assert compared > 200


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_headings_are_words_own_and_in_order(lang: str, whole: Whole, as_word: Make) -> None:
    words, found = speak(lang), []
    for one in document(as_word(lang)).iter(f"{W}p"):
        if re.fullmatch("Heading[1-4]", style(one)):
            found.append((style(one)[-1], said(one)))
    expected = []
    for chapter in whole(lang).chapters:
        expected.append(("1", chapter.title))
        expected += [(str(leaf.level), leaf.text) for leaf in chapter.leaves if isinstance(leaf, Head)]
    assert found == [*expected, ("1", words("paper.behind"))]


def test_every_figure_has_a_caption_with_its_number_and_is_in_the_list_of_figures(whole: Whole, as_word: Make) -> None:
    words, body = speak("nn"), as_word("nn")
    expected = [
        words("paper.figure" if one.chart is not None else "paper.table", n=number) + f". {one.headline}"
        for number, one in enumerate(whole("nn").exhibits, start=1)
    ]
    assert paragraphs(body, "Caption") == expected
    assert paragraphs(body, "tableoffigures") == expected
    fields = [one.text.strip() for one in document(body).iter(f"{W}instrText") if "SEQ" in (one.text or "")]
    assert fields == ["SEQ Figur \\* ARABIC"] * len(expected)


def test_every_link_leads_to_something_and_every_mark_is_met_once(as_word: Make) -> None:
    root = document(as_word("nn"))
    marks = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    ids = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    assert len(set(marks)) == len(marks)
    assert len(set(ids)) == len(ids)
    links = [one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")]
    pages = [one.text.split()[1] for one in root.iter(f"{W}instrText") if "PAGEREF" in (one.text or "")]
    assert links
    assert {*links, *pages} <= set(marks)


def test_every_picture_says_what_it_shows_and_every_table_repeats_its_headings(whole: Whole, as_word: Make) -> None:
    root = document(as_word("nn"))
    alts = [one.get("descr") for one in root.iter(f"{WP}docPr")]
    expected = {" ".join(one.alt.split()) for one in whole("nn").exhibits if one.chart is not None}
    assert all(alts)
    assert expected <= {" ".join(alt.split()) for alt in alts}
    assert len({one.get("id") for one in root.iter(f"{WP}docPr")}) == len(alts)
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        # The first under the headings may be parted, so that no program loses those after it.
        whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
        assert whole == [number != 1 for number in range(len(rows))]
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_every_figure_has_its_source_its_passport_and_a_code(whole: Whole, as_word: Make) -> None:
    notes = paragraphs(as_word("nn"), "Note")
    for one in whole("nn").exhibits:
        assert any(one.passport.id in note and one.source[0] in note for note in notes)
    codes = list(document(as_word("nn")).iter(f"{WP}anchor"))
    assert len(codes) == len(notes) == len(list(whole("nn").exhibits))


def test_constructed_numbers_and_the_level_are_told_on_every_page(whole: Whole, as_word: Make) -> None:
    held = parts(as_word("nn"))
    headers = [said(etree.fromstring(data)) for name, data in held.items() if re.match(r"word/header\d", name)]
    report = whole("nn")
    assert any(report.badge in text and report.level in text for text in headers)
    assert report.badge in said(document(as_word("nn")))
    assert report.period in said(document(as_word("nn")))


def test_comments_stand_with_who_made_them_and_when(as_word: Make) -> None:
    found = paragraphs(as_word("nn"), "Signed")
    assert found[:2] == ["Kommentar frå kommunedirektør, 20. november 2026", "Dette tek me opp.Og dette òg."]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_says_its_language_and_parts_words_at_lines_ends(lang: str, short: Report) -> None:
    held = parts(word_report(replace(short, lang=lang), points))
    styles = etree.fromstring(held["word/styles.xml"])
    assert {one.get(f"{W}val") for one in styles.iter(f"{W}lang")} == {
        {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}[lang]
    }
    settings = etree.fromstring(held["word/settings.xml"])
    assert settings.find(f"{W}autoHyphenation") is not None


def test_nothing_of_another_document_or_of_who_made_it_is_in_the_file(as_word: Make) -> None:
    held = parts(as_word("nn"))
    assert not [name for name in held if "thumbnail" in name or "Effects" in name or "webSettings" in name]
    about = held["docProps/app.xml"] + held["docProps/core.xml"] + held["word/settings.xml"]
    for foreign in (b"rsid", b"Macintosh", b"Normal.dotm", b"python-docx", b"Company", b"Manager", b"docId"):
        assert foreign not in about
    core = etree.fromstring(held["docProps/core.xml"])
    assert {one.text for one in core.iter() if one.tag.endswith("}lastModifiedBy")} <= {None, ""}


def test_the_passports_and_the_order_are_in_the_file(whole: Whole, as_word: Make) -> None:
    found = taken("docx", as_word("nn"))
    assert {one.id for one in found.passports} == set(whole("nn").passports)
    assert found.order == whole("nn").order


def test_the_same_report_is_the_same_file(short: Report) -> None:
    assert word_report(short, points) == word_report(short, points)


def test_where_nothing_can_be_drawn_the_table_stands_alone_and_says_so(short: Report) -> None:
    body = word_report(short, lambda _: None)
    drawn = sum(one.chart is not None for one in short.exhibits)
    assert paragraphs(body, "Remark").count(speak("nn")("paper.no_picture")) == drawn
    assert not [name for name in parts(body) if name.endswith(".jpeg")]
    assert speak("nn")("paper.behind") not in paragraphs(body, "Heading1")


HOSTILE = 'Å <w:t> & "sitat" ]]> \x00\x0b\ud800 # *fet* $x$ \\u{1F600} \N{GRINNING FACE} ' + "lang" * 400


def test_text_that_looks_like_markup_stays_text(short: Report) -> None:
    first = replace(short.chapters[0], title=HOSTILE, leaves=(Said(HOSTILE), *short.chapters[0].leaves))
    body = word_report(replace(short, title=HOSTILE, chapters=(first,)), points)
    plain = re.sub("[\x00\x0b\ud800]", "", HOSTILE)
    assert plain in [one.text for one in docx.Document(io.BytesIO(body)).paragraphs]


def test_chapters_begin_with_what_they_conclude(whole: Whole, as_word: Make) -> None:
    runs, _ = laid_out(whole("nn"), [None] * len(list(whole("nn").exhibits)))
    verdicts = [one.verdict for run in runs for one in run.blocks if isinstance(one, Opening) and one.verdict]
    assert verdicts
    assert [text for text in paragraphs(as_word("nn"), "Lead") if text] == verdicts
