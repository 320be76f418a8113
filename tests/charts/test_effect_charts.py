"""Figures of what changed draw every number of their table, begin where the values lie, and tell thin steps apart."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from reformspor import charts
from reformspor.answers import Answer
from reformspor.answers.studied import heaped, made
from reformspor.charts.measured_anew import with_breaks, with_exploring
from reformspor.charts.near import between, decimals_of
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum

NN = speak("nn")
MONTHS = [dt.date(2023 + place // 12, place % 12 + 1, 1) for place in range(30)]


@pytest.fixture(scope="module")
def panel() -> Answer:
    return answered([{"n": 1}], "n BIGINT")


def course(panel: Answer) -> Answer:
    rows = [
        {
            "unit_id": unit,
            "unit_name": f"<b>Eining {unit}</b>",
            "month": month,
            "value": 18.0 + place / 10 + shift,
            "state": "other" if start is None else "after" if place >= start else "before",
            "start": None if start is None else MONTHS[start],
        }
        for unit, start, shift in (("A", 12, 0.0), ("B", 20, 1.5), ("C", None, -2.0))
        for place, month in enumerate(MONTHS)
        if (unit, place) != ("B", 3)
    ]
    return made(panel, "course", rows, "month", "value")


def series(panel: Answer) -> Answer:
    rows: list[dict[str, Any]] = []
    for place, month in enumerate(MONTHS):
        after = place >= 18
        rows.append(
            {
                "month": month,
                "value": None if place == 5 else 20.0 + place % 3 - 2 * after,
                "state": "left_out" if place == 18 else "after" if after else "before",
                "fitted": None if place == 18 else 21.0 - 2 * after,
                "counterfactual": 21.0 if after else None,
                "low": 20.0 if after else None,
                "high": 22.0 if after else None,
                "control": None,
            }
        )
    return made(panel, "series", rows, "month", "value")


def events(panel: Answer) -> Answer:
    rows = []
    for event in range(-30, 31):
        reference = event == -1
        value = 0.0 if reference else -0.1 if event < 0 else -2.0
        ends = {name: None if reference else value + by for name, by in zip(ENDS, (-1, 1, -1.5, 1.5), strict=True)}
        part = "reference" if reference else "before" if event < 0 else "after"
        n = 2 if event > 25 else 9
        rows.append({"event": event, "part": part, "estimate": value, **ends, "n_units": n, "n_against": 5})
    return made(panel, "events", rows, "event", "estimate")


ENDS = ("low", "high", "band_low", "band_high")


def summed(chart: charts.Chart, axis: str, **meta: object) -> float:
    held = [trace for trace in chart.data if all(trace["meta"].get(name) == said for name, said in meta.items())]
    assert held
    return sum(float(value) for trace in held for value in trace[axis] if value is not None)


def test_every_value_of_every_unit_is_a_point_and_the_means_are_theirs(panel: Answer) -> None:
    chart = charts.effect_course(course(panel), NN, "prosent")
    points = sum(summed(chart, "y", points=state) for state in ("before", "after", "other"))
    assert points == pytest.approx(column_sum(chart.table, "Målt"))
    assert len(chart.table) == 89
    of_joins = next(trace for trace in chart.data if trace["meta"].get("mean") == "joins")
    # The month without a value of B is the mean of A alone.
    assert of_joins["y"][3] == pytest.approx(18.3)
    assert of_joins["y"][4] == pytest.approx((18.4 + 19.9) / 2)
    assert len(chart.layout["shapes"]) == 2


def test_one_series_draws_its_points_its_line_and_what_was_expected(panel: Answer) -> None:
    chart = charts.effect_series(series(panel), NN, "prosent")
    points = sum(summed(chart, "y", points=state) for state in ("before", "after", "left_out"))
    assert points == pytest.approx(column_sum(chart.table, "Målt"))
    for name, heading in (("fitted", "Modellen"), ("counterfactual", "Venta utan skifte")):
        assert summed(chart, "y", line=name) == pytest.approx(column_sum(chart.table, heading))
    # No line crosses the start: the part before and the part after are two.
    fitted = [trace for trace in chart.data if trace["meta"].get("line") == "fitted"]
    assert [sum(value is not None for value in trace["y"]) for trace in fitted] == [18, 11]
    low, high = chart.layout["yaxis"]["range"]
    assert 15 < low < 18
    assert 22 < high < 25
    assert "Kontrollserie" not in chart.table


def test_a_series_without_a_model_is_its_points_alone(panel: Answer) -> None:
    rows = [dict(row, fitted=None, counterfactual=None, low=None, high=None) for row in series(panel).copy_rows()]
    chart = charts.effect_series(made(panel, "series", rows, "month", "value"), NN, "prosent")
    assert [trace["meta"] for trace in chart.data] == [{"points": name} for name in ("before", "after", "left_out")]


def test_the_event_study_draws_the_reference_and_hollows_out_steps_of_few_units(panel: Answer) -> None:
    chart = charts.event_study(events(panel), NN, "prosent")
    drawn = sum(summed(chart, "y", points=part) for part in ("before", "reference", "after"))
    assert drawn == pytest.approx(column_sum(chart.table, "Endring"))
    after = next(trace for trace in chart.data if trace["meta"].get("points") == "after")
    before = next(trace for trace in chart.data if trace["meta"].get("points") == "before")
    assert after["marker"]["color"].count("@surface") == 5
    assert before["marker"]["line"]["color"] != after["marker"]["line"]["color"]
    assert before["marker"]["symbol"] != after["marker"]["symbol"]
    reference = next(trace for trace in chart.data if trace["meta"].get("points") == "reference")
    assert (reference["x"], reference["y"]) == ([-1], [0.0])
    # Each interval is there twice: for its own month, and for all months at once.
    loose = [trace for trace in chart.data if trace["meta"].get("interval")]
    assert sum(len(trace["x"]) for trace in loose) == 3 * 2 * 60
    assert "(9)" in chart.layout["xaxis"]["ticktext"][0]


def test_steps_far_from_the_start_are_in_the_table_and_can_be_drawn(panel: Answer) -> None:
    chart = charts.event_study(events(panel), NN, "prosent", (-12, 12))
    assert len(chart.table) == 61
    assert chart.left_out
    assert chart.whole is not None
    assert len(next(one for one in chart.whole().data if one["meta"].get("points") == "after")["x"]) == 31


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_forest_draws_its_rows_and_marks_the_one_the_others_are_held_against(lang: str) -> None:
    words = speak(lang)
    branches = [
        charts.Branch("A & B", -2.0, -3.0, -1.0, 0.01, main=True),
        charts.Branch("C", -1.5),
        charts.Branch("D", None),
    ]
    chart = charts.forest(branches, words, "prosent", named="effect.column.unit")
    assert sum(sum(trace["x"]) for trace in chart.data if "main" in trace["meta"]) == pytest.approx(-3.5)
    assert len(chart.table) == 3
    assert chart.table[words("effect.column.estimate")].isna().sum() == 1
    assert "A &amp; B" in chart.layout["annotations"][0]["text"]
    assert words("effect.chart.none") in chart.alt


def test_a_long_forest_shows_a_part_and_has_them_all_in_the_table() -> None:
    branches = [charts.Branch(f"Eining {n}", float(n)) for n in range(60)]
    chart = charts.forest(branches, NN, "dagar", named="effect.column.unit")
    assert len(chart.table) == 60
    assert chart.left_out
    assert chart.whole is not None
    assert len(chart.whole().data[-1]["x"]) == 60


@pytest.mark.parametrize("happened", [-2.11, -0.05, 0.0, 0.9, 1.0])
def test_a_heap_counts_every_draw_once_and_no_part_holds_both_smaller_and_as_large(happened: float) -> None:
    values = [happened, -happened, *(((n * 37) % 201 - 100) / 100 for n in range(500))]
    rows = heaped(values)
    assert sum(row["n"] for row in rows) == len(values)
    assert sum(row["n"] for row in rows if row["as_large"]) == sum(abs(v) >= abs(happened) - 1e-9 for v in values)
    for one, other in pairwise(rows):
        assert one["high"] == other["low"]
    assert len(rows) < 80


def test_a_heap_is_drawn_as_it_is_counted(panel: Answer) -> None:
    answer = made(panel, "draws", heaped([1.5, -1.0, 0.2, 1.6, -1.5, 0.0]), "low", "n")
    chart = charts.draws_heap(answer, NN, "dagar")
    assert sum(sum(trace["y"]) for trace in chart.data) == column_sum(chart.table, "Måtar") == 6
    assert "3 av dei" in chart.alt.replace("\N{NO-BREAK SPACE}", " ")


def test_an_axis_has_round_ticks_within_its_ends_and_as_few_decimals_as_tell_values_apart() -> None:
    assert between(14.2, 23.9) == [16.0, 18.0, 20.0, 22.0]
    assert between(-2.3, 1.3) == [-2.0, -1.0, 0.0, 1.0]
    assert [decimals_of(held) for held in ([0.0, 1000.0], [14.0, 24.0], [1.0, 3.0], [None, None], [0.001, 0.002])] == [
        0,
        1,
        2,
        0,
        4,
    ]


def test_what_is_measured_anew_and_what_was_explored_before_the_start_stand_behind_the_values(panel: Answer) -> None:
    chart = charts.effect_series(series(panel), NN, "prosent")
    anew = with_breaks(chart, [MONTHS[6], dt.date(2010, 1, 1)], NN)
    assert len(anew.layout["shapes"]) == len(chart.layout["shapes"]) + 1
    assert with_breaks(chart, [dt.date(2010, 1, 1)], NN) is chart
    explored = with_exploring(chart, MONTHS[12], MONTHS[18], NN)
    area = explored.layout["shapes"][-1]
    assert area["x1"] - area["x0"] == 6
    assert with_exploring(chart, None, MONTHS[18], NN) is chart
