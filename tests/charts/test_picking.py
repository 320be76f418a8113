"""Every mark says what it stands for: a month, a unit, a role, or all that a merged row covers."""

import datetime as dt
from typing import Any

import pytest

from reformspor.charts import heat_map, paint, pick, ranked_bars, stacked_months
from reformspor.charts.months import index_of
from reformspor.charts.picking import codes, framed, offered
from reformspor.findings.labels import folded
from reformspor.scope import Scope
from reformspor.words import speak
from tests.charts.given import answered

NN = speak("nn")
MARCH = index_of(dt.date(2025, 3, 1))
HOURS = "month_from DATE, month_to DATE, role VARCHAR, hours DOUBLE"
CELLS = (
    "place VARCHAR, place_level VARCHAR, unit_name VARCHAR, sector VARCHAR, month_from DATE, month_to DATE, "
    "hours DOUBLE, hours_possible DOUBLE, rate DOUBLE"
)


def stacked() -> Any:
    rows = [
        {"month_from": f"2025-0{month}-01", "month_to": f"2025-0{month}-01", "role": role, "hours": 10.0}
        for month in (1, 2, 3)
        for role in ("helper", "union_rep", "safety_rep")
    ]
    rows.append({"month_from": "2025-01-01", "month_to": "2025-03-01", "role": "several", "hours": 5.0})
    return stacked_months(answered(rows, HOURS), NN, by="role")


def heat() -> Any:
    rows = [
        {"place": f"unit:{unit}", "place_level": "unit", "unit_name": unit, "sector": "planning",
         "month_from": f"2025-0{month}-01", "month_to": f"2025-0{month}-01", "hours": 4, "hours_possible": 4, "rate": 2}
        for unit in ("U1", "U2") for month in (1, 2, 3)
    ]  # fmt: skip
    pooled = {"unit_name": None, "month_from": "2025-01-01", "hours": 9, "hours_possible": 9, "rate": None}
    rows.append({**pooled, "place": "sector:planning", "place_level": "sector", "sector": "planning",
                 "month_to": "2025-01-01"})  # fmt: skip
    rows.append({**pooled, "place": "municipality", "place_level": "municipality", "sector": None,
                 "month_to": "2025-03-01"})  # fmt: skip
    return heat_map(answered(rows, CELLS), NN)


def frames(chart: Any) -> list[dict[str, Any]]:
    return [shape for shape in chart.layout.get("shapes", ()) if shape.get("name") == "picked"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": MARCH}, {"period": "2025-03"}),
        ({"first": MARCH, "last": MARCH + 2}, {"period": "2025-03..2025-05"}),
        ({"place": "unit:U1"}, {"unit": "U1"}),
        ({"place": "sector:planning"}, {"sector": "planning"}),
        ({"first": MARCH, "place": "municipality"}, {"period": "2025-03"}),
        ({"role": "several"}, {}),
        ({"role": "helper"}, {"role": "helper"}),
        ({"phase": "several"}, {}),
        ({"activity": "merged"}, {}),
        ({"level": "agency"}, {"level": "agency"}),
    ],
)
def test_a_mark_stands_for_its_code_and_a_merged_one_for_what_it_covers(asked: Any, said: dict[str, str]) -> None:
    assert codes(pick(**asked)) == said


@pytest.mark.parametrize("group", ["union_rep_all", "leader_all", "other_all"])
@pytest.mark.parametrize("fold", [True, False])
def test_a_group_of_roles_stands_for_roles_that_the_filter_knows(group: str, fold: bool) -> None:
    roles = Scope.from_address(dict(codes(pick(role=group, fold=fold)))).roles
    assert len(roles) > 1
    if fold:
        assert {folded("role", role) for role in roles} == {group}


def test_a_unit_whose_code_holds_signs_of_an_address_comes_back_whole() -> None:
    assert Scope.from_address(dict(codes(pick(unit="A,1 &%=;b")))).units == ("A,1 &%=;b",)


def test_stacked_months_offer_their_months_by_mark_and_their_roles_by_the_key() -> None:
    chart = stacked()
    found = offered(chart, ["period", "role"])
    assert found["period"] == ["2025-01", "2025-02", "2025-03", "2025-01..2025-03"]
    assert found["role"][0] == "helper"
    assert [codes(item.pick).get("role") for item in chart.key[:1]] == ["helper"]
    assert "role" not in offered(chart, ["period"])


def test_a_heat_map_offers_months_units_and_merged_sectors() -> None:
    found = offered(heat(), ["period", "unit", "sector"])
    assert found["period"] == ["2025-01", "2025-02", "2025-03", "2025-01..2025-03"]
    assert sorted(found["unit"]) == ["U1", "U2"]
    assert found["sector"] == ["planning"]


def test_a_picked_month_gets_one_frame_over_the_whole_stack_and_keeps_every_number() -> None:
    chart = stacked()
    after = framed(chart, {"period": "2025-02"})
    assert [(round(f["x0"] + f["x1"]) / 2 - MARCH) for f in frames(after)] == [-1]
    assert [trace["y"] for trace in after.data] == [trace["y"] for trace in chart.data]
    assert after.table.equals(chart.table)


def test_a_role_picked_by_the_key_is_marked_in_the_key_and_the_other_roles_step_back() -> None:
    after = framed(stacked(), {"role": "helper"})
    assert [item.chosen for item in after.key] == [True, False, False, False]
    assert [trace.get("opacity") for trace in after.data[:3]] == [None, 0.35, 0.35]
    assert frames(after) == []


def test_a_picked_cell_gets_a_frame_of_its_own_and_the_block_of_all_months_none() -> None:
    after = framed(heat(), {"period": "2025-02", "unit": "U2"})
    (frame,) = frames(after)
    assert (frame["x0"], frame["x1"]) == (MARCH - 1.5, MARCH - 0.5)
    assert frame["y1"] - frame["y0"] == 1


def test_a_unit_alone_frames_its_row_and_a_merged_block_its_own_place_in_time() -> None:
    (row,) = frames(framed(heat(), {"unit": "U1"}))
    assert row["x1"] - row["x0"] == 3
    (block,) = frames(framed(heat(), {"period": "2025-01..2025-03"}))
    assert block["x1"] - block["x0"] == 3


def test_a_ranked_bar_of_units_stands_for_its_unit_and_is_framed_over_its_row() -> None:
    rows = [{"unit_id": "U1", "unit_name": "Skulen", "n": 3}, {"unit_id": None, "unit_name": None, "n": 2}]
    answer = answered(rows, "unit_id VARCHAR, unit_name VARCHAR, n BIGINT")
    chart = ranked_bars(answer, NN, by="unit_name", value="n", unit="sessions")
    assert offered(chart, ["unit"]) == {"unit": ["U1"]}
    (frame,) = frames(framed(chart, {"unit": "U1"}))
    assert frame["xref"] == "paper"


def test_a_bar_over_a_code_no_filter_knows_offers_nothing() -> None:
    answer = answered([{"kind": "workshop", "n": 3}], "kind VARCHAR, n BIGINT")
    assert offered(ranked_bars(answer, NN, by="kind", value="n", unit="sessions"), ["role", "unit"]) == {}


def test_the_frame_is_drawn_in_ink_and_is_wide_enough_to_be_seen_without_colour() -> None:
    painted = paint(framed(stacked(), {"period": "2025-02"}), "light", NN)
    shape = next(one for one in painted["layout"]["shapes"] if one.get("name") == "picked")
    assert shape["line"]["width"] >= 2
    assert shape["line"]["color"].startswith("#")
