"""A question answers the same from the smallest table that can answer it as from the full ones."""

import random
from functools import cache

import pandas as pd
import pytest

from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.narrowed import load_narrow, narrowed
from reformspor.questions import load_questions
from reformspor.scope import Scope
from reformspor.snapshot.narrow import NARROW
from reformspor.store import DuckStore
from tests.answers.wild import Full, scope, wild

EVERY = frozenset(parameter for question in load_questions().values() for parameter in question.parameters)
SEEDS, TRIES = range(6), 4
LEVELS = (Rule.internal(), Rule.public())


def routed() -> list[str]:
    """Questions that have another form when nothing is chosen."""
    known = load_questions()
    return [name for name in known if narrowed(known[name], NARROW, EVERY, own_day=True) != known[name].sql]


@cache
def of_chance(seed: int) -> DuckStore:
    return wild(seed)


def same(store: DuckStore, name: str, chosen: Scope, rule: Rule) -> None:
    small, full = ask(store, name, chosen, rule), ask(Full(store), name, chosen, rule)
    # What is cast from sums in another order may part in the last digit.
    pd.testing.assert_frame_equal(small.frame, full.frame, rtol=1e-9, atol=1e-9)
    assert (small.state, small.hidden.withheld) == (full.state, full.hidden.withheld)
    assert small.hidden.possible == pytest.approx(full.hidden.possible)


@pytest.mark.parametrize("name", routed())
def test_a_question_answers_the_same_from_the_smallest_table(name: str) -> None:
    chance = random.Random(name)
    for seed in SEEDS:
        for number in range(TRIES):
            same(of_chance(seed), name, scope(chance) if number else Scope(), chance.choice(LEVELS))


@pytest.mark.parametrize("name", routed())
def test_a_question_answers_the_same_from_the_smallest_table_of_the_constructed_municipality(
    store: DuckStore, name: str
) -> None:
    for chosen in (Scope(), Scope(roles=("union_rep",), types=("law",), levels=("agency",))):
        same(store, name, chosen, Rule.internal())


def test_every_narrow_form_is_of_a_table_that_is_kept_and_stands_for_a_piece_of_some_question() -> None:
    known, forms = load_questions(), load_narrow()
    assert {narrow.table for narrow in forms.values()} == set(NARROW)
    for narrow in forms.values():
        read = [narrowed(question, (narrow.table,), EVERY, own_day=True) for question in known.values()]
        assert any(narrow.sql.splitlines()[0] in sql and narrow.table in sql for sql in read), narrow


@pytest.mark.parametrize(
    ("name", "unset", "own_day", "reads"),
    [
        ("resources/hours_by_role", EVERY, False, True),
        ("resources/hours_by_role", EVERY - {"place_possible"}, True, False),
        ("resources/hours_by_role", EVERY - {"phase_possible", "role_possible"}, True, True),
        ("cost/by_sector", EVERY, True, False),
        ("resources/unit_load", EVERY, True, False),
        ("barriers/by_type", EVERY, True, True),
        ("barriers/by_type", EVERY, False, False),
        ("barriers/by_type", EVERY - {"unit", "type"}, True, True),
        ("barriers/response", EVERY, False, True),
    ],
)
def test_the_full_table_is_read_only_where_the_narrow_one_lacks_something(
    name: str, unset: frozenset[str], own_day: bool, reads: bool
) -> None:
    question = load_questions()[name]
    assert (narrowed(question, NARROW, unset, own_day=own_day) != question.sql) is reads


def test_a_file_without_narrow_tables_is_asked_the_full_question() -> None:
    question = load_questions()["resources/hours_by_role"]
    assert narrowed(question, ("released", "released_part"), EVERY, own_day=True) == question.sql
