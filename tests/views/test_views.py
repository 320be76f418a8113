"""The five views say what they promise, in three languages, with optional tables and without, and with nothing."""

import datetime as dt
from functools import cache
from types import ModuleType

import pytest

from pages import barriers, data, deliver, overview, phases, resources, sessions
from reformspor.charts import paint
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage

VIEWS: dict[str, ModuleType] = {
    "overview": overview,
    "sessions": sessions,
    "resources": resources,
    "barriers": barriers,
    "phases": phases,
    "data": data,
    "deliver": deliver,
}
FULL, BARE = small(), small(optional=False)
UNSEEN = small(optional=False, hours=False)


@cache
def read(name: str, lang: str = "nn", **page: object) -> TextPage:
    """The view written on plain paper."""
    paper = TextPage(**{"store": FULL, "words": speak(lang), **page})  # type: ignore[arg-type]
    VIEWS[name].view(paper)
    return paper


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_written_in_every_language_with_its_own_title(name: str, lang: str) -> None:
    paper = read(name, lang)
    assert paper.lines[0] == f"# {speak(lang)(f'views.{name}.title')}"
    assert "{" not in paper.written.replace("{}", "")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_figure_can_be_painted_and_has_its_table_and_alt_text(name: str, theme: str) -> None:
    paper = read(name)
    for answer, chart in paper.charts:
        if answer.state == "ok":
            assert chart is not None
            assert chart.alt, answer.name
            assert not chart.table.empty, answer.name
            assert '"@' not in str(paint(chart, theme, paper.words))  # type: ignore[arg-type]


def test_the_overview_has_eleven_tiles_with_definition_and_link_and_three_findings_with_their_rules() -> None:
    paper = read("overview")
    assert len(paper.shown_tiles) == 11
    links = {tile.link for tile in paper.shown_tiles}
    assert links == {"sessions", "resources", "barriers", "data", "union_reps", "cost", "capacity", "phases"}
    assert all(tile.definition and tile.answer is not None for tile in paper.shown_tiles)
    assert len(paper.said) == 3
    assert all(finding.rule for finding in paper.said)
    assert len(paper.shown_tiles[6].spark) > 12
    assert str(paper.shown_tiles[6].former).startswith("frå ")
    assert "Samanlikna med januar–desember 2024." in paper.shown_tiles[6].definition


def test_the_overview_says_hours_by_role_open_barriers_and_initiatives_by_phase() -> None:
    text = read("overview").written
    for words in ("Tillitsvalde", "Hjelparar", "Departement", "Utforsking", "Opne barrierar", "Tiltak i arbeid"):
        assert words in text


def test_the_sessions_view_names_status_kind_phase_unit_level_parties_and_outcome() -> None:
    text = read("sessions").written
    for words in (
        "Gjennomført", "Avlyst", "Planlagd", "Utforsking", "Ikkje oppgitt", "Verkstad", "Partane var med",
        "Solsida skule", "Direktorat eller etat", "Avklart", "Avtale om data", "manglar dei neste åtte vekene",
    ):  # fmt: skip
        assert words in text, words


def test_the_resources_view_shows_merged_cells_and_what_came_on_top() -> None:
    paper = read("resources")
    text = paper.written
    for words in (
        "Førebuing",
        "På toppen av ordinære oppgåver",
        "Slege saman over fleire månader",
        "Oppvekst (samla)",
    ):
        assert words in text, words
    heat = next(chart for answer, chart in paper.charts if answer.name == "resources/unit_month_per_100_fte")
    assert heat is not None
    assert any(trace.get("marker", {}).get("pattern") for trace in heat.data)


def test_the_barriers_view_shows_stock_matrix_and_ages() -> None:
    text = read("barriers").written
    for words in ("Lov og forskrift", "Kommunen sjølv", "Sak 1", "Løfta til eigar"):
        assert words in text, words


def test_the_data_view_says_what_was_refused_and_what_waits() -> None:
    text = read("data").written
    assert "sessions.csv" in text
    assert "3 rader blei avviste ved inntaket, 5,0 % av alt som blei lese" in text
    assert "42.5" in text


@pytest.mark.parametrize("name", ["overview", "sessions", "resources"])
def test_a_missing_optional_table_says_that_a_file_is_needed(name: str) -> None:
    assert "Denne figuren treng ei fil til" in read(name, store=BARE).written


@pytest.mark.parametrize("name", VIEWS)
def test_a_period_without_anything_is_said_to_have_no_data(name: str) -> None:
    nothing = Scope(first=dt.date(1999, 1, 1), last=dt.date(1999, 12, 1))
    paper = read(name, scope=nothing)
    # Hours wait in this source, so an empty period of the ledger may be hidden rather than empty.
    if name not in ("data", "deliver"):
        assert "Ingen data i dette utvalet" in paper.written or "Tala finst, men er skjulte" in paper.written


def test_no_data_hidden_and_a_missing_table_are_three_different_messages() -> None:
    hidden = read("resources", store=UNSEEN).written
    assert "Tala finst, men er skjulte" in hidden
    assert "Denne figuren treng ei fil til" in hidden
    assert "Ingen data i dette utvalet" not in hidden.split("##")[0]


@pytest.mark.parametrize("name", VIEWS)
def test_the_public_reader_gets_the_same_view(name: str) -> None:
    assert read(name, rule=Rule.public()).lines[0] == f"# {speak('nn')(f'views.{name}.title')}"


def test_text_from_data_is_harmless_in_every_figure() -> None:
    for name in VIEWS:
        for _, chart in read(name).charts:
            if chart is not None:
                assert "<b>" not in str(chart.data) + str(chart.layout)


def test_deliver_says_what_changed_inside_the_house_and_elsewhere_why_there_is_nothing_to_do() -> None:
    inside = read("deliver")
    assert [line for line in inside.lines if line in ("desk", "shelf")] == ["desk", "shelf"]
    assert "første uttaket" in inside.written
    for rule in (Rule.research(), Rule.public()):
        outside = read("deliver", rule=rule)
        assert "desk" not in outside.lines
        assert "Data blir leverte internt" in outside.written
