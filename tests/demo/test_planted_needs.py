"""What waits in the demo is what Oversyn says waits, and its statuses follow from the rules in force."""

from __future__ import annotations

import pytest

from pages import overview
from reformspor.demo import PlantedFacts
from reformspor.page.protocol import Tile
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.paper import TextPage

WORDS = speak("nn")


@pytest.fixture(scope="module")
def tiles(store: DuckStore) -> dict[str, Tile]:
    """The overview's tiles on the demo, by label."""
    paper = TextPage(store, WORDS)
    overview.view(paper)
    return {tile.label: tile for tile in paper.shown_tiles}


def test_late_follow_ups_and_waiting_barriers_are_those_planted(tiles: dict[str, Tile], facts: PlantedFacts) -> None:
    late, waiting = tiles["Oppfølging over fristen"], tiles["Barrierar utan svar"]
    assert late.value == str(facts.actions_overdue)
    assert str(facts.actions_open) in str(late.change)
    assert waiting.value == str(facts.barriers_by_status["raised"])


def test_what_is_far_over_its_limit_is_to_be_acted_upon(tiles: dict[str, Tile]) -> None:
    for name in ("Hjelparar som manglar", "Tillitsvalde utover frikjøp", "Oppfølging over fristen"):
        status = tiles[name].status
        assert status is not None
        assert (status.state, status.word) == ("act", "Gjer noko")


def test_the_cost_is_called_an_estimate_between_two_ends(tiles: dict[str, Tile]) -> None:
    assert "Overslag" in str(tiles["Kostnad"].change)
    assert "\N{EN DASH}" in tiles["Kostnad"].value


def test_the_gap_says_from_when_the_hours_run_out(tiles: dict[str, Tile], facts: PlantedFacts) -> None:
    assert facts.capacity_breaks is not None
    assert "Timane deira rekk ikkje frå" in str(tiles["Hjelparar som manglar"].change)
