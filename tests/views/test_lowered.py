"""A verdict an analyst has lowered is shown lowered on every page that tells of it, with the reason; never raised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import effect, sensitivity
from reformspor.disclosure import Rule
from reformspor.hypotheses import Lowered
from reformspor.words import speak
from tests.views.effect_given import effect_store, registered
from tests.views.paper import TextPage

NN = speak("nn")
INSIDE = Rule.internal()
WHY = "Ny måte å telja på i haust."


def paper(page: object, level_from: str, level_to: str, outcome: str = "docs", rule: Rule = INSIDE) -> TextPage:
    low = Lowered("docs", "did", level_from, level_to, WHY, "researcher", "2025-02-01T08:00:00+00:00", 9)
    register = replace(registered(), lowered=(low,))
    written = TextPage(store=effect_store(), words=NN, given={"outcome": outcome}, register=register, rule=rule)
    page.view(written)  # type: ignore[attr-defined]
    return written


@pytest.mark.parametrize("page", [effect, sensitivity])
def test_a_lowered_verdict_is_said_lowered(page: object) -> None:
    lowered, plain = paper(page, "change", "description"), paper(page, "description", "well_founded_effect")
    assert lowered.said[0].text != plain.said[0].text
    assert lowered.said[0].text.startswith(NN("verdict.level.description.said", change="¤").split("¤")[0])
    assert WHY not in plain.written


def test_the_reason_is_told_and_the_desk_knows_the_outcome() -> None:
    written = paper(effect, "change", "description")
    assert WHY in written.written
    assert "lower_desk [docs]" in written.lines


def test_a_reason_nobody_has_reviewed_is_not_told_to_all() -> None:
    public = paper(effect, "change", "description", rule=Rule.public()).written
    assert WHY not in public
    assert NN("verdict.rule.reason_inside") in public


def test_a_lowering_of_one_outcome_lowers_no_other() -> None:
    assert WHY not in paper(effect, "change", "description", outcome="days").written
