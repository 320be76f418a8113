"""A leadership page works with the tables there are, at every level, and says what is missing and how to deliver it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reformspor.disclosure import Rule
from reformspor.page.navigation import view_of
from reformspor.page.states import kind, missing_tables, state
from reformspor.questions import load_questions
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.given import small_connection
from tests.views.paper import TextPage

NN = speak("nn")
PAGES = (
    "capacity", "union_reps", "cost", "scenario", "phases", "protection", "settings", "overview", "dossier", "register",
    "elsewhere",
)  # fmt: skip
RULES = {"internal": Rule.internal(), "public": Rule.public()}
# What is served of each table that a municipality may or may not deliver.
SERVED = {
    "actions": ("actions",),
    "barriers": ("barriers", "barrier_now", "barrier_events"),
    "capacity": ("released_capacity",),
    "initiatives": ("initiatives", "phase_events"),
    "milestones": ("milestones",),
    "phase_events": ("phase_events",),
    "resource_use": ("released", "released_margin", "released_effort", "released_fifth"),
    "targets": ("targets",),
    "units": ("units",),
}
QUESTIONS = load_questions()
Shown = dict[tuple[str, str], TextPage]


@cache
def stored(*missing: str) -> DuckStore:
    """The small municipality with targets, without what is missing; from a few tables others were made."""
    con = small_connection()
    con.execute("insert into targets (measure, month, value, source) values ('helper_fill', date '2025-01-01', 1, 'x')")
    for name in missing:
        for table in SERVED[name]:
            con.execute(f"delete from {table}")
    return DuckStore(con)


@cache
def read(page: str, level: str, *missing: str) -> TextPage:
    """The page written on plain paper."""
    paper = TextPage(stored(*missing), NN, rule=RULES[level])
    view_of(page)(paper)
    return paper


def concerns(page: str, missing: str) -> bool:
    """Whether the page asks of anything that is served of the table; else it is the same without it."""
    asked = " ".join(QUESTIONS[name].sql for name in set(read(page, "internal").asked))
    return any(re.search(rf"\b{table}\b", asked) for table in SERVED[missing])


def needed_by(paper: TextPage, missing: tuple[str, ...]) -> set[str]:
    """The missing tables without which something on the page cannot be answered."""
    return {
        table for answer, _ in (*paper.charts, *paper.tables) for table in answer.question.tables if table in missing
    }


@pytest.mark.parametrize("level", RULES)
@pytest.mark.parametrize("missing", [*((name,) for name in SERVED), tuple(SERVED)], ids=lambda names: "+".join(names))
def test_a_page_stands_without_a_table_and_says_what_to_deliver(level: str, missing: tuple[str, ...]) -> None:
    concerned = [page for page in PAGES if any(concerns(page, name) for name in missing)]
    assert concerned
    for page in concerned:
        paper = read(page, level, *missing)
        assert paper.lines[0].startswith("# "), page
        empty = [answer for answer, _ in (*paper.charts, *paper.tables) if kind(answer) == "no_table"]
        told = {table for answer in empty for table in missing_tables(answer)}
        assert needed_by(paper, missing) <= told, page
        for answer in empty:
            said = str(state(NN, answer, {}))
            assert all(NN(f"contract.{table}.title").casefold() in said.casefold() for table in missing_tables(answer))
            assert "python -m reformspor templates" in said
            assert "Lever data" in said


@pytest.mark.parametrize("level", RULES)
@pytest.mark.parametrize("page", ["protection", "settings"])
def test_what_is_chosen_and_how_people_are_protected_is_told_without_any_table(page: str, level: str) -> None:
    assert len(read(page, level, *SERVED).written.split()) >= len(read(page, level).written.split()) / 2


def test_without_one_table_the_rest_of_a_page_is_as_it_was() -> None:
    for page, missing in (("capacity", "units"), ("cost", "units"), ("union_reps", "capacity"), ("phases", "barriers")):
        whole, part = (
            {a.name for a, _ in read(page, "internal", *gap).charts if a.state == "ok"} for gap in ((), (missing,))
        )
        assert part, page
        lost = whole - part
        assert all(any(table in QUESTIONS[name].sql for table in SERVED[missing]) for name in lost), (page, lost)
