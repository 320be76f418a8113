"""The capacity planted in the demo comes out: the week it breaks, what a session takes, and how few carry it."""

from __future__ import annotations

import datetime as dt

import pytest

from pages import capacity
from reformspor import findings
from reformspor.answers import Answer, ask
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit_demo
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.paper import TextPage

HELPERS = Scope(roles=("helper",))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> DuckStore:
    """The demo as it is served."""
    data = DataFolder(tmp_path_factory.mktemp("data"))
    outcome = admit_demo(data, form="parquet")
    assert outcome.manifest is not None, outcome.faults
    return DuckStore.open(data.snapshots / outcome.manifest.id / "served.duckdb")


def told(store: DuckStore, name: str) -> Answer:
    return ask(store, name, HELPERS, Rule.internal())


def test_a_break_is_planted_within_the_coming_weeks_and_not_at_once(facts: PlantedFacts) -> None:
    weeks = list(facts.weeks_ahead)
    assert facts.capacity_breaks in weeks[2:]
    assert all(week["need"] < 0.9 * week["available"] for week in list(facts.weeks_ahead.values())[:4])


def test_the_week_the_hours_run_out_is_the_planted_one(store: DuckStore, facts: PlantedFacts) -> None:
    need = told(store, "capacity/need")
    assert facts.capacity_breaks is not None
    assert findings.first_gap(need) == dt.date.fromisoformat(facts.capacity_breaks)


def test_need_and_hours_of_each_week_are_those_planted(store: DuckStore, facts: PlantedFacts) -> None:
    rows = [row for row in told(store, "capacity/need").copy_rows() if row["span"] == "week"]
    assert [str(row["day_from"])[:10] for row in rows] == list(facts.weeks_ahead)
    for row, week in zip(rows, facts.weeks_ahead.values(), strict=True):
        assert float(row["available"]) == pytest.approx(week["available"], abs=0.01)
        assert float(row["need"]) == pytest.approx(week["need"], rel=0.02)


def test_what_a_kind_of_session_took_lies_between_the_ends_that_are_told(store: DuckStore, facts: PlantedFacts) -> None:
    rows = {row["kind"]: row for row in told(store, "capacity/effort_by_kind").copy_rows()}
    assert set(facts.helper_hours_by_kind) <= set(rows)
    for kind, hours in facts.helper_hours_by_kind.items():
        least, most = float(rows[kind]["per_session"]), float(rows[kind]["per_session_possible"])
        # Hours of the few helpers whose rows were pooled with other roles are not told by kind.
        assert 0.97 * least - 0.01 <= hours <= 1.03 * most + 0.01, kind
    own = [kind for kind, row in rows.items() if row["basis"] == "own"]
    assert {"workshop", "meeting", "training", "seminar", "follow_up", "with_others"} <= set(own)


def test_the_view_says_the_planted_week_and_the_fill_that_was_planted(store: DuckStore, facts: PlantedFacts) -> None:
    paper = TextPage(store=store, words=speak("en"))
    capacity.view(paper)
    assert "in week 50, from 5 December 2026" in paper.written
    assert facts.capacity_breaks == "2026-12-05"
    assert "The busiest fifth of the role helper" in paper.written
    assert "not_reported" not in paper.written


def test_the_busiest_fifth_is_told_of_closed_years_only(store: DuckStore) -> None:
    rows = told(store, "capacity/concentration").copy_rows()
    assert rows[0]["year"] == 2025
    assert all(0.2 <= row["fifth_share"] <= 0.5 for row in rows)
