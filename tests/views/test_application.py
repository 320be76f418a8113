"""The page Application shows one section at a time in every language, for whatever data there are."""

from __future__ import annotations

import pytest

from pages import application
from reformspor.application import Held, Written, our_calls
from reformspor.application.calls import CallFault
from reformspor.disclosure import Rule
from reformspor.report.leaves import Comment
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

NN = speak("nn")
CALL = our_calls()[0]


def read(
    lang: str = "nn", held: Held | None = None, *, optional: bool = True, level: str = "internal", **address: str
) -> TextPage:
    page = TextPage(
        small(optional=optional),
        speak(lang),
        rule=Rule.of(level),
        given=address,
        applications=held or Held(our_calls()),
    )
    application.view(page)
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_a_section_is_chosen_the_contents_say_how_much_is_open_and_nothing_is_asked(lang: str) -> None:
    page = read(lang)
    assert speak(lang)("application.part.contents") in page.lines
    assert page.charts == page.tables == []
    assert "application_desk" in page.lines


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("optional", [True, False], ids=["whole", "thin"])
def test_the_whole_annex_can_be_read_with_all_tables_and_with_the_required_alone(lang: str, optional: bool) -> None:
    page = read(lang, optional=optional, part="whole")
    for section in CALL.sections:
        assert f"## {CALL.said(speak(lang), f'section.{section.key}')}" in page.lines
    # A table as text names a hole so; no sentence does.
    assert not [line for line in page.lines if "\n" not in line and {"nan", "None"} & set(line.split())]
    assert (
        speak(lang)("application.left", n=len(CALL.asks), all=len(CALL.asks)).replace("\N{NO-BREAK SPACE}", " ")
        in page.written
    )


def test_a_chosen_section_shows_itself_alone() -> None:
    page = read(part="risk")
    assert [line for line in page.lines if line.startswith("## ")] == [f"## {CALL.said(NN, 'section.risk')}"]


def test_what_is_written_takes_the_place_of_the_open_field() -> None:
    said = Written({"risk_measures": Comment("leader", "2026-11-20T10:00:00+00:00", "Me lærer opp fleire.")})
    page = read(held=Held(our_calls(), written={CALL.code: said}), part="risk")
    assert "Me lærer opp fleire." in page.lines
    assert "Skrive av leiar, 20. november 2026" in page.lines
    assert not any(line.endswith(f": {CALL.said(NN, 'ask.risk_measures')}]") for line in page.lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_of_the_municipality_that_cannot_be_used_is_told_of(lang: str) -> None:
    held = Held(our_calls(), (("own.toml", CallFault("fill", name="x", known="y")),))
    assert any("own.toml" in line for line in read(lang, held).lines)


def test_the_plan_set_on_planning_is_the_one_that_is_written() -> None:
    assert "30 einingar blir følgde i 60 månader." in read(part="design", p="u30_m60").lines


def test_the_chosen_months_are_those_the_sections_are_of() -> None:
    whole, year = read(part="impact"), read(part="impact", months="year")
    assert whole.written != year.written
    assert {
        (answer.scope.first, answer.scope.last) for answer, _ in year.charts if answer.name == "sessions/by_level"
    } == {(year.recent()["first"], year.recent()["last"])}


def test_at_the_public_level_no_reason_of_a_hypothesis_is_told() -> None:
    assert all(not answer.rule.free_text for answer, _ in read(level="public", part="whole").charts)
