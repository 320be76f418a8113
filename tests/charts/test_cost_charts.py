"""Figures of cost: what is drawn adds up to the table, what has no rate is said, and no unit is ranked."""

from __future__ import annotations

import pytest

from reformspor.charts import (
    cost_totals,
    listing,
    own_and_in_kind,
    paired_bars,
    stacked_months,
    unit_rates,
    without_fte,
)
from reformspor.charts.axes import value_axis
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn

NN = speak("nn")
ROLES = (
    "role VARCHAR, hours DOUBLE, hours_possible DOUBLE, fte_spent DOUBLE, fte_spent_possible DOUBLE, "
    "uncosted_h DOUBLE, uncosted_h_possible DOUBLE, cost DOUBLE, cost_possible DOUBLE, in_kind DOUBLE, "
    "in_kind_possible DOUBLE"
)
UNITS = (
    "unit_id VARCHAR, unit_name VARCHAR, sector VARCHAR, fte DOUBLE, hours DOUBLE, hours_possible DOUBLE, cost DOUBLE, "
    "cost_possible DOUBLE, rate_nok DOUBLE, rate_nok_possible DOUBLE"
)


def role(
    code: str, hours: float, cost: tuple[float, float], in_kind: tuple[float, float], lacking: float = 0.0
) -> dict[str, object]:
    pairs = {"hours": (hours, hours), "fte_spent": (hours / 1750, hours / 1750), "cost": cost, "in_kind": in_kind,
             "uncosted_h": (lacking, lacking)}  # fmt: skip
    ends = {
        name: value for key, (sure, most) in pairs.items() for name, value in ((key, sure), (f"{key}_possible", most))
    }
    return {"role": code, **ends}


GIVEN = [
    role("several", 50, (0, 30_000), (0, 40_000)),
    role("citizen", 20, (0, 0), (0, 0), 20),
    role("helper", 100, (50_000, 50_000), (48_000, 48_000)),
    role("local_union_rep", 40, (16_000, 16_000), (16_000, 16_000)),
    role("chief_union_rep", 10, (5_000, 6_000), (5_000, 6_000)),
]


def unit(code: str, sector: str, fte: float | None, least: float, most: float) -> dict[str, object]:
    rate = {} if fte is None else {"rate_nok": least, "rate_nok_possible": most}
    return {"unit_id": code, "unit_name": f"Eining {code}", "sector": sector, "fte": fte, "hours": 10.0,
            "hours_possible": 20.0, "cost": 5000.0, "cost_possible": 9000.0, **rate}  # fmt: skip


PLACES = [
    unit("c", "culture", 10.0, 300_000, 400_000),
    unit("a", "culture", 20.0, 100_000, 150_000),
    unit("b", "upbringing", None, 0, 0),
    unit("d", "upbringing", 30.0, 200_000, 220_000),
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_bars_a_role_add_up_to_the_table_and_stand_apart(lang: str) -> None:
    words = speak(lang)
    chart = own_and_in_kind(answered(GIVEN, ROLES), words, "role")
    for name, total, most in (("cost", 71_000, 102_000), ("in_kind", 69_000, 110_000)):
        heading = words(f"charts.heading.{name}")
        upper = words("charts.heading.up_to", measure=heading[:1].lower() + heading[1:])
        assert column_sum(chart.table, heading) == total
        assert column_sum(chart.table, upper) == most
    assert sum(drawn(trace) for trace in chart.data) == 102_000 + 110_000
    label = "estimate" if lang == "en" else "overslag"
    assert all(label in item.label for item in chart.key[:2])
    assert sum(label in str(column) for column in chart.table.columns) == 4


def test_a_role_without_a_rate_is_said_to_have_none_and_what_is_pooled_comes_last() -> None:
    chart = own_and_in_kind(answered(GIVEN, ROLES), NN, "role")
    said = [note["text"] for note in chart.layout["annotations"]]
    assert said.count("utan sats") == 2
    assert list(chart.table.iloc[:, 0]) == ["Hjelparar", "Tillitsvalde", "Andre roller", "Fleire roller samla"]


def test_no_bar_is_drawn_for_what_is_not_possible() -> None:
    chart = own_and_in_kind(answered(GIVEN, ROLES), NN, "role")
    assert all(amount for trace in chart.data if "pattern" in trace["marker"] for amount in trace["x"])


def test_recorded_and_computed_are_two_bars_a_year() -> None:
    rows: list[dict[str, object]] = [
        {"year": 2024, "recorded_nok": 90.0, "recorded_nok_possible": 100.0, "cost": 80.0, "cost_possible": 120.0}
    ]
    columns = "year BIGINT, recorded_nok DOUBLE, recorded_nok_possible DOUBLE, cost DOUBLE, cost_possible DOUBLE"
    chart = paired_bars(
        answered(rows, columns), NN, by="year", pair=("recorded_nok", "cost"), names=("recorded_nok", "computed")
    )
    assert list(chart.table.iloc[0]) == ["2024", 90.0, 100.0, 80.0, 120.0]
    assert [item.label for item in chart.key][:2] == ["Ført av kommunen", "Rekna etter sats (overslag)"]


def test_units_stand_by_sector_and_name_never_by_size_and_those_without_arsverk_have_no_mark() -> None:
    answer = answered(PLACES, UNITS)
    chart = unit_rates(answer, NN, value="rate_nok", unit="nok_year_per_100_fte", beside=("hours", "cost"))
    assert list(chart.table.iloc[:, 0]) == ["Eining c", "Eining a", "Eining b", "Eining d"]
    assert without_fte(answer) == ("Eining b",)
    least, most = (list(chart.data[at]["x"]) for at in (2, 1))
    assert least == [300_000, 100_000, 200_000]
    assert most == [400_000, 150_000, 220_000]
    assert sum(least) == column_sum(chart.table, NN("charts.heading.rate_nok"))
    assert chart.left_out == ""


def test_lines_that_run_far_out_are_cut_and_said_and_can_be_drawn_whole() -> None:
    far = [*PLACES, unit("e", "planning", 5.0, 1_000, 9_000_000)]
    chart = unit_rates(answered(far, UNITS), NN, value="rate_nok", unit="nok_year_per_100_fte")
    assert "går ut av figuren" in chart.left_out
    assert chart.layout["xaxis"]["range"][1] < 1_000_000
    assert chart.whole is not None
    assert chart.whole().layout["xaxis"]["range"][1] >= 9_000_000
    assert 9_000_000 in chart.data[1]["x"]


@pytest.mark.parametrize(("lang", "top"), [("nn", "2,0 mill. kr"), ("nb", "2,0 mill. kr"), ("en", "NOK 2.0m")])
def test_ticks_of_kroner_are_in_millions_and_the_top_one_says_so(lang: str, top: str) -> None:
    names = value_axis(1_900_000.0, speak(lang), money=True)["ticktext"]
    assert names[-1].replace("\N{NO-BREAK SPACE}", " ") == top
    assert names[0] in ("0,0", "0.0")
    thousands = value_axis(45_000.0, speak(lang), money=True)["ticktext"]
    assert thousands[-1].replace("\N{NO-BREAK SPACE}", " ") == ("NOK 60k" if lang == "en" else "60 tusen kr")


def test_months_of_cost_have_ticks_and_blocks_in_short_money() -> None:
    rows = [
        {"month_from": "2024-01-01", "month_to": "2024-01-01", "role": "helper", "cost": 1e6, "cost_possible": 1.2e6},
        {"month_from": "2024-01-01", "month_to": "2024-06-01", "role": "several", "cost": 0.0, "cost_possible": 3e6},
    ]
    columns = "month_from DATE, month_to DATE, role VARCHAR, cost DOUBLE, cost_possible DOUBLE"
    chart = stacked_months(answered(rows, columns), NN, by="role", value="cost", unit="nok_estimate")
    assert chart.layout["yaxis"]["ticktext"][-1].endswith("kr")
    assert column_sum(chart.table, "Kroner (overslag)") == 1e6
    assert column_sum(chart.table, "Inntil, kroner (overslag)") == 4.2e6


def test_an_upper_end_keeps_the_capitals_of_its_measure() -> None:
    rows = [{"month": "2025-03-01", "role": "helper", "cost": 1e6, "cost_possible": 4e6}]
    given = answered(rows, "month DATE, role VARCHAR, cost DOUBLE, cost_possible DOUBLE")
    chart = stacked_months(given, speak("en"), by="role", value="cost", unit="nok_estimate")
    assert list(chart.table.columns)[-1] == "Up to, NOK (estimate)"


def test_a_year_is_a_name_and_has_no_thousands_in_a_table() -> None:
    table = listing(answered([{"year": 2024, "own_rate": 719.9999999999999}], "year BIGINT, own_rate DOUBLE"), NN,
                    ("year", "own_rate"))  # fmt: skip
    assert list(table.iloc[0]) == ["2024", 720]


def test_the_sums_stand_beside_those_of_the_period_before() -> None:
    names = ("hours", "fte_spent", "cost", "in_kind", "uncosted_h", "uncounted_h")
    columns = ", ".join(f"{name} DOUBLE, {name}_possible DOUBLE" for name in names)
    now, former = (
        answered([{column: size for name in names for column in (name, f"{name}_possible")}], columns)
        for size in (200.0, 100.0)
    )
    table = cost_totals(now, former, NN)
    assert list(table.columns) == ["Sum", "Minst", "Inntil", "Perioden før, minst", "Perioden før, inntil"]
    assert list(table.iloc[2]) == ["Eigen kostnad i kroner (overslag)", 200.0, 200.0, 100.0, 100.0]
    assert len(cost_totals(now, None, NN).columns) == 3
