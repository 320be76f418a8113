"""What the pages on change write holds no word for cause while the verdict is below an effect, in any language."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pages import effect, sensitivity
from reformspor.effects.gates import gates
from reformspor.words import LANGUAGES, Words, speak
from tests.contract.test_cause_words import causes
from tests.views.test_effect_view import paper

LINKS = ("effect.title", "effect.to_effect", "frame.pages.effect", "methods.title")


def left(text: str, words: Words) -> str:
    """The text without the names of levels, in the table of gates, and of pages: the listed exceptions."""
    named = [words(key) for key in LINKS] + [words(f"verdict.level.{level}.name") for level in gates().levels]
    # The paper writes the address of a link, which holds the page's code.
    text = re.sub(r"\[[^\]]*\]", "", text)
    for name in sorted(named, key=len, reverse=True):
        text = text.replace(name, "").replace(name.lower(), "")
    return text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [effect, sensitivity], ids=["effect", "sensitivity"])
@pytest.mark.parametrize(("outcome", "alone"), [("days", ""), ("docs", "u00")])
def test_a_page_below_an_effect_names_no_cause(page: Any, outcome: str, alone: str, lang: str) -> None:
    written = paper(page, outcome, alone, lang)
    assert len(written.lines) > 10
    assert causes(left(written.written, speak(lang)), lang) == []
