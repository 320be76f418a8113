"""The engine finds what was planted in the outcomes of the demo, calls the nothings nothing, and catches the drift."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from reformspor.answers import ask
from reformspor.answers.asked import surroundings
from reformspor.answers.panelled import panel_of
from reformspor.demo.outcomes import INDICATORS
from reformspor.disclosure import Rule
from reformspor.effects.panel import Panel
from reformspor.effects.study import Study, run
from reformspor.findings.verdict import state_verdict
from reformspor.hypotheses.constructed import constructed_entries
from reformspor.hypotheses.register import register_of
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import speak

PLANTED = {one.key: one for one in INDICATORS}
EFFECTS = ("probable_effect", "well_founded_effect")
CLAIMS = ("change", *EFFECTS)


@pytest.fixture(scope="module")
def studied(store: DuckStore) -> object:
    """The study of an outcome as the pages make it: from what is served, the constructed register and the milestones;
    what can no longer change a verdict is not run."""
    register = register_of(constructed_entries(), 0, "")
    rule = Rule.internal()
    starts, milestones = (ask(store, name, Scope(), rule) for name in ("outcomes/starts", "milestones/all"))

    def panel(code: str) -> Panel | None:
        return panel_of(ask(store, "outcomes/panel", Scope(indicators=(code,)), rule), starts).panel

    @cache
    def study(code: str) -> Study:
        values = ask(store, "outcomes/panel", Scope(indicators=(code,)), rule)
        held = panel(code)
        assert held is not None
        given = surroundings(values, held, register, milestones, panel)
        return run(given.panel, replace(given.asked, thorough=False, draws=499))

    return study


def test_the_planted_effect_is_found_at_its_size(studied) -> None:  # type: ignore[no-untyped-def]
    study = studied("doc_share")
    assert study.main is not None
    assert study.main.low < PLANTED["doc_share"].effect < study.main.high
    assert study.main.high - study.main.low < 1.0
    assert study.verdict.level in EFFECTS, study.verdict.unmet
    said = state_verdict(study, speak("nn"), "Tid til dokumentasjon", "prosent").text
    assert said.startswith("Sannsynleg effekt: 2,")
    assert "prosentpoeng lågare tid til dokumentasjon" in said


@pytest.mark.parametrize("code", [one.key for one in INDICATORS if one.planted == "nothing"])
def test_a_planted_nothing_is_called_neither_a_change_nor_an_effect(studied, code: str) -> None:  # type: ignore[no-untyped-def]
    study = studied(code)
    assert study.main is not None
    assert study.main.low < 0 < study.main.high
    assert study.verdict.level not in CLAIMS


def test_the_planted_drift_before_the_start_is_caught(studied) -> None:  # type: ignore[no-untyped-def]
    study = studied("say_in_work")
    assert study.verdict.level == "description"
    assert "drifted" in study.verdict.holding
    assert study.counter[0] == "drift"
    assert "effekt" not in state_verdict(study, speak("nn"), "Opplevd medråderett", "skala 1–6").text
