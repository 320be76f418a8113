"""What an owner is handed holds what is open and reviewed, is two pages and slides, and says what the answers say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from functools import cache

import duckdb
import pptx
import pytest
from pptx.util import Inches
from python_calamine import CalamineWorkbook

from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.report.brief import Brief, cut
from reformspor.report.dossier import LISTED, Asked, Sender, case_card, dossier
from reformspor.report.sheet import sheet_bytes
from reformspor.report.slides import slides_bytes
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small_connection

SOURCE = "Kjelde: barriers.csv, uttak 31. desember 2025. Figurpass RS-1234ABCD."
SECRET = "Berre for huset"
LONG = "Eit langt ord om kvifor dette stoggar arbeidet i tenesta, teke opp att mange gonger. " * 12


@cache
def store() -> DuckStore:
    """Many barriers of a ministry, one of KS, and one of Digdir that is for the house alone."""
    con = small_connection()
    for table in ("barriers", "barrier_events", "barrier_now"):
        con.execute(f"delete from {table}")
    for number in range(40):
        given(con, f"D{number:02}", "ministry", "DFD", public="internal" if number % 8 == 7 else "open", number=number)
    given(con, "K1", "social_partner", "KS", number=3)
    given(con, "G1", "agency", "Digdir", public="internal", number=4)
    return DuckStore(con)


def given(
    con: duckdb.DuckDBPyConnection, name: str, level: str, org: str, *, number: int, public: str = "open"
) -> None:
    title = SECRET if public == "internal" else f"Krav {name}. {LONG if number == 0 else ''}"
    con.execute(
        """insert into barriers by name select $1 as barrier_id, $2 as title, $2 as description, $2 as wanted_action,
        date '2024-01-01' + to_days($3::int) as reported_date, ['law'] as types, $4 as owner_level, $5 as owner_org,
        $6 as public, 1 + $3 % 5 as severity, 'users' as who_feels_it, '§ 3-2' as legal_ref,
        case when $3 % 2 = 0 then 0.5 end as burden_hours, 12 as burden_per_year, 40 as burden_affected,
        600 as burden_rate_nok, date '2025-06-01' + to_days($3::int * 20) as answer_by""",
        [name, title, number, level, org, public],
    )
    for place, status in enumerate(("reported", "raised", "exploring")):
        con.execute(
            """insert into barrier_events by name select $1 || $2 as event_id, $1 as barrier_id,
            date '2024-02-01' + to_days($2::int * 40) as "at", $3 as to_status, 'no' as status_only, $4 as note""",
            [name, place, status, title],
        )


@cache
def asked(owner: str, barrier: str = "") -> Asked:
    whose = Scope(owners=(owner,), barriers=(barrier,) if barrier else ())
    asks = ask(store(), "dossier/asks", whose, Rule.public())
    each = Scope(barriers=tuple(asks.frame["barrier_id"]))
    return Asked(
        asks,
        ask(store(), "dossier/standing", whose, Rule.public()),
        ask(store(), "barriers/history", each, Rule.public()),
        ask(store(), "dossier/sessions", each, Rule.public()),
    )


@cache
def brief(owner: str, lang: str = "nn") -> Brief:
    return dossier(asked(owner), Sender(owner, "Fjordvik", SOURCE, "Konstruerte tal"), speak(lang))


def pages(pdf: bytes) -> int:
    """How many pages a PDF has, read from its objects, packed or not."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    text = pdf
    for part in packed:
        try:
            text += zlib.decompress(part)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page(?![a-zA-Z])", text))


def written(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not on this machine, so the words of a PDF cannot be read back")
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    # Words that are parted over two lines are read as one.
    return re.sub(r"\s+", " ", re.sub("[-\u00ad]\n", "", read.stdout.decode()).replace("\N{NO-BREAK SPACE}", " "))


@cache
def shown(owner: str, lang: str = "nn") -> pptx.presentation.Presentation:
    return pptx.Presentation(io.BytesIO(slides_bytes(brief(owner, lang))))


@pytest.mark.parametrize("owner", ["ministry/DFD", "ministry", "social_partner/KS"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_of_an_owner_is_two_pages_however_many_barriers_there_are(owner: str, lang: str) -> None:
    made = sheet_bytes(brief(owner, lang))
    assert pages(made) == 2
    assert made.startswith(b"%PDF")


def test_an_owner_whose_barriers_are_all_for_the_house_gets_numbers_and_no_text() -> None:
    held = brief("agency/Digdir")
    assert held.cases == ()
    assert pages(sheet_bytes(held)) == 1
    assert "1" in held.kept_in or "Éin" in held.kept_in
    assert SECRET not in repr(held)


def test_what_is_for_the_house_alone_is_in_no_file_and_is_counted() -> None:
    held = brief("ministry/DFD")
    assert SECRET not in repr(held)
    assert "5 barrierar" in held.kept_in
    assert SECRET not in written(sheet_bytes(held))
    with zipfile.ZipFile(io.BytesIO(slides_bytes(held))) as parts:
        assert not [name for name in parts.namelist() if SECRET.encode() in parts.read(name)]


def test_listed_and_more_and_kept_in_are_all_that_stand_open() -> None:
    held, rows = brief("ministry/DFD"), asked("ministry/DFD").rows
    assert len(held.cases) == LISTED
    assert [case.number for case in held.cases] == list(range(1, LISTED + 1))
    more = int(re.findall(r"\d+", held.more[LISTED])[0])
    assert more + LISTED + 5 == rows[0]["n_open"] == 40
    assert int(re.findall(r"\d+", held.more[3])[0]) == more + LISTED - 3


def test_the_heaviest_is_asked_first() -> None:
    rows = [row for row in asked("ministry/DFD").rows if row["public"] == "open"]
    weights = [(-row["severity"], -(row["hours_per_year"] or -1), row["reported_date"]) for row in rows]
    assert weights == sorted(weights)


def test_the_sheet_says_the_same_numbers_as_the_answer() -> None:
    held, rows = brief("ministry/DFD"), asked("ministry/DFD").rows
    text = written(sheet_bytes(held))
    hours = sum(row["hours_per_year"] for row in rows if row["hours_per_year"] is not None)
    assert held.tiles[0][0] == "40"
    assert speak("nn").number(hours).replace("\N{NO-BREAK SPACE}", " ") in text
    assert "20 av 40" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Figurpass RS-1234ABCD" in text
    assert "31. desember 2025" in text
    assert "Konstruerte tal" in text


def test_no_product_stands_without_its_factors_and_one_that_lacks_one_says_which() -> None:
    for case in brief("ministry/DFD").cases:
        assert len(case.burden) == 5
        known = "i året" in case.burden[-1]
        assert known != ("ikkje kjent" in " ".join(case.burden))
        assert known or "timar for ei sak" in case.burden[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_are_wide_and_every_letter_is_eighteen_points_or_more_in_the_readers_language(lang: str) -> None:
    deck = shown("ministry/DFD", lang)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert len(runs) > 40
    assert min(run.font.size.pt for run in runs) >= 18
    tongue = {"nn": "nn-NO", "nb": "nb-NO", "en": "en-GB"}[lang]
    assert {run._r.rPr.get("lang") for run in runs} == {tongue}
    assert deck.core_properties.language == tongue


def test_every_slide_has_its_heading_and_the_source_with_the_day_within_it() -> None:
    for slide in shown("ministry/DFD").slides:
        assert slide.shapes.title.text_frame.text
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("31. desember 2025" in text and "RS-1234ABCD" in text for text in texts)
        for shape in slide.shapes:
            assert shape.top + shape.height <= Inches(7.5)
            assert shape.left + shape.width <= Inches(13.34)


def charts_of(deck: pptx.presentation.Presentation) -> list[object]:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_charts_are_powerpoints_own_with_alt_text_and_hold_the_numbers_that_are_shown_and_no_others() -> None:
    frames, bars = charts_of(shown("ministry/DFD")), brief("ministry/DFD").bars
    assert len(frames) == len(bars) == 3
    for frame, one in zip(frames, bars, strict=True):
        chart = frame.chart
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == one.alt
        assert list(chart.plots[0].categories) == list(one.names)
        assert list(chart.plots[0].series[0].values) == list(one.values)
        assert chart.font.size.pt >= 18
        assert chart.plots[0].data_labels.font.size.pt >= 18
        book = CalamineWorkbook.from_filelike(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        [sheet] = book.sheet_names
        held = [cell for row in book.get_sheet_by_name(sheet).to_python() for cell in row if cell != ""]
        assert held[0] == one.measure
        assert held[1:] == [cell for pair in zip(one.names, one.values, strict=True) for cell in pair]


def test_the_sum_of_the_bars_by_standing_is_all_the_owner_has() -> None:
    assert sum(brief("ministry/DFD").bars[0].values) == asked("ministry/DFD").rows[0]["n_barriers"]


def test_alt_texts_say_every_name_whole_and_every_number() -> None:
    titles = {row["title"] for row in asked("ministry/DFD").rows if row["title"]}
    assert any(name.endswith("\N{HORIZONTAL ELLIPSIS}") for one in brief("ministry/DFD").bars for name in one.names)
    standing, *others = brief("ministry/DFD").bars
    assert all(name in standing.alt for name in standing.names)
    for one in others:
        assert all(said in one.alt for said in one.said)
        assert sum(title in one.alt for title in titles) == len(one.names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_card_is_one_page_and_two_slides_and_says_what_is_asked(lang: str) -> None:
    card = case_card(asked("social_partner/KS", "K1"), Sender("social_partner/KS", "Fjordvik", SOURCE), speak(lang))
    assert card is not None
    made = sheet_bytes(card)
    assert pages(made) == 1
    assert "Krav K1" in written(made)
    assert len(pptx.Presentation(io.BytesIO(slides_bytes(card))).slides) == 2
    assert [day for day, _ in card.cases[0].steps] == [
        speak(lang).date(step["at"]) for step in asked("social_partner/KS", "K1").steps.copy_rows()
    ]


def test_there_is_no_card_of_a_barrier_that_is_for_the_house_alone() -> None:
    held = asked("agency/Digdir", "G1")
    assert held.rows
    assert case_card(held, Sender("agency/Digdir", "Fjordvik", SOURCE), speak("nn")) is None


def test_a_cut_ends_at_a_word_and_leaves_a_number_whole() -> None:
    assert cut("Ein to tre", 20) == "Ein to tre"
    assert cut("Ein to\n tre fire", 8) == "Ein to\N{HORIZONTAL ELLIPSIS}"
    assert cut("Frå 1\N{NO-BREAK SPACE}200 dagar", 9) == "Frå\N{HORIZONTAL ELLIPSIS}"
    assert cut("abcdefgh", 4) == "abc\N{HORIZONTAL ELLIPSIS}"


def test_the_first_page_says_how_many_the_second_tells_of() -> None:
    text = written(sheet_bytes(brief("ministry/DFD")))
    [told] = re.findall(r"Dei (\d+) øvste er fortalde på neste side", text)
    assert 0 < int(told) < LISTED
    assert "øvste" not in written(sheet_bytes(brief("social_partner/KS")))
