"""Oversyn says first what leadership needs, with a status by rules that a setting changes at once."""

import datetime as dt
from typing import Any

import duckdb
import pytest

from pages import overview
from reformspor.choices import choices_from
from reformspor.page.before import stood
from reformspor.page.goals import goal_for
from reformspor.page.protocol import Tile
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small, small_connection
from tests.views.paper import TextPage

STORE = small()


def tiles(lang: str = "nn", **page: Any) -> dict[str, Tile]:
    paper = TextPage(**{"store": STORE, "words": speak(lang), **page})
    overview.view(paper)
    return {tile.label: tile for tile in paper.shown_tiles}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_tiles_are_what_leadership_needs_first_and_each_known_number_has_its_status(lang: str) -> None:
    shown = list(tiles(lang).items())
    words = speak(lang)
    assert [name for name, _ in shown[:6]] == [
        words(f"status.tile.{name}") for name in ("gap", "beyond", "on_top", "cost", "late", "waiting")
    ]
    for name in ("gap", "late", "waiting"):
        status = dict(shown)[words(f"status.tile.{name}")].status
        assert status is not None
        assert status.word
        assert status.rule


def test_a_rule_the_municipality_sets_changes_the_status_and_is_told_with_its_source() -> None:
    mild = choices_from({"status": {"helper_gap": {"watch": 100, "act": 200, "source": "Kommunestyret"}}})
    strict = choices_from({"status": {"helper_gap": {"watch": 1, "act": 2}}})
    for choices, state in ((mild, "good"), (strict, "act")):
        status = tiles(choices=choices)["Hjelparar som manglar"].status
        assert status is not None
        assert status.state == state
    assert "Kommunestyret" in tiles(choices=mild)["Hjelparar som manglar"].status.rule  # type: ignore[union-attr]


def test_cost_has_a_status_only_when_the_municipality_has_a_rule_for_it_and_always_says_estimate() -> None:
    rates = {"rates": {role: {"hourly_nok": 500} for role in ("helper", "employee", "leader", "local_union_rep")}}
    without, ruled = (
        tiles(choices=choices_from(said))["Kostnad"]
        for said in (rates, rates | {"status": {"cost_month": {"watch": 1, "act": 2}}})
    )
    assert without.status is None
    assert ruled.status is not None
    assert ruled.status.state == "act"
    assert "Overslag" in str(ruled.change)


def test_a_target_is_told_with_its_source_on_the_tile() -> None:
    choices = choices_from({"targets": {"barrier_days": {"value": 90, "source": "Handlingsplanen"}}})
    told = tiles(choices=choices)["Opne barrierar"].target
    assert told is not None
    # The tile's own number is of barriers, so a target for their age says so.
    assert told.startswith("alderen på opne barrierar: ")
    assert "mål 90 dagar eller mindre, " in told
    assert "Handlingsplanen" in told


def test_a_target_in_the_export_comes_before_the_one_in_the_settings() -> None:
    store = small()
    store._connection.execute(
        "insert into targets (measure, month, value, source) values ('barrier_days', date '2025-01-01', 30, 'Budsjett')"
    )
    choices = choices_from({"targets": {"barrier_days": 90}})
    paper = TextPage(store=store, words=speak("nn"), choices=choices)
    goal = goal_for(paper, "barrier_days")
    assert goal is not None
    assert (goal.value, goal.direction, goal.source) == (30.0, "lower", "Budsjett")


def test_a_target_for_the_whole_municipality_is_not_held_against_a_part_unless_it_is_a_share_or_an_age() -> None:
    choices = choices_from({"targets": {"open_barriers": 10, "barrier_days": 90}})
    part = TextPage(store=STORE, words=speak("nn"), choices=choices, scope=Scope(units=("U1",)))
    whole = TextPage(store=STORE, words=speak("nn"), choices=choices)
    assert goal_for(part, "open_barriers") is None
    assert goal_for(whole, "open_barriers") is not None
    assert goal_for(part, "barrier_days") is not None


def test_without_the_optional_tables_the_overview_stands() -> None:
    paper = TextPage(store=small(optional=False, hours=False), words=speak("nn"))
    overview.view(paper)
    assert len(paper.shown_tiles) == 11


def late_on(con: duckdb.DuckDBPyConnection, day: str) -> int:
    counted = con.execute(f"select count(*) from actions where due < '{day}' and coalesce(done > '{day}', true)")
    return int(counted.fetchall()[0][0])


def raise_barriers(con: duckdb.DuckDBPyConnection, only: str = "%", *, today_alone: bool = False) -> None:
    """An event that lifts each barrier to its owner in June 2025; `today_alone` when the source tells no more."""
    con.execute(
        """insert into barrier_events by name
        select 'R' || barrier_id as event_id, barrier_id, date '2025-06-01' as "at", 'raised' as to_status,
            ? as status_only
        from barriers where barrier_id like ?""",
        ["yes" if today_alone else "no", only],
    )


def test_what_is_late_and_what_waits_is_held_against_how_it_stood_a_year_before() -> None:
    con = small_connection()
    con.execute("delete from barriers where barrier_id <> 'B01'; delete from barrier_events")
    raise_barriers(con)
    before, today = late_on(con, "2024-12-31"), late_on(con, "2025-12-31")
    assert before != today
    shown = tiles(store=DuckStore(con))
    said = {name: str(tile.former).replace("\N{NO-BREAK SPACE}", " ") for name, tile in shown.items()}
    assert said["Oppfølging over fristen"] == f"frå {before} til {today} sidan 31. desember 2024"
    assert said["Barrierar utan svar"] == "frå 0 til 1 sidan 31. desember 2024"


def test_how_it_stood_is_asked_of_the_period_before_as_much_earlier_and_never_before_the_first_record() -> None:
    quarter = Scope(first=dt.date(2025, 10, 1), last=dt.date(2025, 12, 1))
    assert stood(quarter, STORE) == (quarter.former(), dt.date(2025, 9, 30))
    assert stood(Scope(units=("U1",)), STORE) == (Scope(units=("U1",)), dt.date(2024, 12, 31))
    assert stood(Scope(first=dt.date(2025, 1, 1)), STORE) is None
    assert stood(Scope(first=dt.date(2024, 1, 1), last=dt.date(2025, 12, 1)), STORE) is None


def test_a_source_that_tells_only_the_status_of_today_claims_no_change() -> None:
    con = small_connection()
    con.execute("delete from barrier_events where barrier_id = 'B01'")
    raise_barriers(con, only="B01", today_alone=True)
    assert "overlappar" in str(tiles(store=DuckStore(con))["Barrierar utan svar"].former)
    con.execute("delete from barrier_events")
    raise_barriers(con, today_alone=True)
    assert tiles(store=DuckStore(con))["Barrierar utan svar"].former is None
