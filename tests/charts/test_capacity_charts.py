"""The figures of capacity draw what their tables say, leave the unknown out, and say the gap in words too."""

from __future__ import annotations

import datetime as dt

import pytest

from reformspor import charts, findings
from reformspor.charts import paint
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn

NN = speak("nn")
NEED = (
    "span VARCHAR, day_from DATE, day_to DATE, whole BOOLEAN, n_sessions BIGINT, n_pooled BIGINT, need DOUBLE, "
    "need_possible DOUBLE, prepare DOUBLE, conduct DOUBLE, follow_up DOUBLE, "
    "available DOUBLE, available_possible DOUBLE, gap DOUBLE, gap_possible DOUBLE"
)


def week(day: str, need: float | None, available: float | None, *, most: float = 0.0, n: int = 2) -> dict[str, object]:
    known = need is not None and available is not None
    return {
        "span": "week", "day_from": day, "day_to": day, "n_sessions": n,
        "whole": dt.date.fromisoformat(day).weekday() == 0, "prepare": None if need is None else need / 4,
        "conduct": None if need is None else need / 2, "follow_up": None if need is None else 0.0, "n_pooled": 1,
        "need": need,
        "need_possible": None if need is None else need + most, "available": available,
        "available_possible": available, "gap": max((need or 0) - (available or 0), 0) if known else None,
        "gap_possible": max((need or 0) + most - (available or 0), 0) if known else None,
    }  # fmt: skip


def weeks() -> list[dict[str, object]]:
    return [week("2025-12-29", 40, 100, most=8), week("2026-01-05", 120, 100), week("2026-01-12", None, 50)]


def quarters(*most: float) -> list[dict[str, object]]:
    return [
        {
            "span": "quarter", "day_from": dt.date(2024 + place // 4, 1 + 3 * (place % 4), 1), "support_hours": 1.0,
            "conduct_hours": 2.0, "unknown_hours": 3.0, "ratio_least": 0.2, "ratio_most": end,
        }
        for place, end in enumerate(most)
    ]  # fmt: skip


SUPPORT = (
    "span VARCHAR, day_from DATE, support_hours DOUBLE, conduct_hours DOUBLE, unknown_hours DOUBLE, "
    "ratio_least DOUBLE, ratio_most DOUBLE"
)


def test_a_quarter_far_over_the_others_runs_out_of_the_figure_under_its_number_and_is_in_the_table() -> None:
    answer = answered(quarters(6.5, 1.0, 1.2, 0.9), SUPPORT)
    chart = charts.support_quarters(answer, NN)
    assert chart.layout["yaxis"]["range"][1] < 2.5
    assert [note["text"] for note in chart.layout["annotations"]] == ["\N{UPWARDS ARROW} 6,5"]
    assert chart.left_out
    assert chart.left_out in chart.alt
    assert 6.5 in list(chart.table[NN("capacity.heading.ratio_most")])
    assert chart.whole is not None
    whole = chart.whole()
    assert whole.layout["yaxis"]["range"][1] > 6.5
    assert (whole.left_out, list(whole.layout["annotations"])) == ("", [])


def test_quarters_that_lie_near_each_other_are_all_drawn_whole() -> None:
    chart = charts.support_quarters(answered(quarters(2.5, 1.0, 1.2, 0.9), SUPPORT), NN)
    assert chart.layout["yaxis"]["range"][1] > 2.5
    assert (chart.left_out, chart.whole, list(chart.layout["annotations"])) == ("", None, [])


def test_bars_of_need_are_the_need_of_the_table_and_the_gap_is_marked_in_words() -> None:
    chart = charts.need_against(answered(weeks(), NEED), NN, "week")
    covered, gap, possible = chart.data[:3]
    assert drawn(covered) + drawn(gap) == column_sum(chart.table, NN("capacity.heading.need"))
    assert drawn(gap) == column_sum(chart.table, NN("capacity.heading.gap")) == 20
    assert drawn(possible) == 8
    assert gap["text"][1] == "−20"
    assert gap["marker"]["pattern"]["shape"] == "x"
    assert "20" in chart.alt


def test_a_need_nobody_knows_is_neither_nought_nor_a_gap() -> None:
    chart = charts.need_against(answered(weeks(), NEED), NN, "week")
    assert chart.table[NN("capacity.heading.need")].isna().tolist() == [False, False, True]
    assert chart.table[NN("capacity.heading.gap")].isna().tolist() == [False, False, True]
    assert "ikkje kjent" in chart.data[0]["hovertext"][2]


def test_the_first_week_short_of_hours_is_the_finding() -> None:
    found = findings.state_shortage(answered(weeks(), NEED), NN)
    assert "5. januar 2026" in found.text.replace("\N{NO-BREAK SPACE}", " ")
    assert not found.nothing
    small = [week("2025-12-29", 101, 100), week("2026-01-05", 90, 100)]
    assert findings.state_shortage(answered(small, NEED), NN).nothing, "one hour in a hundred is not felt"
    assert findings.state_shortage(answered([week("2025-12-29", None, 10)], NEED), NN).nothing


def test_what_is_left_of_this_week_is_drawn_and_named_and_never_said_to_break() -> None:
    rest = [week("2025-12-27", 90, 10), week("2025-12-29", 40, 100)]
    assert findings.state_shortage(answered(rest, NEED), NN).nothing
    assert findings.first_gap(answered(rest, NEED)) is None
    chart = charts.need_against(answered(rest, NEED), NN, "week")
    assert [str(name).partition(",")[0] for name in chart.table.iloc[:, 0]] == ["Resten av veke 52", "Veke 1"]
    assert "rest" in chart.layout["xaxis"]["ticktext"][0]


def test_the_need_is_told_by_what_it_is_for() -> None:
    table = charts.need_against(answered(weeks(), NEED), NN, "week").table
    assert column_sum(table, NN("capacity.heading.of_prepare")) == 40
    assert column_sum(table, NN("capacity.heading.of_conduct")) == 80
    assert NN("capacity.heading.of_follow_up") not in table.columns


def test_a_gap_that_only_may_open_is_said_as_no_more_than_that() -> None:
    found = findings.state_shortage(answered([week("2025-12-29", 90, 100, most=30)], NEED), NN)
    assert "kan ta slutt" in found.text
    assert found.certainty == "unsure"


def test_zero_capacity_makes_all_of_the_need_a_gap() -> None:
    chart = charts.need_against(answered([week("2025-12-29", 12, 0)], NEED), NN, "week")
    assert drawn(chart.data[0]) == 0
    assert drawn(chart.data[1]) == 12


CALENDAR = "day DATE, n_held BIGINT, n_coming BIGINT"


def days() -> list[dict[str, object]]:
    return [
        {"day": "2020-01-06", "n_held": 9, "n_coming": 0},
        {"day": "2025-12-01", "n_held": 2, "n_coming": 0},
        {"day": "2025-12-29", "n_held": 1, "n_coming": 1},
        {"day": "2026-01-05", "n_held": 0, "n_coming": 3},
        {"day": "2026-01-10", "n_held": 0, "n_coming": 1},
    ]


def test_the_calendar_draws_the_last_weeks_writes_the_number_in_each_day_and_keeps_all_in_its_table() -> None:
    chart = charts.session_calendar(answered(days(), CALENDAR), NN)
    held, coming, totals = chart.data
    assert held["text"] == ["2", "2"]
    assert coming["text"] == ["3", "1"]
    assert totals["text"] == ["2", "2", "4"]
    assert drawn(held) + drawn(coming) == 8
    assert len(chart.table) == 5
    assert "1" in chart.left_out or "éin" in chart.left_out


def test_the_spread_names_no_unit_and_draws_what_its_table_says() -> None:
    types = "month DATE, n_units BIGINT, low DOUBLE, median DOUBLE, high DOUBLE, hours DOUBLE, hours_possible DOUBLE"
    rows = [
        {
            "month": "2025-11-01",
            "n_units": 7,
            "low": 20.0,
            "median": 30.0,
            "high": 100.0,
            "hours": 1,
            "hours_possible": 2,
        }
    ]
    chart = charts.spread_months(answered(rows, types), NN)
    assert drawn(chart.data[0]) == 80
    assert chart.table.iloc[0].tolist()[1:] == [7, 20.0, 30.0, 100.0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_capacity_is_painted_in_both_themes_and_with_nothing_in_it(lang: str) -> None:
    words = speak(lang)
    for chart in (
        charts.need_against(answered(weeks(), NEED), words, "week"),
        charts.need_against(answered([], NEED), words, "month"),
        charts.session_calendar(answered(days(), CALENDAR), words),
        charts.session_calendar(answered([], CALENDAR), words),
    ):
        assert chart.alt
        for theme in ("light", "dark"):
            assert '"@' not in str(paint(chart, theme, words))  # type: ignore[arg-type]
