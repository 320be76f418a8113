"""However much is written of barriers, both files can be made and opened, hold it as text, and count all there are."""

from __future__ import annotations

import io
import re
import zipfile

import pptx
import pytest

from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.report.brief import Brief
from reformspor.report.dossier import Asked, Sender, case_card, dossier
from reformspor.report.sheet import sheet_bytes
from reformspor.report.slides import slides_bytes
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.report.test_dossier import pages, written
from tests.views.histories import without_barriers

NN = speak("nn")


def stored(title: str, *, n: int = 20, org: str = "DFD", legal: str = "§ 3-2") -> DuckStore:
    """So many barriers of one ministry that all bear the same title, every eighth for the house alone."""
    con = without_barriers()
    con.execute(
        """insert into barriers by name select 'D' || lpad(i::varchar, 4, '0') as barrier_id, $1 as title,
        $1 as description, $1 as wanted_action, date '2024-01-01' + to_days(i % 300) as reported_date,
        ['law'] as types, 'ministry' as owner_level, $2 as owner_org, $3 as legal_ref, if(i < 11, 1, 3) as severity,
        if(i % 8 = 7, 'internal', 'open') as public, 1 as burden_hours, 12 as burden_per_year,
        40 as burden_affected, 600 as burden_rate_nok, date '2025-06-01' as answer_by from range($4::int) as t(i)""",
        [title, org, legal, n],
    )
    con.execute(
        """insert into barrier_events by name select barrier_id || 'e' as event_id, barrier_id,
        reported_date as "at", 'exploring' as to_status, 'no' as status_only, title as note, owner_org as actor_org
        from barriers"""
    )
    return DuckStore(con)


def asked(store: DuckStore, org: str = "DFD", barrier: str = "") -> Asked:
    whose = Scope(owners=(f"ministry/{org}",), barriers=(barrier,) if barrier else ())
    asks = ask(store, "dossier/asks", whose, Rule.public())
    each = Scope(barriers=tuple(asks.frame["barrier_id"]))
    return Asked(
        asks,
        ask(store, "dossier/standing", whose, Rule.public()),
        ask(store, "barriers/history", each, Rule.public()),
        ask(store, "dossier/sessions", each, Rule.public()),
    )


def briefs(store: DuckStore, org: str = "DFD") -> tuple[Brief, Brief]:
    """The dossier of the owner, and the card of its first barrier."""
    sender = Sender(f"ministry/{org}", "Fjordvik", "Kjelde: barriers.csv.")
    card = case_card(asked(store, org, "D0000"), sender, NN)
    assert card is not None
    return dossier(asked(store, org), sender, NN), card


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://a.example","x")', "http://a.example/x", "+47 1", "@SUM(A1)", "＝1"]
)
def test_the_numbers_behind_a_chart_hold_no_formula_and_no_link(title: str) -> None:
    whole, _ = briefs(stored(title, n=40))
    assert any(name == title for bars in whole.bars for name in bars.names)
    with zipfile.ZipFile(io.BytesIO(slides_bytes(whole))) as deck:
        books = [deck.read(name) for name in deck.namelist() if name.endswith(".xlsx")]
    assert len(books) == len(whole.bars)
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as parts:
            said = b"".join(parts.read(name) for name in parts.namelist())
        assert not re.search(rb"<f>|<f |<hyperlink|TargetMode", said)


@pytest.mark.parametrize("sign", ["\U0001f600", "\u6f22", "\ue000", "\ufeff", "\U00020000", "\u0e01"])
def test_a_sign_no_letter_of_the_sheet_has_costs_that_sign_and_not_the_sheet(sign: str) -> None:
    for made in briefs(stored(f"Krav {sign} på blåbær", n=3)):
        text = written(sheet_bytes(made))
        assert "på blåbær" in text
        assert "§ 3-2" in text
        slides_bytes(made)


def test_what_is_written_as_markup_is_text_in_both_files() -> None:
    title = '#read("/etc/passwd") <first> & </a:t> *b* $x$'
    for made in briefs(stored(title, n=3)):
        assert title in written(sheet_bytes(made))
        deck = pptx.Presentation(io.BytesIO(slides_bytes(made)))
        shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
        assert any(title in shape.text_frame.text for shape in shapes)


def test_long_names_and_references_leave_the_sheet_within_its_pages() -> None:
    org = "Eit direktorat med eit langt namn " * 58
    whole, card = briefs(stored("x" * 2000, org=org.strip(), legal="§ 1 og " * 280), org.strip())
    assert (pages(sheet_bytes(whole)), pages(sheet_bytes(card))) == (2, 1)
    slides_bytes(whole)


def test_of_more_barriers_than_are_listed_all_are_counted() -> None:
    whole, _ = briefs(stored("Krav", n=1000))
    number = NN.number
    assert [tile[0] for tile in whole.tiles[:2]] == [number(1000), number(1000)]
    assert whole.tiles[3][0] == number(1000 * 12 * 40)
    assert f"{number(1000)} av {number(1000)}" in whole.tiles[3][1] or "1000 av 1000" in whole.tiles[3][1]
    assert whole.kept_in.startswith("125 ")
    assert whole.more[-1].startswith(f"{1000 - 125 - 15} ")
    assert pages(sheet_bytes(whole)) == 2
