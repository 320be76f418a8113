"""Slides hold what their figures hold, at the level of their link, in letters for the back of the room."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from reformspor.page.deck import HEAD_LETTERS, Slide
from reformspor.page.deck_markup import Files
from reformspor.page.presenting import Deck, Shown, address_at, deck_of, order_at, slides_page, way_to
from reformspor.page.serving import Served
from reformspor.page.slide_plot import LEAST, SCALE, Plot
from reformspor.page.slide_table import Table
from reformspor.report.leaves import Number
from reformspor.report.receivers import receivers
from reformspor.report.room import lines_of
from reformspor.words import speak

FILES = Files(("/assets/x/slides.css",), ("/assets/x/slides.js",), "/assets/x/plotly.js", "/assets/x/mark.svg")


@pytest.fixture(scope="module")
def decks(held: Served) -> dict[str, Deck]:
    """The slides each receiver is offered."""
    return {code: deck_of(order_at(_address(held, receiver=code)), held, "public") for code in receivers()}


def _address(held: Served, **codes: str) -> dict[str, str]:
    return {"lang": "nn", "snapshot": held.manifest.id, **codes}


def _opened(address: dict[str, str], own: Any = "public") -> Shown:
    path, _, query = way_to(address).partition("?")
    return slides_page(path, query, own, FILES)


def _all(decks: dict[str, Deck]) -> list[Slide]:
    return [slide for deck in decks.values() for slide in deck.slides]


def test_every_slide_a_receiver_is_offered_has_something_to_show_in_the_constructed_municipality(decks):
    for code, deck in decks.items():
        assert deck.silent == (), code
        assert len(deck.slides) == len(receivers()[code].slides)


def test_no_letter_of_a_figure_is_smaller_than_eighteen_points(decks):
    sizes = [size for slide in _all(decks) if isinstance(slide.content, Plot) for size in _sizes(slide.content.spec)]
    assert len(sizes) > 100
    assert min(sizes) * SCALE >= LEAST - 0.01


def _sizes(spec: str) -> list[float]:
    """Every size of letters in a painted figure; those of what is only seen when it is hovered over are none."""
    found: list[float] = []

    def look(node: Any, key: str) -> None:
        if isinstance(node, dict):
            for name, value in node.items():
                if name == "size" and key.endswith("font") and isinstance(value, int | float):
                    found.append(value)
                look(value, name)
        elif isinstance(node, list):
            for value in node:
                look(value, key)

    look(json.loads(spec), "")
    return found


def test_a_figure_that_shows_some_of_its_rows_says_how_many_more_there_are(decks):
    words = speak("nn")
    cut = [
        slide for slide in _all(decks) if isinstance(slide.content, Plot) and slide.content.shown < slide.content.rows
    ]
    assert cut
    for slide in cut:
        left = slide.content.rows - slide.content.shown
        assert words("presentation.more_rows", n=left) in slide.left_out
        low, high = json.loads(slide.content.spec)["layout"]["yaxis"]["range"]
        assert high - low < slide.content.rows


def test_a_table_holds_whole_rows_of_the_answer_and_says_how_many_more_there_are(decks):
    tables = [slide for slide in _all(decks) if isinstance(slide.content, Table)]
    assert tables
    for slide in tables:
        (shown, rows), (kept, columns) = slide.content.rows, slide.content.columns
        assert rows == len(slide.exhibit.table)
        assert columns == len(slide.exhibit.table.columns)
        assert slide.content.markup.text.count("<tr>") == shown + 1
        assert ("til" in slide.left_out) == (shown < rows or kept < columns)


def test_a_number_says_its_own_period_and_is_never_said_to_be_of_the_whole_when_it_is_not(decks):
    held = next(slide for slide in decks["council"].slides if isinstance(slide.content, Number))
    assert held.headline == "Haldne arbeidsøkter"
    assert "Heile perioden" not in " ".join((held.sub, *held.foot))


def test_a_headline_has_room_and_a_long_one_is_broken_where_a_sentence_ends(decks):
    for slide in _all(decks):
        assert lines_of(slide.headline, HEAD_LETTERS) <= 3
        if slide.exhibit is not None:
            whole = f"{slide.headline}. {slide.more}" if slide.more else slide.headline
            assert whole == slide.exhibit.headline


def test_the_page_holds_every_figure_with_its_passport_its_numbers_and_the_way_to_the_live_view(held, decks):
    shown = _opened(_address(held, receiver="dfd"))
    assert shown.status == 200
    slides = decks["dfd"].slides
    assert shown.body.count('class="sl-slide') == len(slides) + 1
    text = unescape(shown.body)
    for slide in slides:
        assert slide.headline in text
        assert slide.passport is not None
        assert f"Figurpass {slide.passport.id}</span>" in text
        assert f'href="{slide.live}"' in text
    assert 'href="/dossier?lang=nn&owner=ministry"' in text
    assert text.count("Konstruerte tal</span>") == len(slides) + 1
    assert "Intern vising" not in text


def test_the_page_asks_no_other_server_for_anything_and_runs_no_script_of_its_own_text(held):
    body = _opened(_address(held, receiver="ks")).body
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', body)
    assert not re.search(r"<script(?![^>]*\bsrc=)", body)
    assert not re.search(r"\son[a-z]+=", re.sub(r'data-spec="[^"]*"', "", body))


def test_a_higher_level_is_written_on_every_slide_and_given_inside_the_house_alone(held):
    address = _address(held, slides="overview.number_7~overview.barriers_by_level_1", rule="internal")
    inside = _opened(address, "internal")
    assert inside.body.count("Intern vising</span>") == 3
    outside = _opened(address, "public")
    assert outside.status == 422
    assert "sl-slide" not in outside.body


def test_slides_without_a_level_are_those_open_to_all_inside_the_house_too(held):
    address = _address(held, slides="cost.number_3")
    assert order_at(address).level == "public"
    assert _opened(address, "internal").body == _opened(address, "public").body


@pytest.mark.parametrize("change", [
    lambda path, query: (path[:-1] + ("0" if path[-1] != "0" else "1"), query),
    lambda path, query: (path, query.replace("rule=public", "rule=internal")),
    lambda path, query: (path, query + "&period=2024-01..2024-12"),
])  # fmt: skip
def test_a_link_that_somebody_has_changed_shows_nothing_and_leads_to_where_slides_are_made(held, change):
    path, _, query = way_to(_address(held, receiver="ks", rule="public")).partition("?")
    path, query = change(path, query)
    shown = slides_page(path, query, "internal", FILES)
    assert (shown.status, shown.body) == (303, "")
    assert shown.to.startswith("/presentation?")


def test_slides_of_a_snapshot_that_no_longer_serves_are_not_shown(held):
    assert _opened({**_address(held, receiver="ks"), "snapshot": "20200101-demo-0000000000"}).status == 303


def test_an_address_that_cannot_be_read_shows_nothing(held):
    for codes in ({"slides": "nonsense"}, {"rule": "secret"}):
        assert _opened(_address(held, receiver="ks", **codes)).status == 303
    for codes in ({"slides": "nowhere.number_1"}, {"period": "2024-13..2024-01"}, {"receiver": "nobody"}):
        shown = _opened(_address(held, **{"receiver": "ks", **codes}))
        assert shown.status == 422
        assert "sl-slide" not in shown.body


def test_the_address_of_a_presentation_is_read_back_as_the_same_presentation(held):
    order = order_at(_address(held, receiver="dfd", title="Møte 3. mars & meir", period="2024-01..2024-12"))
    assert order_at(address_at(order)) == order
    query = way_to(address_at(order)).partition("?")[2]
    assert order_at(dict(parse_qsl(query))) == order


def test_a_title_is_written_as_text_whatever_it_holds(held):
    body = _opened(_address(held, slides="cost.number_3", title="<img src=x onerror=alert(1)>")).body
    assert "<img" not in body
    assert "&lt;img src=x" in body


def test_the_period_reaches_the_slides_and_the_live_view(held):
    address = _address(held, slides="overview.barriers_by_level_1", period="2024-01..2024-12")
    body = unescape(_opened(address).body)
    assert "januar–desember 2024" in body
    assert 'href="/overview?lang=nn&period=2024-01..2024-12"' in body


def test_a_figure_too_dense_for_a_slide_is_told_of_and_not_shown_in_part(held):
    deck = deck_of(order_at(_address(held, slides="barriers.barriers_type_by_level_1")), held, "public")
    assert deck.slides == ()
    assert [one.why for one in deck.silent] == [speak("nn")("presentation.too_dense")]


def test_the_style_of_slides_keeps_what_the_figures_are_laid_out_for():
    style = (Path(__file__).parents[2] / "reformspor" / "web" / "static" / "slides.css").read_text("utf-8")
    assert "width: 1280px; height: 720px" in style
    script = (Path(__file__).parents[2] / "reformspor/web/static/slides/slides.js").read_text("utf-8")
    assert f"SCALE = {LEAST} / 13" in script
    assert "staticPlot: true" in script


def test_what_a_figure_is_narrowed_to_stands_under_its_headline_and_not_in_the_foot(decks):
    narrowed = [slide for slide in decks["digdir"].slides if "type=digital" in slide.live]
    assert len(narrowed) >= 3
    for slide in narrowed:
        assert slide.sub.endswith("Digitale system og datadeling og personvern og teieplikt.")
