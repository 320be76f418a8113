"""Every question says what it asks, of whom, and who answers for it, and is asked on some page."""

import datetime as dt
import re
from pathlib import Path

import pytest

from reformspor.choices import choice_parameters, choices_from
from reformspor.contract import load_contract
from reformspor.errors import ReformsporError
from reformspor.page.about import owner
from reformspor.questions import Question, load_questions, read_question, with_pieces
from reformspor.scope import Scope
from reformspor.scope.parameters import Trees, parameters
from reformspor.words import LANGUAGES, speak
from tests.questions.header import header

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = load_questions()
HEADER = header(["month"], ["n"], unit="sessions") + "select 1 as n"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_question_has_its_example_and_its_words(question: Question) -> None:
    assert (ROOT / "queries" / f"{question.name}.md").is_file()
    for lang in LANGUAGES:
        words = speak(lang)
        assert words(f"{question.word_key}.asks")
        assert words(f"{question.word_key}.measure")
        assert words(f"{question.word_key}.why")
    assert speak("nn")(f"{question.word_key}.asks") == question.asks
    assert speak("nn")(f"{question.word_key}.why") == question.why
    assert owner(speak("nn"), question.owner) == question.owner != owner(speak("en"), question.owner)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_question_binds_only_parameters_a_scope_or_the_choices_give(question: Question) -> None:
    given = parameters(Scope(), Trees(), as_of=dt.date(2026, 1, 1), sure_band=10)
    assert question.parameters <= set(given) | set(choice_parameters(choices_from({})))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_question_to_the_ledger_parts_what_is_sure_from_what_is_possible(question: Question) -> None:
    if question.people != "ledger" or not re.search(r"\breleased\b", question.sql.split("\n\n", 1)[1]):
        return
    assert "sure_band" in question.parameters
    assert any(f"{value}_possible" in question.sql for value in question.values) or "_most" in question.sql


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_a_question_is_shown_with_every_piece_in_its_place(question: Question) -> None:
    assert "include" not in question.sql


def test_a_piece_stands_as_far_in_as_the_line_that_names_it_and_may_name_other_pieces() -> None:
    pieces = {"held": "a.status = 'held'\nand /* include chosen */", "chosen": "a.unit = 'u1'\nand a.day > 1"}
    text = "select 1\nfrom a\nwhere\n    a.kind = 'w'\n    and /* include held */\n    or /* include held */"
    assert with_pieces("t/q", text, pieces).splitlines()[3:] == [
        "    a.kind = 'w'",
        "    and a.status = 'held'",
        "    and a.unit = 'u1'",
        "    and a.day > 1",
        "    or /* include held */",
    ]


@pytest.mark.parametrize(
    ("pieces", "lacking"),
    [
        ({}, "shared/a.sql"),
        ({"a": "/* include b */"}, "shared/b.sql"),
        ({"a": "1\nand /* include b */", "b": "/* include a */"}, "shared/a.sql"),
    ],
)
def test_a_piece_that_is_not_there_or_comes_back_to_itself_is_named(pieces: dict[str, str], lacking: str) -> None:
    with pytest.raises(ReformsporError) as refused:
        with_pieces("t/q", "/* include a */", pieces)
    assert refused.value.details["what"] == lacking


def test_every_question_is_asked_on_some_page() -> None:
    asked = "\n".join(file.read_text("utf-8") for file in (ROOT / "pages").rglob("*.py"))
    asked += "\n".join(file.read_text("utf-8") for file in (ROOT / "reformspor" / "page").rglob("*.py"))
    # The package for the records system asks for itself, as a page and a command hand it out alike.
    asked += (ROOT / "reformspor" / "report" / "archive.py").read_text("utf-8")
    assert [name for name in QUESTIONS if f'"{name}"' not in asked] == []


def test_a_past_review_date_is_seen() -> None:
    question = read_question("t/q", HEADER.replace("2027-11-01", "2020-01-01"))
    assert question.overdue
    assert question.review_by == dt.date(2020, 1, 1)


@pytest.mark.parametrize("lost", ["question", "why", "grain", "values", "unit", "people", "owner", "review_by"])
def test_silence_in_a_header_is_refused(lost: str) -> None:
    text = "\n".join(line for line in HEADER.splitlines() if not line.startswith(f"-- {lost} "))
    with pytest.raises(ReformsporError, match="question"):
        read_question("t/q", text)


def test_every_code_has_its_word_in_three_languages() -> None:
    for lang in LANGUAGES:
        words = speak(lang)
        for name, codes in load_contract().codes.items():
            for code in codes:
                assert words.code(name, code)
