"""A document to fill in stands in a report as headings, paragraphs, lists and tables; headings skip no level."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from reformspor.report.drafted import leaves_of
from reformspor.report.laid import Opening, laid_out
from reformspor.report.leaves import Chapter, Head, Items, Plain, Report, Said
from reformspor.report.parts import Document, Grid, Heading, bullets, grid, paragraph
from reformspor.report.pdf_report import pdf_report
from reformspor.report.word_report import word_report
from tests.report.conftest import outline, points
from tests.report.test_pdf_report import seen
from tests.report.test_word_report import paragraphs

DRAFT = Document(
    name="utkast",
    title="Vurdering",
    header="Konstruert",
    footer="Side",
    field="FYLL UT",
    day=dt.date(2026, 11, 23),
    parts=(
        grid(("Felt", "Innhald"), [("Ansvarleg", "[[rolle]]")]),
        Heading("1. Må det gjerast?"),
        paragraph("[[kvifor]]"),
        Heading("Føremål", 2),
        paragraph("Alle timar. [[kva meir]]"),
        bullets(["Ein ting", "[[ein ting til]]"]),
        Grid(("Kva",), ((("Timar",),),)),
        Grid((), ()),
    ),
)


def report(*chapters: Chapter) -> Report:
    return Report("T", "M", "nn", "L", "", "", "", dt.date(2026, 11, 23), "", chapters)


def chapter(title: str, *leaves: Head | Said | Plain, goes_on: bool = False) -> Chapter:
    return Chapter(title, title, "", leaves, goes_on=goes_on)


def opened(*chapters: Chapter) -> list[bool]:
    runs, _ = laid_out(report(*chapters), [])
    return [block.breaks for run in runs for block in run.blocks if isinstance(block, Opening)]


def test_each_part_is_a_leaf_and_open_fields_have_the_numbers_they_have_in_word() -> None:
    table, first, why, second, more, listed, *_ = leaves_of(DRAFT)
    assert isinstance(table, Plain)
    assert (table.caption, table.table.to_numpy().tolist()) == ("Vurdering", [["Ansvarleg", "[FYLL UT 1: rolle]"]])
    assert (first, second) == (Head("1. Må det gjerast?", 3), Head("Føremål", 4))
    assert (why, more) == (Said("[FYLL UT 2: kvifor]", open=True), Said("Alle timar. [FYLL UT 3: kva meir]"))
    assert listed == Items(("Ein ting", "[FYLL UT 4: ein ting til]"))


def test_no_level_of_headings_is_skipped_whatever_a_view_begins_with() -> None:
    leaves = (Head("A", 4), Head("B", 4), Head("C"), Head("D", 4), Said("x"))
    runs, _ = laid_out(report(chapter("Kapittel", *leaves)), [])
    assert [block.level for run in runs for block in run.blocks if isinstance(block, Head)] == [2, 3, 2, 3]


def test_short_chapters_share_a_page_and_parts_of_one_item_go_on() -> None:
    brief, long = chapter("Kort", Said("Ikkje noko.")), chapter("Lang", Said("Mykje. " * 400))
    table = chapter("Tabell", Plain("Tabell", pd.DataFrame({"A": ["1"]})))
    assert opened(brief, brief, long, brief, table) == [True, False, True, True, True]
    assert opened(long, replace(long, goes_on=True), brief) == [True, False, True]


def test_a_table_under_its_own_heading_has_no_caption_that_says_it_again() -> None:
    leaves = tuple(leaves_of(DRAFT))[:-1]
    assert [(one.caption, one.headed) for one in leaves if isinstance(one, Plain)] == [
        ("Vurdering", False),
        ("Føremål", True),
    ]
    made = report(chapter("Kapittel", *leaves))
    in_word = [text for text in paragraphs(word_report(made, points), "") if text in ("Vurdering", "Føremål")]
    in_pdf = [one.text for one in seen(pdf_report(made, outline)) if one.text in ("Vurdering", "Føremål")]
    assert in_word == ["Vurdering"]
    # Once in the contents or where it stands, as a heading or a caption, and not twice.
    assert sorted(set(in_pdf)) == ["Føremål", "Vurdering"]
    assert in_pdf.count("Føremål") == 1
