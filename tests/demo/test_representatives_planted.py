"""What was planted of the representatives lies within what their page says, at the level the ledger keeps."""

from __future__ import annotations

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.findings import state_growth, state_on_top_years, state_plan
from reformspor.findings.growth import growths
from reformspor.findings.parties import took_part
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import speak

Sql = duckdb.DuckDBPyConnection
REPS = ("union_rep", "chief_union_rep", "joint_union_rep", "local_union_rep")
MINE = "role in ('chief_union_rep', 'joint_union_rep', 'local_union_rep')"
HOURS = "sum(hours * headcount)::double"
# The months the plan is measured over, and the three it is about; the demo is taken on 31 October 2026.
YEAR, AHEAD = ("2025-11-01", "2026-10-31"), ("2026-11-01", "2027-01-31")


def answer(store: DuckStore, name: str) -> Answer:
    return ask(store, name, Scope(roles=REPS), Rule.internal())


def waiting(store: DuckStore) -> float:
    return float(store.run("select coalesce(sum(hours), 0)::double as h from waiting", {})["h"][0])


def test_the_share_on_top_of_each_year_lies_between_its_ends(store: DuckStore, facts: PlantedFacts) -> None:
    said = {str(row["year"]): row for row in answer(store, "union_reps/on_top_by_year").copy_rows()}
    assert set(said) == set(facts.representatives)
    for year, planted in facts.representatives.items():
        row, late = said[year], waiting(store)
        assert float(row["on_top"]) <= planted["on_top"] <= float(row["on_top_possible"]) + late, year
        assert float(row["other"]) <= planted["hours"] - planted["on_top"] <= float(row["other_possible"]) + late, year
        if int(year) >= 2023:
            assert row["share_least"] <= planted["on_top"] / planted["hours"] <= row["share_most"], year


def test_the_share_on_top_is_said_to_have_grown_as_it_was_planted(store: DuckStore, facts: PlantedFacts) -> None:
    found = state_on_top_years(answer(store, "union_reps/on_top_by_year"), speak("nn"))
    share = {year: one["on_top"] / one["hours"] for year, one in facts.representatives.items()}
    assert " opp frå " in found.text
    assert share["2026"] > share["2024"]


def test_release_of_each_year_is_the_planted_to_the_hour(store: DuckStore, facts: PlantedFacts) -> None:
    sums: dict[str, float] = {}
    for row in answer(store, "union_reps/release_by_month").copy_rows():
        if row["release_h"] is not None:
            year = str(row["month_from"].year)
            sums[year] = sums.get(year, 0.0) + float(row["release_h"])
    planted = {year: one["release"] for year, one in facts.representatives.items()}
    assert sums == pytest.approx(planted, abs=0.5)


def test_hours_of_each_year_lie_between_their_ends(store: DuckStore, facts: PlantedFacts) -> None:
    rows = answer(store, "union_reps/release_by_month").copy_rows()
    for year, planted in facts.representatives.items():
        mine = [row for row in rows if str(row["month_from"].year) == year and row["hours"] is not None]
        least, most = (sum(float(row[name]) for row in mine) for name in ("hours", "hours_possible"))
        assert least <= planted["hours"] <= most + waiting(store), year


def test_what_grows_in_the_data_is_what_is_said_to_grow(store: DuckStore, sql: Sql) -> None:
    spans = {"hours": YEAR, "hours_before": ("2024-11-01", "2025-10-31")}
    said = answer(store, "union_reps/activity_growth")
    for row in said.copy_rows():
        for name, (first, last) in spans.items():
            true = sql.sql(
                f"""select coalesce({HOURS}, 0) from resource_use where {MINE} and activity = '{row["activity"]}'
                and period between '{first}' and '{last}'"""
            ).fetchall()[0][0]
            assert float(row[name]) <= true <= float(row[f"{name}_possible"]) + waiting(store), (row["activity"], name)
            if (name, row["activity"]) == ("hours", "conduct"):
                conduct = true
    surest = max(growths(said), key=lambda one: one.least)
    assert surest.code == "conduct"
    assert surest.now[0] <= conduct
    assert state_growth(said, speak("nn")).text.startswith("Gjennomføring veks mest")


@pytest.mark.parametrize("role", ["chief_union_rep", "joint_union_rep"])
def test_the_true_load_lies_between_the_ends_of_the_band(store: DuckStore, sql: Sql, role: str) -> None:
    true = dict(
        sql.sql(
            f"""with monthly as (
                select period[:4]::integer as year, period[:7] as month,
                    count(distinct person_key) as n, sum(hours * headcount)::double / n as each_h
                from resource_use where role = '{role}' group by all
            )
            select year, avg(each_h) from monthly where n >= 5 group by year"""
        ).fetchall()
    )
    rows = [row for row in answer(store, "union_reps/load").copy_rows() if row["role"] == role]
    assert len(rows) >= 5
    for row in rows:
        if row["months"] >= 10:
            # Records that wait or are pooled are few; they move an average by less than a twentieth.
            assert 0.95 * row["load_least"] <= true[row["year"]] <= 1.05 * row["load_most"], row["year"]


def test_the_parties_are_counted_as_the_sessions_say(store: DuckStore, sql: Sql) -> None:
    for name in ("union_reps/parties_by_phase", "union_reps/parties_by_quarter"):
        took = took_part(answer(store, name))[""]
        planted = dict(
            sql.sql("select parties_took_part, count(*) from sessions where status = 'held' group by 1").fetchall()
        )
        assert (took.yes, took.no, took.missing) == (planted["yes"], planted["no"], planted["not_reported"])


def test_the_plan_asks_what_planned_sessions_have_cost_so_far(store: DuckStore, sql: Sql) -> None:
    hours = sql.sql(
        f"select {HOURS} from resource_use where {MINE} and period between '{YEAR[0]}' and '{YEAR[1]}'"
    ).fetchall()[0][0]
    held, planned = (
        sql.sql(
            f"""select count(*) from sessions where status = '{status}' and parties_took_part = 'yes'
            and date between '{first}' and '{last}'"""
        ).fetchall()[0][0]
        for status, (first, last) in (("held", YEAR), ("planned", AHEAD))
    )
    rows = answer(store, "union_reps/next_quarter").copy_rows()
    assert sum(row["n_planned"] for row in rows) == planned > 0
    least, most = (sum(float(row[name]) for row in rows) for name in ("asked", "asked_possible"))
    assert least <= planned * hours / held <= most
    assert "frikjøpet er" in state_plan(answer(store, "union_reps/next_quarter"), speak("nn")).text
