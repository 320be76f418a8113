"""Painting: tokens become the theme's colours, text from data never does, and the template lies below."""

import json

import plotly.graph_objects as go
import pytest

from reformspor.charts import paint, ranked_bars, stacked_months, tokens
from reformspor.look import THEMES, Theme, palette
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")
TYPES = "month_from DATE, month_to DATE, role VARCHAR, hours DOUBLE"
ROWS = [
    {"month_from": "2025-01-01", "month_to": "2025-01-01", "role": role, "hours": 10.0}
    for role in ("helper", "union_rep", "leader", "employee", "elected", "several", None)
]


@pytest.mark.parametrize("theme", THEMES)
def test_no_token_is_left_and_plotly_accepts_the_figure(theme: Theme) -> None:
    painted = paint(stacked_months(answered(ROWS, TYPES), NN, by="role"), theme, NN)
    assert '"@' not in json.dumps(painted)
    assert palette(theme).c1 in json.dumps(painted)
    go.Figure(painted)


def test_a_unit_named_as_a_token_keeps_its_name() -> None:
    answer = answered([{"unit_name": "@c1", "n": 2}], "unit_name VARCHAR, n BIGINT")
    painted = paint(ranked_bars(answer, NN, by="unit_name", value="n", unit="sessions"), "light", NN)
    assert painted["layout"]["yaxis"]["ticktext"] == ["@c1"]


def test_a_chart_is_the_same_after_it_is_painted() -> None:
    chart = stacked_months(answered(ROWS, TYPES), NN, by="role")
    before = json.dumps([chart.data, chart.layout])
    paint(chart, "dark", NN)
    assert json.dumps([chart.data, chart.layout]) == before


def test_the_steps_of_the_scale_have_ink_that_reads_on_them() -> None:
    for theme in THEMES:
        found = tokens(theme)
        assert {f"s{step}" for step in range(7)} | {f"on{step}" for step in range(7)} <= set(found)
