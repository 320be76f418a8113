"""Each measure of capacity, load and cost has an example that holds the awkward cases it can meet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reformspor.questions import QUERIES, load_questions
from tests.questions.example import Example, Rows, read_example

QUESTIONS = load_questions()
THEMES = ("capacity", "cost", "overview", "resources", "scenario", "union_reps")
# They read sessions without placing them in time: where a session was held, or how many there are.
TIMELESS = {"phases/spread", "overview/initiatives_by_phase", "overview/freshness"}


def over_a_months_end(example: Example) -> bool:
    """A session ends after midnight; where weeks are counted, the new day may be another week's."""
    return any(row.get("end") and row["end"][:10] > row["date"] for row in example.given.get("sessions", ()))


def cancelled_and_moved(example: Example) -> bool:
    return {"cancelled", "moved"} <= {row.get("status") for row in example.given.get("sessions", ())}


def zero_capacity(example: Example) -> bool:
    cells = example.given.get("released_capacity", ())
    return any(row.get(column) == "0" for row in cells for column in ("release_h", "available_h"))


def no_fte(example: Example) -> bool:
    return any(row.get("fte") in ("", "0") for row in example.given.get("units", ()))


def a_role_halfway(example: Example) -> bool:
    """The first month of one role comes after another's."""
    first: dict[str, str] = {}
    for row in ledger_rows(example):
        first[row["role"]] = min(first.get(row["role"], row["month_from"]), row["month_from"])
    return len(set(first.values())) > 1


def hours_without_a_session(example: Example) -> bool:
    return any(row.get("kind") == "none" for row in example.given.get("released_effort", ()))


def ledger_rows(example: Example) -> Rows:
    return (*example.given.get("released", ()), *example.given.get("released_effort", ()))


CASES: dict[Callable[[Example], bool], tuple[str, ...]] = {
    over_a_months_end: ("from sessions", "join sessions"),
    cancelled_and_moved: ("from sessions", "join sessions"),
    zero_capacity: ("from released_capacity",),
    no_fte: ("units.fte",),
    a_role_halfway: ("from released\n", "from released_part", "from released_effort"),
    hours_without_a_session: ("from released_effort",),
}
MET = [
    (case, name)
    for case, read in CASES.items()
    for name, question in QUESTIONS.items()
    if question.theme in THEMES and name not in TIMELESS and any(part in question.sql for part in read)
]


@pytest.mark.parametrize(("case", "name"), MET, ids=lambda value: getattr(value, "__name__", value))
def test_a_measure_has_an_example_with_the_awkward_case(case: Callable[[Example], bool], name: str) -> None:
    assert case(read_example(QUERIES / f"{name}.md"))


def test_one_person_in_two_roles_is_counted_once_for_each_person_and_in_both_roles_hours() -> None:
    said = read_example(QUERIES / "cost/in_kind_year.md")
    assert "the same people in two roles" in said.prose
    assert {row["role"] for row in said.given["released"] if row["row_id"] in ("7", "8")} == {"union_rep", "helper"}
