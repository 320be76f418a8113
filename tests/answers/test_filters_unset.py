"""A statement without the filters nobody set means the same as with them, for every question and many scopes."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from reformspor.answers import facts_of
from reformspor.questions import load_questions
from reformspor.scope import Scope, parameters
from reformspor.store import named_parameters, without_filters
from tests.views.given import small

STORE = small()
SCOPES = {
    "all": Scope(),
    "year": Scope(first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 1)),
    "role": Scope(roles=("helper", "leader")),
    "unit": Scope(units=("U1",), phases=("explore",)),
    "narrow": Scope(sectors=("upbringing",), levels=("agency",), types=("law",), activities=("conduct",)),
}


@pytest.mark.parametrize(
    ("sql", "unset", "left"),
    [
        ("($a::DATE is null or x >= $a::DATE)", {"a"}, "true"),
        ("($a::DATE is null or x >= $a::DATE)", set(), "(x >= $a::DATE)"),
        ("($a::VARCHAR[] is null or x = any($a::VARCHAR[])) and y", {"a"}, "true and y"),
        ("($a::DATE is null or x in (')', '(') -- (\n or (z))", {"a"}, "true"),
        ('($a::DATE is null or /* :( */ "x(" > 1) and y', {"a"}, "true and y"),
        ("($a::DATE is null or ($b::DATE is null or y) or z)", {"b"}, "(true or z)"),
        ("($a::DATE is null and x)", {"a"}, "($a::DATE is null and x)"),
        ("($a::DATE is null or x", {"a"}, "($a::DATE is null or x"),
    ],
)
def test_only_the_whole_bracket_of_an_unset_filter_goes(sql: str, unset: set[str], left: str) -> None:
    assert without_filters(sql, frozenset(unset)) == left


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_the_parameters_of_a_question_are_those_the_engine_finds(name: str) -> None:
    (statement,) = duckdb.extract_statements(load_questions()[name].sql)
    assert load_questions()[name].parameters == frozenset(statement.named_parameters)


def test_a_name_in_a_text_or_a_comment_is_no_parameter() -> None:
    assert named_parameters("select '$a', \"$b\", $c -- $d\n, 'it''s $e', $f::DATE /* $g\n$h */") == {"c", "f"}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("name", sorted(load_questions()))
def test_a_question_answers_the_same_with_and_without_its_unset_filters(name: str, scope: str) -> None:
    question, facts = load_questions()[name], facts_of(STORE)
    given = parameters(SCOPES[scope], facts.trees, as_of=facts.provenance.as_of, sure_band=5)
    given |= {key: None for key in question.parameters if key not in given}
    cursor = STORE._connection.cursor()
    whole = {key: given[key] for key in named_parameters(question.sql)}
    unset = frozenset(key for key, value in given.items() if value is None)
    short = without_filters(question.sql, unset)
    left = {key: given[key] for key in named_parameters(short)}
    assert left.keys() <= whole.keys()
    pd.testing.assert_frame_equal(cursor.execute(question.sql, whole).df(), cursor.execute(short, left).df())
