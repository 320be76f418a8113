"""Every question has a worked example, and answers it to the last cell and row."""

from pathlib import Path

import pytest

from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.questions import QUERIES, load_questions
from reformspor.scope import Scope
from reformspor.store import DuckStore
from tests.questions.answered import failure, posed
from tests.questions.example import Example, read_example
from tests.questions.given import chosen, standing

QUESTIONS = load_questions()
EXAMPLES = sorted(QUERIES.glob("*/*.md"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_every_question_has_an_example_and_every_example_a_question() -> None:
    assert [name_of(file) for file in EXAMPLES] == sorted(QUESTIONS)


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_a_question_answers_its_example(file: Path) -> None:
    example = read_example(file)
    assert example.cases
    con = standing(example)
    assert failure(posed(example, con), QUESTIONS[example.name].sql, con) is None


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_an_example_is_computed_in_its_text(file: Path) -> None:
    example = read_example(file)
    assert len(example.prose.split()) >= 15


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_an_example_names_every_column_the_header_promises(file: Path) -> None:
    question, example = QUESTIONS[name_of(file)], read_example(file)
    for case in example.cases:
        assert set(question.grain) | set(question.values) <= set(case.columns)


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_the_grain_of_an_answer_is_unique(file: Path) -> None:
    question, example = QUESTIONS[name_of(file)], read_example(file)
    for case in example.cases:
        keys = [tuple(row[column] for column in question.grain) for row in case.rows]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_an_example_is_answered_through_the_one_door(file: Path) -> None:
    example = read_example(file)
    answer = ask(
        DuckStore(standing(example)), example.name, Scope(), Rule.internal(), choices=chosen(example.cases[0].settings)
    )
    assert answer.state in ("ok", "no_table", "not_reported")
    assert (
        len(answer.frame) == len(next(case.rows for case in example.cases if not case.scope)) or example.cases[0].scope
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_nothing_of_an_empty_snapshot(name: str) -> None:
    answer = ask(DuckStore(standing(Example("", {"role_tree": ()}, (), ""))), name, Scope(), Rule.internal())
    assert answer.state in ("no_data", "no_table", "ok" if name == "data/meta" else "no_data")
