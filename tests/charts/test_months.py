"""Bars by month: everything drawn is in the table, nothing is spread, and nothing missing is dropped."""

import datetime as dt
from dataclasses import replace

import pytest

from reformspor.charts import stacked_months, stock_and_flow, with_milestones
from reformspor.charts.axes import value_axis
from reformspor.charts.months import index_of
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn

LEDGER = "month_from DATE, month_to DATE, role VARCHAR, hours DOUBLE, hours_possible DOUBLE"
NN = speak("nn")


def hours(first: str, last: str, role: str | None, sure: float | None, possible: float | None) -> dict[str, object]:
    return {"month_from": first, "month_to": last, "role": role, "hours": sure, "hours_possible": possible}


ROWS = [
    hours("2025-01-01", "2025-01-01", "helper", 100, 100),
    hours("2025-01-01", "2025-01-01", "chief_union_rep", 40, 55),
    hours("2025-01-01", "2025-01-01", "local_union_rep", 10, 10),
    hours("2025-02-01", "2025-02-01", "helper", 80, 80),
    hours("2025-02-01", "2025-02-01", None, 7, 7),
    hours("2025-02-01", "2025-02-01", "safety_rep", 3, 3),
    hours("2025-01-01", "2025-03-01", "leader_all", 60, 66),
    hours("2025-03-01", "2025-03-01", "several", None, 9),
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_drawn_adds_up_to_the_table(lang: str) -> None:
    words = speak(lang)
    chart = stacked_months(answered(ROWS, LEDGER), words, by="role")
    measure = words("charts.heading.hours")
    upper = words("charts.heading.up_to", measure=measure.lower())
    assert sum(drawn(trace) for trace in chart.data) == pytest.approx(column_sum(chart.table, upper))
    assert column_sum(chart.table, measure) == pytest.approx(300)
    assert column_sum(chart.table, upper) == pytest.approx(330)


def test_a_missing_role_is_a_series_of_its_own_with_a_dashed_frame() -> None:
    chart = stacked_months(answered(ROWS, LEDGER), NN, by="role")
    assert "Ikkje oppgitt" in [item.label for item in chart.key]
    assert next(item for item in chart.key if item.label == "Ikkje oppgitt").pattern == "missing"
    assert [shape["line"]["dash"] for shape in chart.layout["shapes"]] == ["dot"]
    missing = chart.table[chart.table["Rolle"] == "Ikkje oppgitt"]
    assert missing["Timar"].tolist() == [7]


def test_what_may_be_on_top_is_hatched_over_the_sure_part() -> None:
    chart = stacked_months(answered(ROWS, LEDGER), NN, by="role")
    hatched = next(trace for trace in chart.data if trace["name"] == "Kan høyra med")
    assert hatched["y"] == [15, 9]
    assert hatched["base"] == [150, 0]
    assert hatched["marker"]["pattern"]["shape"] == "/"


def test_a_row_of_three_months_is_one_block_three_months_wide() -> None:
    chart = stacked_months(answered(ROWS, LEDGER), NN, by="role")
    block = next(trace for trace in chart.data if trace.get("yaxis") == "y2")
    assert block["meta"] == {"amounts": [66]}
    assert block["width"] == [pytest.approx(2.9)]
    assert block["x"] == [2025 * 12 + 1]
    assert "januar–mars 2025" in block["hovertext"][0]
    solid = [trace for trace in chart.data if trace.get("yaxis") != "y2" and "Leiarar" in trace["name"]]
    assert solid == []


def test_union_representatives_share_one_colour_and_one_series() -> None:
    chart = stacked_months(answered(ROWS, LEDGER), NN, by="role")
    union = next(trace for trace in chart.data if trace["name"] == "Tillitsvalde")
    assert union["y"] == [50]
    assert union["marker"]["color"] == "@c2"
    assert len({item.colour for item in chart.key if item.pattern == "solid"}) <= 5


def test_a_row_without_a_month_is_drawn_and_said_to_be_undated() -> None:
    rows = [*ROWS, {"role": "helper", "hours": 5.0, "hours_possible": 5.0}]
    chart = stacked_months(answered(rows, LEDGER), NN, by="role")
    assert "Utan dato" in chart.table["Periode"].tolist()
    assert sum(drawn(trace) for trace in chart.data) == pytest.approx(335)


def test_an_answer_without_rows_draws_nothing_and_says_so() -> None:
    chart = stacked_months(answered([], LEDGER), NN, by="role")
    assert chart.data == []
    assert chart.table.empty


@pytest.mark.parametrize(("lang", "january", "may"), [("nn", "jan", "mai"), ("nb", "jan", "mai"), ("en", "Jan", "May")])
def test_month_names_are_the_readers_with_the_year_under_january(lang: str, january: str, may: str) -> None:
    rows = [hours(f"2025-{month:02}-01", f"2025-{month:02}-01", "helper", 1, 1) for month in range(1, 6)]
    axis = stacked_months(answered(rows, LEDGER), speak(lang), by="role").layout["xaxis"]
    assert axis["ticktext"][0] == f"{january}<br>2025"
    assert axis["ticktext"][-1] == may


def test_sixty_months_get_at_most_nine_names_and_every_year() -> None:
    rows = [
        hours(f"{year}-{month:02}-01", f"{year}-{month:02}-01", "helper", 1, 1)
        for year in range(2021, 2026)
        for month in range(1, 13)
    ]
    axis = stacked_months(answered(rows, LEDGER), NN, by="role").layout["xaxis"]
    assert len(axis["ticktext"]) <= 9
    assert axis["ticktext"] == ["2021", "2022", "2023", "2024", "2025"]


def test_the_value_axis_has_at_most_five_ticks_and_the_unit_on_top() -> None:
    axis = stacked_months(answered(ROWS, LEDGER), NN, by="role").layout["yaxis"]
    assert len(axis["tickvals"]) <= 5
    assert axis["ticktext"][-1].endswith("\N{NO-BREAK SPACE}t")
    assert not any(name.endswith("t") for name in axis["ticktext"][:-1])


STOCK = "month DATE, in_n BIGINT, out_n BIGINT, open_n BIGINT"


def test_stock_and_flow_draws_every_number_of_its_table() -> None:
    rows = [
        {"month": "2025-01-01", "in_n": 5, "out_n": 1, "open_n": 14},
        {"month": "2025-02-01", "in_n": 0, "out_n": 4, "open_n": 10},
    ]
    chart = stock_and_flow(answered(rows, STOCK), NN)
    line, came, went = chart.data
    assert drawn(line) == column_sum(chart.table, "Opne") == 24
    assert drawn(came) == column_sum(chart.table, "Nye") == 5
    assert drawn(went) == column_sum(chart.table, "Avslutta") == 5
    assert max(went["y"]) <= 0
    assert "-" not in "".join(chart.layout["yaxis2"]["ticktext"])


def test_milestones_are_numbered_and_those_outside_are_left_out() -> None:
    chart = stacked_months(answered(ROWS, LEDGER), NN, by="role")
    marked = with_milestones(
        chart,
        [
            {"date": "2025-02-14", "title": "Nye frikjøp"},
            {"date": "2025-01-02", "title": "<b>Start</b>"},
            {"date": "2030-01-01", "title": "Seinare"},
        ],
    )
    assert [(mark.number, mark.title) for mark in marked.marks] == [(1, "<b>Start</b>"), (2, "Nye frikjøp")]
    assert [note["text"] for note in marked.layout["annotations"]] == ["1", "2"]
    assert chart.marks == ()
    assert len(chart.layout["shapes"]) < len(marked.layout["shapes"])


def test_what_is_counted_has_no_parts_on_its_axis() -> None:
    assert value_axis(2, NN, whole=True)["ticktext"] == ["0", "1", "2"]
    assert value_axis(1, NN, lowest=-1, whole=True)["tickvals"] == [-1, 0, 1]


def test_months_before_the_data_begin_and_after_they_were_taken_are_not_drawn() -> None:
    rows = [
        hours("2025-01-01", "2025-12-01", "several", 60, 60),
        hours("2025-08-01", "2025-08-01", "helper", 100, 100),
    ]
    answer = answered(rows, LEDGER)
    months = replace(answer.provenance, begins=dt.date(2025, 7, 3), as_of=dt.date(2025, 10, 31))
    chart = stacked_months(replace(answer, provenance=months), NN, by="role")
    assert chart.months == (index_of(dt.date(2025, 7, 1)), index_of(dt.date(2025, 10, 1)))
    block = chart.data[-1]
    assert (block["x"][0] - block["width"][0] / 2, block["x"][0] + block["width"][0] / 2) == (
        chart.months[0] - 0.45,
        chart.months[1] + 0.45,
    )
    assert "januar" in block["hovertext"][0].lower()
    assert "desember" in block["hovertext"][0].lower()
    assert sum(drawn(trace) for trace in chart.data) == 160


def test_a_month_that_has_hours_of_its_own_is_always_drawn() -> None:
    answer = answered([hours("2025-01-01", "2025-01-01", "helper", 100, 100)], LEDGER)
    months = replace(answer.provenance, begins=dt.date(2025, 7, 3), as_of=dt.date(2024, 10, 31))
    january = index_of(dt.date(2025, 1, 1))
    assert stacked_months(replace(answer, provenance=months), NN, by="role").months == (january, january)
