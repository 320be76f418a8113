"""The section on variation draws every value it tables, freezes its baseline at the start, and words no cause."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from reformspor.answers import Answer
from reformspor.answers.varied import share_scale, varied
from reformspor.charts.control_chart import control_charts
from reformspor.charts.variation_units import variation_units
from reformspor.effects.panel import Panel
from reformspor.findings.varied import state_varied, variation_notes
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum

NN = speak("nn")
MONTHS = tuple(dt.date(2022 + place // 12, place % 12 + 1, 1) for place in range(40))
TYPES = (
    "unit_id VARCHAR, month DATE, value DOUBLE, numerator DOUBLE, denominator DOUBLE, n INTEGER, "
    "definition_break BOOLEAN"
)
CHANCE = np.random.default_rng(3).normal(0, 0.3, 40)
NAMES = {"a": "Heimen <b>", "b": "Skulen", "c": "Etaten"}


def points_of(answer: Answer, panel: Panel, direction: str, names: dict[str, str]) -> Answer:
    return varied(answer, panel, direction, names).points


def units_of(answer: Answer, panel: Panel, direction: str, names: dict[str, str]) -> Answer:
    return varied(answer, panel, direction, names).units


def given(starts: dict[str, int | None], shift: dict[str, float], breaks: tuple[int, ...] = ()) -> tuple[Answer, Panel]:
    """Units whose values are 20 and a little, and so much more from month 30 on."""
    rows: list[dict[str, Any]] = [
        {
            "unit_id": unit,
            "month": month,
            "value": 20 + CHANCE[place] + 0.5 * (unit == "b") + (shift[unit] if place >= 30 else 0),
            "n": 12,
            "definition_break": place in breaks,
        }
        for unit in starts
        for place, month in enumerate(MONTHS)
        if (unit, place) != ("b", 7)
    ]
    answer = answered(rows, TYPES, values="value")
    values = np.full((len(starts), 40), np.nan)
    for row in rows:
        values[list(starts).index(row["unit_id"]), MONTHS.index(row["month"])] = row["value"]
    return answer, Panel(tuple(starts), MONTHS, "month", values, tuple(starts.values()))


def three() -> tuple[Answer, Panel]:
    """One that goes up after its start, one with too little before it, one that never begins."""
    return given({"a": 30, "b": 5, "c": None}, {"a": 6.0, "b": 0.0, "c": 0.0})


def test_every_value_is_drawn_once_and_stands_in_the_table_with_its_limits() -> None:
    answer, panel = three()
    points = points_of(answer, panel, "lower", NAMES)
    chart = control_charts(points, NN, "prosent")
    assert len(chart.table) == 119
    drawn = sum(sum(trace["y"]) for trace in chart.data if "points" in trace["meta"])
    assert drawn == pytest.approx(column_sum(chart.table, "Målt"), rel=1e-4)
    for name, heading in (("centre", "Snitt i grunnlaget"), ("low", "Nedre grense"), ("high", "Øvre grense")):
        lines = sum(sum(trace["y"]) for trace in chart.data if trace["meta"].get("line") == name)
        assert lines == pytest.approx(column_sum(chart.table, heading), rel=1e-4)
    assert len([trace for trace in chart.data if trace["meta"].get("line") == "centre"]) == 3
    assert "Heimen &lt;b&gt;" in chart.layout["annotations"][0]["text"]


def test_the_baseline_ends_where_the_unit_begins_and_is_two_years_at_most() -> None:
    answer, panel = three()
    units = {row["unit_id"]: row for row in units_of(answer, panel, "lower", NAMES).copy_rows()}
    assert [units[unit]["n_baseline"] for unit in "abc"] == [24, 5, 24]
    assert [units[unit]["status"] for unit in "abc"] == ["lasting", "line", "lasting"]
    assert [units[unit]["variation"] for unit in "abc"] == ["concern", "", "common"]
    assert units["a"]["seasonal"] is False
    assert units["a"]["signals_after"] >= 10
    assert units["a"]["n_after"] == 16
    rows = points_of(answer, panel, "lower", NAMES).copy_rows()
    assert [row["month"] for row in rows if row["unit_id"] == "b" and row["baseline"]] == list(MONTHS[:5])


@pytest.mark.parametrize(
    ("direction", "signal"), [("lower", "concern"), ("higher", "improvement"), ("neither", "high"), ("", "high")]
)
def test_a_signal_is_called_good_or_bad_only_where_one_way_is(direction: str, signal: str) -> None:
    answer, panel = given({"a": 30}, {"a": 6.0})
    rows = points_of(answer, panel, direction, NAMES).copy_rows()
    assert rows[-1]["signal"] == signal
    assert "outside" in rows[-1]["rules"]
    chart = control_charts(points_of(answer, panel, direction, NAMES), NN, "prosent")
    assert NN(f"variation.signal.{signal}") in [item.label for item in chart.key]


def test_a_new_way_of_measuring_begins_a_new_baseline_and_no_line_crosses_it() -> None:
    answer, panel = given({"a": None}, {"a": 6.0}, breaks=(30,))
    units = units_of(answer, panel, "lower", NAMES)
    assert units.copy_rows()[0]["stretches"] == 2
    assert units.copy_rows()[0]["signals_after"] == 0
    chart = control_charts(points_of(answer, panel, "lower", NAMES), NN, "prosent")
    centres = [trace["x"] for trace in chart.data if trace["meta"].get("line") == "centre"]
    assert [len(held) for held in centres] == [30, 10]
    assert NN("variation.note.rebased") in variation_notes(units, NN)


def test_a_season_the_baseline_shows_is_taken_out_and_told() -> None:
    answer, panel = given({"a": 30}, {"a": 0.0})
    wave = 3 * np.sin(2 * np.pi * np.arange(40) / 12)
    moved = Panel(panel.units, panel.times, "month", panel.values + wave, panel.starts)
    units = units_of(answer, moved, "lower", NAMES)
    assert units.copy_rows()[0]["seasonal"] is True
    assert units.copy_rows()[0]["signals_after"] == 0
    assert NN("variation.note.season", n=1) in variation_notes(units, NN)
    rows = points_of(answer, moved, "lower", NAMES).copy_rows()
    assert rows[3]["centre"] - rows[9]["centre"] > 4


def test_shares_of_counted_things_are_shares_and_hours_are_not() -> None:
    part, whole = np.array([20.0, 30.0]), np.array([100.0, 120.0])
    assert share_scale(np.array([20.0, 25.0]), part, whole) == 100
    assert share_scale(np.array([0.2, 0.25]), part, whole) == 1
    assert share_scale(np.array([20.0, 26.0]), part, whole) is None
    assert share_scale(np.array([20.5, 25.0]), part + 0.5, whole) is None
    assert share_scale(np.array([20.0, np.nan]), np.array([20.0, np.nan]), whole) == 100
    assert share_scale(np.array([20.0, 25.0]), np.array([20.0, np.nan]), whole) is None


def test_a_share_in_per_cent_is_charted_in_per_cent_with_limits_by_its_denominator() -> None:
    rows = [
        {"unit_id": "a", "month": month, "value": 100 * part / whole, "numerator": part, "denominator": whole, "n": 30}
        for month, part, whole in ((m, 10 + p % 3, 80 if p % 2 else 320) for p, m in enumerate(MONTHS))
    ]
    answer = answered(rows, TYPES, values="value")
    panel = Panel(("a",), MONTHS, "month", np.array([[row["value"] for row in rows]]), (None,))
    units = units_of(answer, panel, "lower", NAMES)
    assert units.copy_rows()[0]["kind"] == "p_chart"
    points = points_of(answer, panel, "lower", NAMES).copy_rows()
    assert points[0]["value"] == pytest.approx(rows[0]["value"])
    assert points[1]["high"] > 1.2 * points[0]["high"]
    assert NN("variation.note.shares") in variation_notes(units, NN)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_counts_units_tells_one_and_is_silent_of_why(lang: str) -> None:
    words = speak(lang)
    answer, panel = three()
    several = state_varied(units_of(answer, panel, "lower", NAMES), words, "prosent")
    assert not several.nothing
    assert "2" in several.text
    alone = panel.only((0,))
    one = state_varied(units_of(answer, alone, "lower", NAMES), words, "prosent")
    assert not one.nothing
    assert words("variation.rule.outside") in one.text
    calm = state_varied(units_of(answer, panel.only((2,)), "lower", NAMES), words, "prosent")
    assert calm.nothing
    short = state_varied(units_of(answer, panel.only((1,)), "lower", NAMES), words, "prosent")
    assert short.nothing
    assert "8" in short.text
    notes = variation_notes(units_of(answer, panel, "lower", NAMES), words)
    told = [several.text, one.text, calm.text, short.text, *notes]
    for word in ("effekt", "effect", "verknad", "virkning", "førte", "led to", "because of", "grunna"):
        assert not any(word in text.lower() for text in told), word


def test_many_units_are_a_table_with_those_that_stray_first_and_a_part_of_them_drawn() -> None:
    starts: dict[str, int | None] = {f"u{place}": 30 for place in range(9)}
    shift = dict.fromkeys(starts, 0.0) | {"u7": -6.0}
    answer, panel = given(starts, shift)
    table = variation_units(units_of(answer, panel, "lower", {}), NN)
    assert table["Eining"].iloc[0] == "u7"
    assert table["Siste verdien"].iloc[0] == "▼ i ynskt retning"
    chart = control_charts(points_of(answer, panel, "lower", {}), NN, "dagar")
    assert len({trace["yaxis"] for trace in chart.data}) == 6
    assert "3" in chart.left_out
    assert chart.whole is not None
    assert len({trace["yaxis"] for trace in chart.whole().data}) == 9
    assert len(chart.table) == len(chart.whole().table) == 360
