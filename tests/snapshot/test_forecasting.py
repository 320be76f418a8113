"""Which groups of roles can be carried on follows from what the ledger keeps by month; nothing merged is spread."""

import datetime as dt
from dataclasses import replace

import pytest

from reformspor.answers import ask
from reformspor.disclosure import LEVELS, Rule
from reformspor.scope import Scope
from reformspor.snapshot.forecasting import REST, SURE_BANDS, WHOLE, Cell, begun_forecast, group_from, write_forecast
from reformspor.store import DuckStore
from tests.views.given import AS_OF, small_connection

HELPERS, EVERYONE = frozenset({"helper"}), frozenset({"helper", "employee", REST})


def month(index: int) -> dt.date:
    return dt.date(2024 + index // 12, index % 12 + 1, 1)


def cell(first: int, hours: float, last: int | None = None, groups: frozenset[str] = HELPERS) -> Cell:
    return Cell(groups, month(first), month(first if last is None else last), hours, abs(hours))


YEARS = [cell(n, 10.0) for n in range(24)]
END = dt.date(2025, 12, 31)


def test_hours_with_a_month_of_their_own_are_a_series() -> None:
    group = group_from("helper", YEARS, END)
    assert group.state == "ok"
    assert group.values == (10.0,) * 24
    assert (group.months[0], group.months[-1]) == (month(0), month(23))


def test_a_month_that_was_not_whole_when_the_export_was_taken_is_left_out() -> None:
    group = group_from("helper", YEARS, dt.date(2025, 12, 30))
    assert group.months[-1] == month(22)
    assert group.state == "too_short"


def test_a_role_that_appears_halfway_is_counted_from_its_first_month() -> None:
    group = group_from("helper", YEARS[13:], END)
    assert (group.months[0], len(group.values), group.state) == (month(13), 11, "too_short")


def test_a_month_without_hours_between_is_zero_and_a_correction_never_makes_one_negative() -> None:
    group = group_from("helper", [*YEARS[:5], *YEARS[7:], cell(9, -4.0), cell(10, -14.0)], END)
    assert group.values[5:11] == (0.0, 0.0, 10.0, 10.0, 6.0, 0.0)


@pytest.mark.parametrize(("merged", "state"), [(12.0, "ok"), (13.0, "pooled")])
def test_more_than_one_twentieth_merged_over_months_is_not_carried_on(merged: float, state: str) -> None:
    # 240 hours have their month: 12 more are 95.2 per cent of all, 13 are 94.9.
    group = group_from("helper", [*YEARS, cell(0, merged, last=2)], END)
    assert (group.pooled, group.state) == (merged, state)
    assert sum(group.values) == 240


@pytest.mark.parametrize(("shared", "state"), [(80.0, "ok"), (81.0, "pooled")])
def test_more_than_a_quarter_that_may_be_another_groups_is_not_carried_on(shared: float, state: str) -> None:
    group = group_from("helper", [*YEARS, cell(3, shared, groups=EVERYONE)], END)
    assert (group.shared, group.state) == (shared, state)


def test_all_roles_together_own_every_row_and_a_group_without_hours_says_so() -> None:
    whole = group_from(WHOLE, [*YEARS, cell(3, 90.0, groups=EVERYONE)], END)
    assert (whole.shared, sum(whole.values), whole.state) == (0, 330, "ok")
    assert group_from("employee", YEARS, END).state == "no_hours"


def test_what_is_written_is_the_measured_months_and_the_twelve_after_them() -> None:
    con = small_connection()
    with begun_forecast(con, AS_OF, served="") as begun:
        write_forecast(con, "x", begun, served="")
    store = DuckStore(con)
    kinds = store.run(
        "select role_group, kind, count(*) as n, sum(hours) as hours from forecast_month where sure_band = 5 "
        "group by all",
        {},
    )
    found = {(row.role_group, row.kind): (row.n, row.hours) for row in kinds.itertuples()}
    assert found["helper", "measured"] == (24, sum(90 + n for n in range(24)))
    assert found["helper", "forecast"][0] == 12
    # Leaders are released by the quarter only.
    assert not [key for key in found if key[0] == "leader_all"]
    groups = store.run(
        "select role_group, state, origins from forecast_group where sure_band = 5 order by role_group", {}
    )
    states = dict(zip(groups["role_group"], groups["state"], strict=True))
    assert states == {
        "all": "ok",
        "employee": "ok",
        "helper": "ok",
        "leader_all": "no_hours",
        "rest": "no_hours",
        "union_rep_all": "ok",
    }
    errors = store.run("select model, n from forecast_error where role_group = 'helper' and horizon = 1", {})
    assert set(errors["n"]) == {6}


@pytest.mark.parametrize(("small", "state"), [(12.0, "ok"), (13.0, "small")])
def test_hours_of_groups_too_small_for_a_level_are_not_in_its_series(small: float, state: str) -> None:
    few = Cell(HELPERS, month(3), month(3), small, small, people=5)
    cells = [replace(one, people=10) for one in YEARS]
    group = group_from("helper", [*cells, few], END, 10)
    assert (group.kept, group.small, group.state) == (240, small, state)
    assert sum(group.values) == 240
    assert sum(group_from("helper", [*cells, few], END, 5).values) == 240 + small


def test_every_level_has_a_forecast_of_what_is_sure_to_it() -> None:
    assert {Rule.of(level).sure_band for level in LEVELS} == set(SURE_BANDS)


def test_at_the_public_level_no_forecast_rests_on_groups_under_ten() -> None:
    con = small_connection()
    with begun_forecast(con, AS_OF, served="") as begun:
        write_forecast(con, "x", begun, served="")
    store = DuckStore(con)
    told = {level: ask(store, "scenario/forecast_groups", Scope(), Rule.of(level)).copy_rows() for level in LEVELS}
    assert {row["state"] for row in told["internal"]} >= {"ok"}
    assert told["research"] == told["internal"]
    # Every group of the small municipality has five to nine people.
    assert {row["state"] for row in told["public"]} <= {"small", "pooled", "no_hours"}
    assert not any(row["hours"] for row in told["public"])
    for question in ("forecast", "backtest"):
        assert ask(store, f"scenario/{question}", Scope(), Rule.internal()).copy_rows()
        assert ask(store, f"scenario/{question}", Scope(), Rule.public()).copy_rows() == []


def test_at_the_public_level_what_ten_people_worked_is_carried_on_as_elsewhere() -> None:
    con = small_connection()
    con.execute("update released set band_lo = 10 where role = 'helper'")
    with begun_forecast(con, AS_OF, served="") as begun:
        write_forecast(con, "x", begun, served="")
    store = DuckStore(con)
    levels = (Rule.internal(), Rule.public())
    one, other = (ask(store, "scenario/forecast", Scope(), rule).copy_rows() for rule in levels)
    assert [row for row in one if row["role_group"] == "helper"] == [r for r in other if r["role_group"] == "helper"]
    assert {row["role_group"] for row in other if row["kind"] == "forecast"} == {"helper"}
    measured = sum(row["hours"] for row in other if row["role_group"] == "all")
    assert measured == sum(90 + n for n in range(24)), "of all roles, only the helpers' hours are sure"
