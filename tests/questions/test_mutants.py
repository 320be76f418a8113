"""A question with one small thing wrong fails its own example; what may be spared is listed with its reason."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from reformspor.questions import INCLUDED, QUERIES, SHARED, load_pieces, load_questions, with_pieces
from tests.questions.answered import failure, posed
from tests.questions.example import read_example
from tests.questions.given import standing
from tests.questions.mutants import Mutant, mutants

QUESTIONS = load_questions()
SPARED = tomllib.loads((Path(__file__).parent / "spared.toml").read_text("utf-8"))
PIECES = load_pieces()


def names(text: str, piece: str) -> bool:
    """Whether a text names the piece, itself or in a piece that it names."""
    named = [found[3] for found in INCLUDED.finditer(text)]
    return piece in named or any(names(PIECES[other], piece) for other in named)


WRITTEN = {name: (QUERIES / f"{name}.sql").read_text("utf-8") for name in QUESTIONS}
USERS = {piece: [name for name, text in WRITTEN.items() if names(text, piece)] for piece in PIECES}


def survivors(name: str, wrong: Iterable[Mutant], whole: Callable[[str], str]) -> list[Mutant]:
    """The mutants that answer the example as the question does, asked without what makes a plan better.

    `whole` makes the SQL of the question from a mutant's.
    """
    example = read_example(QUERIES / f"{name}.md")
    con = standing(example).cursor()
    con.execute("pragma disable_optimizer")
    cases = posed(example, con)
    return [mutant for mutant in wrong if failure(cases, whole(mutant.sql), con) is None]


def missed(name: str, alive: list[Mutant]) -> list[str]:
    """Mutants nothing spares, and what is spared though no mutant lives by it."""
    spared = SPARED.get(name, {})
    odd = [str(mutant) for mutant in alive if not any(part in mutant.after for part in spared)]
    return odd + [part for part in spared if not any(part in mutant.after for mutant in alive)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_wrong_question_fails_its_example(name: str) -> None:
    alive = survivors(name, mutants(WRITTEN[name]), lambda sql: with_pieces(name, sql, PIECES))
    assert missed(name, alive) == []


@pytest.mark.parametrize("piece", PIECES)
def test_a_wrong_shared_piece_fails_the_example_of_a_question_that_uses_it(piece: str) -> None:
    alive = list(mutants(PIECES[piece]))
    for name in USERS[piece]:
        text = WRITTEN[name]
        alive = survivors(
            name, alive, lambda sql, name=name, text=text: with_pieces(name, text, {**PIECES, piece: sql})
        )
    assert missed(f"{SHARED}/{piece}", alive) == []


def test_a_shared_piece_is_used_by_two_questions_or_more() -> None:
    assert [piece for piece, users in USERS.items() if len(users) < 2] == []


def test_what_is_spared_belongs_to_a_question_and_has_a_reason() -> None:
    assert set(SPARED) <= {*QUESTIONS, *(f"{SHARED}/{piece}" for piece in PIECES)}
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
