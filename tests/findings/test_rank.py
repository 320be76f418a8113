"""Rank, certainty and the words of findings."""

import re

from reformspor.findings import Finding, outstanding
from reformspor.findings.finding import certain_of_count, certain_of_interval, too_wide
from reformspor.words import LANGUAGES, catalogue, speak

NN = speak("nn")
CAUSE = re.compile(
    r"\b(effekt\w*|verknad\w*|virkning\w*|førte? til|fører til|årsaka?|skuldast|skyldes|effects?|caused?|because)\b",
    re.IGNORECASE,
)


def found(subject: str, strength: float, certainty: str = "sure", nothing: bool = False) -> Finding:
    return Finding(f"{subject} {strength}", "regel", certainty, nothing, strength, subject)  # type: ignore[arg-type]


def test_the_strongest_and_surest_come_first_one_for_each_subject() -> None:
    picked = outstanding(
        [found("hours", 2.0), found("hours", 3.0), found("barriers", 4.0, "unsure"), found("sessions", 1.5)], NN
    )
    assert [finding.text for finding in picked] == ["hours 3.0", "sessions 1.5", "barriers 4.0"]


def test_when_no_rule_finds_anything_that_is_said_once() -> None:
    picked = outstanding([found("hours", 0.0, nothing=True)], NN)
    assert [finding.nothing for finding in picked] == [True]
    assert picked[0].text == "Ikkje noko skil seg ut i dette utvalet."


def test_the_order_does_not_depend_on_the_order_of_asking() -> None:
    given = [found("a", 1.0), found("b", 1.0), found("c", 1.0), found("d", 1.0)]
    assert outstanding(given, NN) == outstanding(list(reversed(given)), NN)


def test_certainty_follows_counts_and_the_width_of_intervals() -> None:
    assert [certain_of_count(n) for n in (5, 10, 30)] == ["unsure", "fairly_sure", "sure"]
    assert [certain_of_interval(low, 100) for low in (96, 90, 80)] == ["sure", "fairly_sure", "unsure"]
    assert too_wide(70, 100)
    assert not too_wide(0, 0)


def test_no_sentence_or_rule_speaks_of_causes() -> None:
    for lang in LANGUAGES:
        for key, text in catalogue(lang).items():
            if key.startswith("findings."):
                for form in text.values() if isinstance(text, dict) else [text]:
                    assert not CAUSE.search(form), (lang, key)
