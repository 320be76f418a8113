"""On the demo: what the scenario page says, at the level the ledger keeps, is what was planted; so is the backtest."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.answers.supposed import measured
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.effects.backtest import CHOSEN_ALONG
from reformspor.effects.models import NAIVE
from reformspor.scope import Scope
from reformspor.store import DuckStore

FORESEEN = ("all", "employee", "helper", "leader_all", "union_rep_all")
REPRESENTATIVES = ("chief_union_rep", "joint_union_rep", "local_union_rep")


def told(store: DuckStore, name: str) -> Answer:
    return ask(store, f"scenario/{name}", Scope(), Rule.internal())


def rows(store: DuckStore, name: str) -> list[dict[str, Any]]:
    return told(store, name).copy_rows()


def test_hours_of_the_representatives_grow_as_planted_and_never_exceed_what_was_planted(
    store: DuckStore, facts: PlantedFacts
) -> None:
    for group, roles in (("union_rep_all", REPRESENTATIVES), ("helper", ("helper",))):
        kept: dict[str, float] = {}
        for row in rows(store, "forecast"):
            if row["role_group"] == group and row["kind"] == "measured":
                kept[str(row["month"].year)] = kept.get(str(row["month"].year), 0.0) + row["hours"]
        planted = {year: sum(facts.hours_by_role_year[role].get(year, 0.0) for role in roles) for year in kept}
        for year in ("2022", "2023", "2024", "2025"):
            # What is merged over months, or with other roles, or waits, is not in the series.
            assert 0.9 * planted[year] <= kept[year] <= planted[year] + 0.01, (group, year)
        growth = [kept[year] for year in ("2022", "2023", "2024", "2025")]
        assert growth == sorted(growth)


def test_groups_kept_by_month_are_carried_on_and_the_rest_say_why_not(store: DuckStore) -> None:
    states = {row["role_group"]: row["state"] for row in rows(store, "forecast_groups")}
    assert {group for group, state in states.items() if state == "ok"} == set(FORESEEN)
    assert states["rest"] == "pooled"
    ahead = [row for row in rows(store, "forecast") if row["kind"] == "forecast"]
    assert {row["role_group"] for row in ahead} == set(FORESEEN)
    assert len(ahead) == 12 * len(FORESEEN)
    assert all(row["tried"] for row in ahead)


def test_the_backtest_has_every_origin_from_month_eighteen_and_beats_the_naive_forecast(store: DuckStore) -> None:
    for group in FORESEEN:
        own = [row for row in rows(store, "backtest") if row["role_group"] == group]
        whole = {row["model"]: row for row in own if row["horizon"] == 0}
        used = next(row for row in whole.values() if row["used"])
        assert {row["origins"] for row in own} == {42}
        # 60 months: 42 errors one month ahead, one fewer for each month more, 438 in all.
        assert {row["horizon"]: row["n"] for row in own if row["model"] == NAIVE} == {
            0: 438,
            **{horizon: 43 - horizon for horizon in range(1, 13)},
        }
        assert used["relative"] < 0.9, group
        assert whole[CHOSEN_ALONG]["relative"] < 1, group
        assert used["mase"] < whole[NAIVE]["mase"]
        assert used["scored"] == 312
        assert used["coverage"] == pytest.approx(0.83, abs=0.12), group


def test_the_measured_scenario_has_the_sessions_of_the_last_twelve_months(
    store: DuckStore, sql: duckdb.DuckDBPyConnection
) -> None:
    of_helpers = Scope(roles=("helper",))
    kinds, need = (ask(store, f"capacity/{name}", of_helpers, Rule.internal()) for name in ("effort_by_kind", "need"))
    basis = measured(told(store, "pace"), told(store, "effort"), told(store, "helpers"), kinds, need)
    assert basis is not None
    held = sql.execute(
        "select count(*), count(distinct unit_id) from sessions "
        "where status = 'held' and date >= date '2025-11-01' and date < date '2026-11-01'"
    ).fetchone()
    assert (basis.sessions, basis.circumstances.units) == held
    planted = sql.execute(
        "select sum(hours * headcount) from resource_use where role = 'helper' "
        "and period >= '2025-11' and period < '2026-11'"
    ).fetchone()
    assert planted is not None
    own = basis.scenario.helper_hours * basis.sessions + basis.outside * basis.months
    assert 0.95 * float(planted[0]) <= own <= float(planted[0]) + 0.01
    free = sql.execute(
        "select sum(available_h) / 12 from capacity "
        "where role = 'helper' and period >= '2025-11-01' and period < '2026-11-01'"
    ).fetchone()
    assert free is not None
    assert basis.available == pytest.approx(float(free[0]), rel=0.02)
