"""Slides of a report: charts and tables that can be edited, large letters, nothing hidden, the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import python_calamine
from lxml import etree

from reformspor.errors import ReformsporError
from reformspor.passport import carry
from reformspor.report.leaves import Exhibit, Report
from reformspor.report.native_chart import natives_of
from reformspor.report.slide_tables import tables_of
from reformspor.report.slides_report import slides_report
from reformspor.words import speak

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
LANGUAGES = {"nn": "nn-NO", "en": "en-GB"}


def parts(body: bytes, start: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist() if re.match(start, name)}


def slides_of(body: bytes) -> Iterator[Any]:
    for name, held in parts(body, r"ppt/slides/slide\d+\.xml").items():
        yield name, etree.fromstring(held)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_says_its_language_and_every_figure_has_a_text_for_those_who_cannot_see(
    as_slides: Callable[[str], bytes], lang: str
) -> None:
    body, figures = as_slides(lang), 0
    for _, slide in slides_of(body):
        for run in slide.iter(f"{A}r"):
            assert run.find(f"{A}rPr").get("lang") == LANGUAGES[lang]
        for frame in slide.iter(f"{P}graphicFrame", f"{P}pic"):
            figures += 1
            assert frame.find(f".//{P}cNvPr").get("descr")
    assert figures > 60
    for held in parts(body, "ppt/charts/chart").values():
        assert {one.get("lang") for one in etree.fromstring(held).iter(f"{A}defRPr")} == {LANGUAGES[lang]}


def test_a_headline_has_32_points_and_no_label_of_a_figure_fewer_than_18(as_slides: Callable[[str], bytes]) -> None:
    body = as_slides("nn")
    for name, slide in slides_of(body):
        title = next(one for one in slide.iter(f"{P}sp") if one.find(f".//{P}ph") is not None)
        assert {run.get("sz") for run in title.iter(f"{A}rPr")} == {"3200"}, name
        for table in slide.iter(f"{A}tbl"):
            assert {run.get("sz") for run in table.iter(f"{A}rPr")} == {"1800"}, name
    for held in parts(body, "ppt/charts/chart").values():
        assert {one.get("sz") for one in etree.fromstring(held).iter(f"{A}defRPr")} == {"1800"}


def test_each_figure_stands_on_a_slide_with_its_source_its_name_and_a_code(
    whole: Callable[[str], Report], as_slides: Callable[[str], bytes]
) -> None:
    report, body = whole("nn"), as_slides("nn")
    texts = [" ".join(slide.itertext()) for _, slide in slides_of(body)]
    pictures = [{one.get("name") for one in slide.iter(f"{P}cNvPr")} for _, slide in slides_of(body)]
    for exhibit in report.exhibits:
        name = exhibit.passport.id
        # A number beside others has its name on its slide too, but no code of its own.
        found = [at for at, held in enumerate(pictures) if name in held]
        assert found, exhibit.headline
        assert all(name in texts[at] for at in found)
        assert all(report.badge in texts[at] and report.level in texts[at] for at in found)
    assert {one.id for one in carry.taken("pptx", body).passports} == set(report.passports)
    assert carry.taken("pptx", body).order == report.order


def test_what_a_table_leaves_out_is_counted_and_the_rest_is_as_it_was(whole: Callable[[str], Report]) -> None:
    words, cut = speak("nn"), 0
    for exhibit in whole("nn").exhibits:
        if exhibit.table is None or exhibit.table.empty:
            continue
        shown = tables_of(exhibit.table, 3.6, words)
        assert all(set(one.heads) <= set(map(str, exhibit.table.columns)) for one in shown)
        if shown[0].said:
            cut += 1
            assert f"{len(shown[0].rows)} av {words.number(len(exhibit.table))} rader" in shown[0].said
            assert f"{len(shown[0].heads)} av {len(exhibit.table.columns)} kolonnar" in shown[0].said
        else:
            every = {head for one in shown for head in one.heads}
            firsts = [one for one in shown if one.heads == shown[0].heads]
            assert every == set(map(str, exhibit.table.columns))
            assert sum(len(one.rows) for one in firsts) == len(exhibit.table)
    assert cut > 3


def test_the_numbers_behind_the_charts_of_a_file_are_those_of_its_figures(
    whole: Callable[[str], Report], as_slides: Callable[[str], bytes]
) -> None:
    words = speak("nn")
    natives = [one for each in whole("nn").exhibits for one in drawn(each, words)]
    wanted = sorted(round(v, 6) for one in natives for s in one.series for v in s.values if v is not None)
    found: list[float] = []
    for held in parts(as_slides("nn"), r"ppt/embeddings/").values():
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(held))
        assert len(book.sheet_names) == 1
        with zipfile.ZipFile(io.BytesIO(held)) as package:
            sheet = package.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
    for held in parts(as_slides("nn"), "ppt/charts/chart").values():
        chart = etree.fromstring(held)
        for one in chart.iter("{*}val", "{*}yVal"):
            found += [round(float(point.findtext("{*}v")), 6) for point in one.iter("{*}pt")]
    assert sorted(found) == wanted


def drawn(exhibit: Exhibit, words: Any) -> Any:
    return natives_of(exhibit.chart, words) if exhibit.chart is not None else ()


def test_nothing_is_hidden_in_the_file(as_slides: Callable[[str], bytes]) -> None:
    held = parts(as_slides("nn"), "")
    names = " ".join(held).lower()
    for word in ("thumbnail", "app.xml", "printersettings", "comment", "revision", "vba", "tags", "changesinfo"):
        assert word not in names
    for name, body in held.items():
        assert b'TargetMode="External"' not in body, name
        assert b"<a:hlinkClick" not in body, name
        if name.startswith("ppt/slides/slide"):
            assert b'show="0"' not in body, name
            assert b'hidden="1"' not in body, name
    about = held["docProps/core.xml"].decode()
    assert "Eksempel kommune" in about
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in about


def test_made_twice_the_file_is_the_same_to_the_last_byte(short: Report) -> None:
    assert slides_report(short) == slides_report(short)


def test_a_comment_stands_on_a_slide_with_who_said_it(as_slides: Callable[[str], bytes]) -> None:
    said = [" ".join(slide.itertext()) for _, slide in slides_of(as_slides("nn"))]
    assert any("Dette tek me opp." in one and "Kommunedirektør, 20. november 2026" in one for one in said)


def test_the_notes_have_the_source_and_what_the_reader_must_know(
    whole: Callable[[str], Report], as_slides: Callable[[str], bytes]
) -> None:
    notes = " ".join(body.decode("utf-8") for body in parts(as_slides("nn"), "ppt/notesSlides/notesSlide").values())
    for exhibit in whole("nn").exhibits:
        for said in (*exhibit.source, *exhibit.notes):
            assert escaped(said) in notes, said


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_figure_that_cannot_be_drawn_is_named_and_no_file_is_made(short: Report) -> None:
    from dataclasses import replace

    exhibit = next(iter(short.exhibits))
    assert exhibit.chart is not None
    broken = replace(exhibit, chart=replace(exhibit.chart, data=[{"type": "bar", "x": object()}]))
    chapter = replace(short.chapters[0], leaves=(broken,))
    with pytest.raises(ReformsporError) as raised:
        slides_report(replace(short, chapters=(chapter,)))
    assert raised.value.details == {"figure": exhibit.headline}
