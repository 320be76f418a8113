"""A source is cited alike in every language, so it holds names and numbers alone."""

import re

import pytest

from reformspor.effects.sources import sources

CITED = [(code, one) for code, held in sources().items() for one in held]


@pytest.mark.parametrize(("code", "cited"), CITED)
def test_a_source_says_who_and_when_and_nothing_in_one_language(code, cited):
    within = re.findall(r"\(([^)]*)\)", cited)
    assert within, (code, cited)
    assert all(re.fullmatch(r"[12]\d{3}", one) for one in within), (code, cited)
    assert not re.search(r"\b(chapters?|sections?|ties by)\b", cited), (code, cited)
