"""Curves, waves and control charts are held to the same gates as all else, and say their level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule
from reformspor.findings.ladder import durations_level, variation_level, waves_level
from reformspor.scope import Scope
from reformspor.words import speak
from tests.views.outcome_given import outcome_store

NN = speak("nn")


def answer(*rows: dict[str, Any]) -> Answer:
    whole = ask(outcome_store(), "outcomes/indicators", Scope(), Rule.internal())
    return replace(whole, frame=pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("n", "ended", "level"), [(20, 10, "skildring"), (19, 10, "for lite data"), (20, 9, "for lite data")]
)
def test_a_curve_of_too_few_says_that_there_is_too_little(n: int, ended: int, level: str) -> None:
    assert durations_level(answer({"group": "all", "n": n, "ended": ended}), NN) == f"Konklusjon: {level}."


@pytest.mark.parametrize(
    ("n", "n_before", "response", "before", "level"),
    [
        (40, 40, 0.5, 0.8, "skildring"),
        (40, 9, 0.8, 0.8, "for lite data"),
        (40, 40, 0.8, 0.49, "for lite data"),
        (40, 40, 0.8, None, "for lite data"),
    ],
)
def test_the_weaker_of_two_waves_decides(
    n: int, n_before: int, response: float, before: float | None, level: str
) -> None:
    row = {"unit_id": "all", "n": n, "n_before": n_before, "response": response, "response_before": before}
    assert waves_level(answer(row, row | {"unit_id": "U1", "n": 1}), NN) == f"Konklusjon: {level}."


def test_units_are_counted_by_how_strongly_they_may_be_said() -> None:
    rows = [
        {"n_baseline": 24, "signals_after": 3},
        {"n_baseline": 12, "signals_after": 0},
        {"n_baseline": 7, "signals_after": 5},
        {"n_baseline": 8, "signals_after": 1},
    ]
    said = variation_level(answer(*rows), NN)
    assert said == "Konklusjon: variasjon for 2 einingar, skildring for éi eining og for lite data for éi eining."
    assert variation_level(answer(rows[0]), NN) == "Konklusjon: variasjon."
