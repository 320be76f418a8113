"""Everything a question returns has a heading in three languages, and nynorsk is not bokmål under another name."""

import pytest

from reformspor.contract import load_contract
from reformspor.questions import QUERIES, load_questions
from reformspor.words import LANGUAGES, speak
from tests.questions.example import read_example

QUESTIONS = load_questions()
COLUMNS = sorted({column for name in QUESTIONS for column in read_example(QUERIES / f"{name}.md").cases[0].columns})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_a_question_returns_has_a_heading(lang: str) -> None:
    words = speak(lang)
    assert [column for column in COLUMNS if not words.has(f"questions.columns.{column}")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_a_header_names_has_its_word(lang: str) -> None:
    words = speak(lang)
    assert [q.name for q in QUESTIONS.values() if not words.has(f"questions.unit.{q.unit}")] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_asked_as_a_question_and_measured_in_a_sentence(name: str) -> None:
    for lang in LANGUAGES:
        words = speak(lang)
        asks, measure = (words(f"{QUESTIONS[name].word_key}.{part}") for part in ("asks", "measure"))
        assert asks.endswith("?")
        assert measure.endswith(".")


@pytest.mark.parametrize("name", QUESTIONS)
def test_nynorsk_is_written_and_not_copied_from_bokmal(name: str) -> None:
    for part in ("asks", "measure"):
        nynorsk, bokmal = (speak(lang)(f"{QUESTIONS[name].word_key}.{part}") for lang in ("nn", "nb"))
        same = [s for s in nynorsk.split(". ") if len(s.split()) > 4 and s in bokmal.split(". ")]
        assert same == []


def test_coverage_asks_about_every_column_the_served_file_has() -> None:
    asked = {
        (row["table_name"], row["column_name"]) for row in read_example(QUERIES / "data/coverage.md").cases[0].rows
    }
    promised = {
        (table.name, column.name)
        for table in load_contract().tables.values()
        if not table.of_persons and table.name != "capacity"
        for column in table.columns.values()
        if column.privacy != "personal"
        and column.name != "municipality_id"
        and not (column.required and column.name in table.key)
    }
    assert asked == promised
