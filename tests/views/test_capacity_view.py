"""The view of capacity says its measures, works without optional tables, and never hides which fallback it used."""

from __future__ import annotations

import datetime as dt
from functools import cache
from types import ModuleType

import pytest

from pages import capacity, sessions
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import MONTHS, small, small_connection
from tests.views.paper import TextPage


@cache
def full() -> DuckStore:
    """The small store with hours by kind of session and helpers' capacity."""
    con = small_connection()
    for bundle, activity, kind, hours in (
        (1, "conduct", "workshop", 300), (1, "conduct", "meeting", 120), (1, "conduct", "merged", 6),
        (2, "prepare", "workshop", 80), (3, "several", "workshop", 20), (3, "several", "none", 200),
    ):  # fmt: skip
        con.execute(
            """insert into released_effort by name select 'x' as source, ? as bundle, 1 as batch, 'helper' as role,
            date '2025-01-01' as month_from, date '2025-12-01' as month_to, 5 as band_lo, ? as activity, ? as kind,
            ? as hours""",
            [bundle, activity, kind, hours],
        )
    for month in [*MONTHS, dt.date(2026, 1, 1), dt.date(2026, 2, 1)]:
        con.execute(
            """insert into released_capacity by name select 'x' as source, 'helper' as role, 'municipality' as place,
            'municipality' as place_level, $1::date as month_from, $1::date as month_to, 5 as band_lo,
            if($1::date > date '2026-01-15', 4, 100) as available_h""",
            [month],
        )
    con.execute("insert into released_fifth values ('x', null, 'helper', 2024, 0.31, '20-49')")
    return DuckStore(con)


def read(store: DuckStore, lang: str = "nn", **page: object) -> TextPage:
    paper = TextPage(store=store, words=speak(lang), **page)  # type: ignore[arg-type]
    capacity.view(paper)
    return paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_view_is_written_in_every_language(lang: str) -> None:
    paper = read(full(), lang)
    assert paper.lines[0] == f"# {speak(lang)('views.capacity.title')}"
    assert "{" not in paper.written
    assert len(paper.shown_tiles) == 5
    assert all(tile.definition for tile in paper.shown_tiles)


def test_the_view_says_when_the_hours_run_out_and_which_kinds_are_counted_by_the_average() -> None:
    text = read(full()).written.replace("\N{NO-BREAK SPACE}", " ")
    assert "tek slutt i veke 6, frå 2. februar 2026" in text
    assert "snittet for alle slag: økt saman med andre forvaltningsnivå" in text
    assert "Utanom øktene gjekk 28 % av timane" in text
    assert "31" in text
    assert "la ned 31 % av timane i 2024" in text


def test_without_capacity_the_view_says_what_is_missing_and_shows_the_rest() -> None:
    paper = read(small(optional=False))
    assert any(answer.state == "no_table" for answer, _ in paper.charts)
    assert "Komande 0" in paper.written


def test_without_hours_by_kind_the_need_is_not_known_and_not_nought() -> None:
    text = read(small()).written
    assert speak("nn")("capacity.beside.unknown") in text
    assert "timar nok til dei planlagde" not in text


@pytest.mark.parametrize("rule", [Rule.research(), Rule.public()])
def test_the_view_can_be_shown_at_every_level(rule: Rule) -> None:
    assert read(full(), rule=rule).lines


def test_a_role_in_the_filter_does_not_change_whose_need_it_is() -> None:
    paper = read(full(), scope=Scope(roles=("union_rep",)))
    assert paper.shown_tiles[0].value == read(full()).shown_tiles[0].value


@pytest.mark.parametrize("view", [capacity, sessions])
def test_the_list_of_unstaffed_sessions_is_said_to_be_of_the_weeks_that_come(view: ModuleType) -> None:
    paper = TextPage(store=full(), words=speak("nn"), scope=Scope.from_address({"period": "2024-01..2024-06"}))
    view.view(paper)
    of = {answer.name: answer.scope for answer, _ in (*paper.charts, *paper.tables)}
    # The eight weeks end on the first of March.
    months = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
    assert [(of[name].first, of[name].last) for name in ("sessions/unstaffed", "sessions/unstaffed_sessions")] == [
        months, months,
    ]  # fmt: skip
