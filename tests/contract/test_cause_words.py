"""No sentence says what came from the reform, save where the verdict allows it; what else may is listed with why."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reformspor.effects.gates import gates
from reformspor.effects.verdict import is_effect
from reformspor.questions import load_questions
from reformspor.words import LANGUAGES, catalogue, speak

LISTS = tomllib.loads((Path(__file__).parent / "cause_words.toml").read_text("utf-8"))
ALLOWED: dict[str, str] = LISTS["allowed"]


def causes(text: str, lang: str) -> list[str]:
    """The words for cause in a text."""
    return re.findall(rf"\b(?:{'|'.join(LISTS['words'][lang])})\b", text, re.IGNORECASE)


def texts(lang: str) -> list[tuple[str, str]]:
    """Every form of every text, with its key."""
    return [
        (key, form)
        for key, text in catalogue(lang).items()
        for form in (text.values() if isinstance(text, dict) else (text,))
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_holds_a_word_for_cause_that_is_not_listed_with_why(lang: str) -> None:
    found = {key: causes(text, lang) for key, text in texts(lang) if not key.startswith(tuple(ALLOWED))}
    assert {key: words for key, words in found.items() if words} == {}


def test_no_question_asks_what_the_reform_came_to() -> None:
    asked = {name: causes(question.asks, "nn") for name, question in load_questions().items()}
    assert {name: words for name, words in asked.items() if words} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_below_an_effect_is_said_without_the_words_for_it(lang: str) -> None:
    words = speak(lang)
    for level in gates().levels:
        said = [words(f"verdict.level.{level}.{part}", change="x") for part in ("name", "said", "means")]
        named = any(causes(text, lang) for text in said[:2])
        assert named == (is_effect(level) or level == "no_relevant_effect"), level


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    assert all(reason.strip() for reason in ALLOWED.values())
    held = [key for lang in LANGUAGES for key, text in texts(lang) if causes(text, lang)]
    assert [start for start in ALLOWED if not any(key.startswith(start) for key in held)] == []


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("nn", "Reforma førte til lågare fråvær.", "førte til"),
        ("nn", "Det er ein klar verknad.", "verknad"),
        ("nn", "Fallet skuldast tiltaka.", "skuldast"),
        ("nb", "Virkningen er tydelig.", "Virkningen"),
        ("nb", "Nedgangen skyldes reformen.", "skyldes"),
        ("en", "The reform led to fewer days.", "led to"),
        ("en", "It has had an effect.", "effect"),
    ],
)
def test_a_planted_word_for_cause_is_found(lang: str, text: str, word: str) -> None:
    assert causes(text, lang) == [word]
