"""All words files say the same things in three languages, and nynorsk is written, not copied from bokmål."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from reformspor.words import LANGUAGES, catalogue

REASONS = Path(__file__).parent / "same_in_both.toml"
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
PLACE = re.compile(r"\{[^}]*\}")
WORD = re.compile(r"[^\W\d_]+")


def forms(text: str | dict[str, str]) -> dict[str, str]:
    """A text as its plural forms; one that has none is its own `other`."""
    return text if isinstance(text, dict) else {"other": text}


def places(text: str | dict[str, str]) -> set[str]:
    """The named places of a text, all plural forms together."""
    return {name for form in forms(text).values() for _, name, _, _ in string.Formatter().parse(form) if name}


def long_sentences(lang: str) -> dict[str, str]:
    """Sentences of more than four words, places not counted, with a key each stands under."""
    found = {}
    for key, text in catalogue(lang).items():
        for form in forms(text).values():
            for sentence in SENTENCE_END.split(form):
                if len(WORD.findall(PLACE.sub(" ", sentence))) > 4:
                    found[" ".join(sentence.split())] = key
    return found


def reasons() -> dict[str, str]:
    """The sentences that may be the same, with why."""
    return {entry["sentence"]: entry["reason"] for entry in tomllib.loads(REASONS.read_text("utf-8"))["same"]}


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_language_says_exactly_what_nynorsk_says(lang: str) -> None:
    assert set(catalogue(lang)) ^ set(catalogue("nn")) == set()


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_text_has_the_same_places_as_in_nynorsk(lang: str) -> None:
    source = catalogue("nn")
    differs = {key: (places(text), places(source[key])) for key, text in catalogue(lang).items() if key in source}
    assert {key: pair for key, pair in differs.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_and_every_plural_has_both_forms(lang: str) -> None:
    for key, text in catalogue(lang).items():
        assert all(form.strip() for form in forms(text).values()), key
        if isinstance(text, dict):
            assert {"one", "other"} <= set(text), key


def test_nynorsk_and_bokmaal_share_no_long_sentence_without_a_reason() -> None:
    nynorsk, bokmaal = long_sentences("nn"), long_sentences("nb")
    shared = {sentence: nynorsk[sentence] for sentence in nynorsk.keys() & bokmaal.keys()}
    assert shared.keys() - reasons().keys() == set(), shared


def test_every_reason_is_given_and_still_needed() -> None:
    shared = long_sentences("nn").keys() & long_sentences("nb").keys()
    assert all(reason.strip() for reason in reasons().values())
    assert reasons().keys() - shared == set()


# Everyday words of nynorsk alone, so a copied text is seen even when it is short.
NYNORSK_ONLY = re.compile(
    r"\b(ikkje|kva|korleis|kven|kvar|nokon|noko|frå|eg|vart|vert|vera|gjera|veke|veker|månad|månader|mykje|berre|"
    r"òg|kjem|eining|einingar|eininga|timar|økta|reforma|tillitsvald|tillitsvalde|følgja|førebu)\b",
    re.IGNORECASE,
)


def test_bokmaal_holds_no_nynorsk_word() -> None:
    found = {key: NYNORSK_ONLY.search(" ".join(forms(text).values())) for key, text in catalogue("nb").items()}
    assert {key: hit.group() for key, hit in found.items() if hit} == {}
