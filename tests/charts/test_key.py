"""The key beside a figure has the figure's colours and fills: the stylesheet knows every token and pattern."""

import re
from pathlib import Path
from typing import get_args

from reformspor.charts import tokens
from reformspor.charts.chart import Pattern
from reformspor.charts.series import series_of
from reformspor.contract import load_contract
from reformspor.words import speak

CSS = (Path(__file__).parents[2] / "reformspor" / "web" / "static" / "reformspor.css").read_text("utf-8")


def test_the_stylesheet_has_the_steps_of_the_scale() -> None:
    found = dict(re.findall(r"--(s\d): light-dark\(([^)]+)\)", CSS))
    for step in range(7):
        assert found[f"s{step}"] == f"{tokens('light')[f's{step}']}, {tokens('dark')[f's{step}']}"
        assert f".rs-s{step} " in CSS


def test_the_stylesheet_knows_every_fill() -> None:
    for pattern in get_args(Pattern):
        assert pattern == "solid" or f".rs-{pattern} " in CSS, pattern


def test_no_two_phases_are_filled_alike() -> None:
    phases = series_of(speak("nn"), "phase", load_contract().codes["phase"])
    assert len({(phase.colour, phase.pattern) for phase in phases}) == len(phases) == 7
