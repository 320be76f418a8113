"""The draft assessment is filled from contract, settings and data, keeps its open fields, and reads back from Word."""

import datetime as dt
import io
import zipfile
from functools import cache

import docx
import duckdb
import pytest
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given, settings
from hypothesis import strategies as some

from reformspor.choices import choices_from
from reformspor.contract import load_contract
from reformspor.ledger import Settings
from reformspor.ledger.safety import contributions, judge
from reformspor.report import Document, Standing, assessment, example_groups, field_rows, kept_as, plain, word_bytes
from reformspor.report.parts import runs
from reformspor.report.threshold import judged
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

FULL = small()


def standing(lang: str = "nn", **said: object) -> Standing:
    page = TextPage(store=FULL, words=speak(lang))
    choices = choices_from(said, constructed=True)
    assert choices.wrong == ()
    return Standing.of(page.ask("data/meta"), page.ask("data/loss"), page.ask("data/waiting"), choices)


@cache
def draft(lang: str) -> Document:
    return assessment(standing(lang), speak(lang))


@cache
def read_back(lang: str) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_bytes(draft(lang), lang)))


def written(file: docx.document.Document) -> str:
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_open_field_is_numbered_in_brackets_and_marked(lang: str) -> None:
    file = read_back(lang)
    every = [
        *file.paragraphs,
        *(p for t in file.tables for row in t.rows for cell in row.cells for p in cell.paragraphs),
    ]
    marked = [run for paragraph in every for run in paragraph.runs if run.font.highlight_color is not None]
    assert len(marked) == len(draft(lang).open) >= 40
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW and run.bold for run in marked)
    numbers = [int(run.text.split(":")[0].rsplit(" ", 1)[1]) for run in marked]
    assert sorted(numbers) == list(range(1, len(marked) + 1))
    assert "[[" not in written(file)
    assert "{" not in written(file)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_draft_has_the_seven_chapters_and_says_on_every_page_that_it_is_constructed(lang: str) -> None:
    file = read_back(lang)
    chapters = [p.text for p in file.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [text[:2] for text in chapters] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    assert speak(lang)("dpia.header_constructed") == file.sections[0].header.paragraphs[0].text
    assert speak(lang)("dpia.front.constructed") in written(file)
    assert file.core_properties.language == {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}[lang]


def test_the_headings_of_a_table_stand_again_on_the_next_page() -> None:
    for table in read_back("nn").tables:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)


def test_rows_are_whole_but_the_first_which_may_be_parted_so_that_no_program_loses_those_after_it() -> None:
    for table in read_back("nn").tables:
        whole = [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows]
        assert whole == [number != 1 for number in range(len(whole))]


def test_a_table_of_few_rows_stays_on_one_page() -> None:
    kept = [
        (len(table.rows) <= 5, all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows))
        for table in read_back("nn").tables
    ]
    assert set(kept) == {(True, True), (False, False)}


def test_settings_fill_the_fields_and_leave_fewer_open() -> None:
    words = speak("nn")
    day = dt.date(2026, 5, 4)
    said = {
        "purpose": "Sjå om frikjøpet held.",
        "discussed_on": day,
        "discussed_with": ["chief_union_rep", "safety_rep"],
        "protection": {"retention_days": 14},
        "bodies": {"parties_committee": "Partssamansett utval"},
    }
    before, after = draft("nn"), assessment(standing("nn", **said), words)
    text = plain(after.parts)
    assert "Sjå om frikjøpet held." in text
    assert f"Drøfta {words.date(day)} med hovudtillitsvald og verneombod." in text
    assert "14 dagar" in text
    assert "Partssamansett organ: Partssamansett utval." in text
    assert len(after.open) == len(before.open) - 1
    assert "Ikkje drøfta enno" in plain(before.parts)


def test_a_municipality_with_no_settings_leaves_its_name_and_purpose_open() -> None:
    words = speak("nn")
    at = standing("nn")
    bare = assessment(Standing(**{**vars(at), "purpose": "", "municipality": "", "constructed": False}), words)
    asks = [one.asks for one in bare.open]
    assert "namn på kommunen" in asks
    assert any(one.startswith("føremålet") for one in asks)
    assert bare.header == words("dpia.header")
    assert words("dpia.front.constructed") not in plain(bare.parts)


def test_every_field_of_a_table_of_persons_is_told_and_no_other_but_texts_and_capacity() -> None:
    told = {(row.table, row.name) for row in field_rows(speak("nn"))}
    words = speak("nn")
    for table in load_contract().tables.values():
        for column in table.columns.values():
            name = (words(table.title_key), words(f"contract.{table.name}.columns.{column.name}.name"))
            if column.name == "municipality_id":
                continue
            about = table.of_persons or table.name == "capacity" or column.privacy != "open"
            assert (name in told) == about, (table.name, column.name)
            if column.privacy == "personal":
                assert kept_as(table, column) == "private"


@given(some.integers(3, 50), some.integers(1, 100))
def test_the_worked_example_shows_what_it_says_for_every_threshold(k: int, p: int) -> None:
    shown, few, heavy = example_groups(k, p)
    assert len(few.hours) == k - 1
    assert not few.enough
    assert heavy.enough
    assert not heavy.hidden
    assert shown.enough
    # With three people and nearly a hundred per cent hardly any group is shown; the example then says so too.
    assert shown.safe == (sum(shown.hours[2:]) * 100 >= p * shown.hours[0])


@pytest.mark.parametrize(
    ("hours", "safe"),
    [((10, 8, 6, 5, 4), True), ((10, 8, 6, 5), False), ((100, 3, 3, 3, 3), False), ((90, 3, 3, 3, 3), True)],
)
def test_few_people_and_one_with_nearly_all_are_not_safe(hours: tuple[int, ...], safe: bool) -> None:
    assert judged(hours, 5, 10).safe == safe


@settings(max_examples=40, deadline=None)
@given(some.lists(some.integers(1, 400), min_size=2, max_size=12), some.integers(3, 8), some.integers(1, 60))
def test_the_worked_example_judges_as_the_ledger_does(hours: list[int], k: int, p: int) -> None:
    con = duckdb.connect()
    values = ", ".join(f"({pid}, 1, {h}, {h}, 0)" for pid, h in enumerate(hours))
    contributions(con, f"(select * from (values {values}) as v(pid, heads, each_h, h, c))", "0", "one")
    judge(con, "one", Settings(k=k, p=p))
    assert con.execute("select safe from one_verdict").fetchone() == (judged(tuple(hours), k, p).safe,)


def test_text_with_an_open_field_is_cut_in_its_runs() -> None:
    assert [str(run) for run in runs("Før")] == ["Før"]
    assert len(runs("a [[b]] c [[d]]")) == 4


def test_a_draft_on_constructed_data_never_bears_the_name_of_a_real_municipality() -> None:
    page = TextPage(store=small(), words=speak("nn"))
    choices = choices_from({"municipality": {"name": "Fjellvik kommune"}})
    drawn = Standing.of(page.ask("data/meta"), page.ask("data/loss"), page.ask("data/waiting"), choices)
    assert drawn.constructed
    assert drawn.municipality != "Fjellvik kommune"


def test_the_file_bears_nothing_of_the_template_it_grew_from() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes(draft("nn"), "nn"))) as package:
        held = {name: package.read(name) for name in package.namelist()}
    assert not [name for name in held if "thumbnail" in name or "Effects" in name or "webSettings" in name]
    for foreign in (b"rsid", b"Macintosh", b"python-docx", b"docId"):
        assert not [name for name, data in held.items() if foreign in data]
    assert b"autoHyphenation" in held["word/settings.xml"]
