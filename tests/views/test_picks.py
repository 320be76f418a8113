"""A figure that shows months, units or roles lets its reader pick them; every tile and figure says what it measures."""

from functools import cache
from types import ModuleType

import pytest

from pages import (
    answers,
    barriers,
    capacity,
    cost,
    data,
    dossier,
    durations,
    elsewhere,
    outcomes,
    overview,
    phases,
    register,
    resources,
    sessions,
    union_reps,
)
from reformspor.charts.picking import offered
from reformspor.page.about import measure
from reformspor.page.navigation import PAGES
from reformspor.scope import FILTERS
from reformspor.words import speak
from tests.views.given import small
from tests.views.paper import TextPage

VIEWS: dict[str, ModuleType] = {
    "overview": overview,
    "sessions": sessions,
    "capacity": capacity,
    "resources": resources,
    "union_reps": union_reps,
    "cost": cost,
    "barriers": barriers,
    "answers": answers,
    "durations": durations,
    "dossier": dossier,
    "register": register,
    "elsewhere": elsewhere,
    "outcomes": outcomes,
    "phases": phases,
    "data": data,
}
STORE = small()
# What a row of a question is about, and the filter it is picked by.
SHOWN = {
    "month": "period", "month_from": "period", "quarter": "period", "year": "period",
    "unit_id": "unit", "role": "role", "role_group": "role",
}  # fmt: skip


@cache
def read(name: str) -> TextPage:
    paper = TextPage(store=STORE, words=speak("nn"), given={"owner": "ministry"})
    VIEWS[name].view(paper)
    return paper


@pytest.mark.parametrize("name", VIEWS)
def test_months_units_and_roles_of_a_figure_can_be_picked(name: str) -> None:
    missing = []
    for answer, chart in read(name).charts:
        if answer.state != "ok" or chart is None or not chart.data:
            continue
        wanted = {SHOWN[column] for column in answer.question.grain if column in SHOWN}
        missing += [(answer.name, one) for one in wanted - offered(chart, FILTERS).keys()]
    assert missing == []


@pytest.mark.parametrize("name", VIEWS)
def test_every_tile_and_figure_says_what_it_measures(name: str) -> None:
    paper = read(name)
    assert [tile.label for tile in paper.shown_tiles if not tile.definition] == []
    assert [answer.name for answer, _ in paper.charts if not measure(paper.words, answer)] == []


def test_every_page_that_heeds_the_filters_is_read_here() -> None:
    # The scenario is of the whole municipality, and its questions heed no filter.
    assert {entry.name for entry in PAGES if entry.filtered} == {*VIEWS, "scenario"}
