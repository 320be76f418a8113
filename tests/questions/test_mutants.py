"""A question with one small thing wrong fails its own example; what may be spared is listed with its reason."""

import tomllib
from pathlib import Path

import pytest

from reformspor.questions import QUERIES, load_questions
from tests.questions.answered import failure, posed
from tests.questions.example import read_example
from tests.questions.given import standing
from tests.questions.mutants import Mutant, mutants

QUESTIONS = load_questions()
SPARED = tomllib.loads((Path(__file__).parent / "spared.toml").read_text("utf-8"))


def survivors(name: str) -> list[Mutant]:
    """The mutants that answer the example as the question does, run without what a plan is made better by."""
    example = read_example(QUERIES / f"{name}.md")
    con = standing(example).cursor()
    con.execute("pragma disable_optimizer")
    cases = posed(example, con)
    return [mutant for mutant in mutants(QUESTIONS[name].sql) if failure(cases, mutant.sql, con) is None]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_wrong_question_fails_its_example(name: str) -> None:
    spared = SPARED.get(name, {})
    alive = survivors(name)
    assert [str(mutant) for mutant in alive if not any(part in mutant.after for part in spared)] == []
    assert [part for part in spared if not any(part in mutant.after for mutant in alive)] == []


def test_what_is_spared_belongs_to_a_question_and_has_a_reason() -> None:
    assert set(SPARED) <= set(QUESTIONS)
    assert all(len(reason.split()) > 4 for parts in SPARED.values() for reason in parts.values())


def test_most_questions_can_be_wrong_in_many_ways() -> None:
    numbers = {name: sum(1 for _ in mutants(question.sql)) for name, question in QUESTIONS.items()}
    assert sum(numbers.values()) > 900
    # These show a table as it is, so there is nothing in them to get wrong.
    assert {name for name, number in numbers.items() if number == 0} <= {
        "data/meta",
        "data/locked_changes",
        "scenario/forecast",
    }
