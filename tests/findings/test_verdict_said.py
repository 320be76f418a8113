"""A change is said in its own unit, no stronger than its verdict, with gates, what is against it and what lifts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reformspor.effects.gates import gates
from reformspor.effects.result import Estimate
from reformspor.effects.study import Study
from reformspor.effects.verdict import Lowering, judge, lower
from reformspor.findings.verdict import (
    asked_said,
    change_said,
    counter_said,
    gates_table,
    lifts,
    method_said,
    state_lowering,
    state_verdict,
    unit_told,
    value_said,
)
from reformspor.words import LANGUAGES, speak
from tests.effects.test_verdict import SERIES, UNITS

NN, EN = speak("nn"), speak("en")
FELL = Estimate("att_window", -0.8, None, -1.5, -0.1, 0.02)


def study(design: str = "did", more: dict[str, object] | None = None, main: Estimate | None = FELL) -> Study:
    held = {**(SERIES if design == "its" else UNITS), **(more or {})}
    verdict = judge(design, held)  # type: ignore[arg-type]
    return Study(design, "", "", {}, held, main, verdict, ("chance", "spillover"), ())  # type: ignore[arg-type]


def test_a_change_is_told_in_natural_units_with_its_uncertainty() -> None:
    wide = Estimate("att_window", -8.0, None, -15.0, -1.0, 0.02)
    said = "0,8 prosentpoeng lågare sjukefråvær, 95 % uvisse 0,1–1,5"
    assert change_said(FELL, NN, "Sjukefråvær", "prosent").replace("\N{NO-BREAK SPACE}", " ") == said
    assert change_said(wide, NN, "Dagar til svar", "dagar") == "8 dagar lågare dagar til svar, 95 % uvisse 1–15"


def test_an_interval_about_nothing_says_both_ways() -> None:
    open_one = Estimate("att_window", 0.4, None, -1.3, 1.9, 0.6)
    assert change_said(open_one, EN, "Sick leave", "percent") == (
        "0.4 percentage points higher sick leave, with an uncertainty from 1.3 lower to 1.9 higher"
    )


def test_a_change_told_as_nothing_is_neither_lower_nor_higher() -> None:
    none = Estimate("att_window", 0.004, None, -0.6, 0.7, 0.9)
    assert change_said(none, EN, "Days to answer", "days") == (
        "next to no change in days to answer, with an uncertainty from 0.6 days lower to 0.7 higher"
    )


def test_a_scale_is_what_a_number_is_on() -> None:
    assert unit_told("skala 1–6", NN) == "på skala 1–6"
    assert unit_told("dagar", NN) == "dagar"


def test_no_interval_and_no_estimate_are_said_as_such() -> None:
    assert "ikkje rekna ut" in change_said(Estimate("att_window", 0.4), NN, "Fråvær", "prosent")
    assert change_said(None, NN, "Fråvær", "prosent") == "endringa lét seg ikkje rekna ut"
    assert change_said(Estimate("x", float("nan")), NN, "Fråvær", None) == "endringa lét seg ikkje rekna ut"


@pytest.mark.parametrize(
    ("more", "begins", "nothing"),
    [
        ({}, "Sannsynleg effekt", False),
        ({"drawn": True}, "Godt underbygd effekt", False),
        ({"wild_p": 0.5}, "Tala endra seg etter starten", False),
        ({"ri_p": 0.3}, "Tala blir berre viste som dei er", True),
        ({"n_treated": 1}, "Me kan ikkje seia noko enno", True),
        ({"hidden": True}, "Tala er skjulte", True),
        ({"inside_margin": True}, "Ingen relevant effekt", False),
    ],
)
def test_each_level_has_its_own_sentence(more: dict[str, object], begins: str, nothing: bool) -> None:
    found = state_verdict(study(more=more), NN, "Sjukefråvær", "prosent")
    assert found.text.startswith(begins)
    assert found.nothing is nothing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_gate_is_shown_with_limit_value_and_whether_it_is_met(lang: str) -> None:
    words = speak(lang)
    for design in ("its", "did"):
        told = study(design, {"p": None} if design == "its" else {"wild_p": 0.3}).verdict
        table = gates_table(told, words)
        assert len(table) == len(told.gates)
        assert not table.isin(["", None]).any().any()
        met = table[words("verdict.gates.met")].tolist()
        assert met.count(words("verdict.gates.no")) == len(told.unmet)


def test_a_gate_with_two_ways_says_one_or_the_other() -> None:
    honest = next(gate for gate in gates().gates if gate.code == "honest")
    assert asked_said(honest, EN).count(" or ") == 1


def test_a_very_small_chance_is_never_said_to_be_none() -> None:
    assert value_said("p", 0.00001, NN) == "< 0,001"
    assert value_said("p", None, NN) == "ikkje målt"
    assert value_said("missing", 0.034, EN) == "3.4%"


def test_what_would_lift_a_verdict_is_what_holds_it_and_the_top_says_that_nothing_would() -> None:
    assert lifts(study(more={"sign_stable": False}).verdict, NN) == (NN("verdict.gate.leave_one_out.lift"),)
    assert lifts(study("its").verdict, NN) == (NN("verdict.gates.top"),)
    assert lifts(study(more={"drawn": True}).verdict, NN) == (NN("verdict.gates.reached"),)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_method_and_what_is_against_are_said_in_every_language(lang: str) -> None:
    words = speak(lang)
    assert "8" in method_said(study(), words)
    assert "36" in method_said(study("its"), words)
    assert len(counter_said(study(), words)) == 2


def test_the_method_tells_which_months_the_answer_is_the_mean_of() -> None:
    told = method_said(replace(study(), window=(3, 11)), NN)
    assert told.endswith("frå og med månad 3 til og med månad 11 etter starten, der startmånaden er månad 0.")
    assert "månad 0" not in method_said(replace(study(main=None), window=(0, 11)), NN)


def test_a_chance_is_never_rounded_to_nothing() -> None:
    assert value_said("ri_p", 0.0005, EN) == value_said("smallest_p", 0.0009, EN) == "< 0.001"
    assert value_said("ri_p", 0.001, EN) == "0.001"


def test_a_lowered_verdict_says_from_what_by_whom_when_and_why() -> None:
    held = study().verdict
    assert state_lowering(held, NN) is None
    said = state_lowering(lower(held, Lowering("change", "Registreringa skifta.", "researcher", "2026-11-23")), NN)
    told = "Krava gav «Sannsynleg effekt». Ein analytikar (forskar) sette det ned 23. november 2026: "
    assert said == f"{told}Registreringa skifta."
