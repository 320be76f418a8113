"""What was planted is true in the data: plain SQL over the files finds the same, and the story can be seen."""

from __future__ import annotations

import duckdb
import pytest

from reformspor.demo import PlantedFacts

Sql = duckdb.DuckDBPyConnection
HOURS = "sum(hours * resource_use.headcount)::double"
REPRESENTATIVES = "role in ('chief_union_rep', 'joint_union_rep', 'local_union_rep')"


def pairs(sql: Sql, query: str) -> dict[str, float]:
    """Two columns as key and value."""
    return dict(sql.sql(query).fetchall())


def test_hours_in_all_and_their_cost(sql: Sql, facts: PlantedFacts) -> None:
    found = sql.sql(f"select {HOURS}, sum(cost_nok)::double from resource_use").fetchall()[0]
    assert found == (facts.hours, facts.cost_nok)


def test_hours_by_role_and_activity(sql: Sql, facts: PlantedFacts) -> None:
    assert pairs(sql, f"select role, {HOURS} from resource_use group by 1") == facts.hours_by_role
    assert pairs(sql, f"select activity, {HOURS} from resource_use group by 1") == facts.hours_by_activity


def test_hours_by_role_and_year(sql: Sql, facts: PlantedFacts) -> None:
    found = pairs(sql, f"select role || ' ' || period[:4], {HOURS} from resource_use group by 1")
    planted = {
        f"{role} {year}": hours for role, years in facts.hours_by_role_year.items() for year, hours in years.items()
    }
    assert found == planted


def test_hours_by_sector_and_quarter(sql: Sql, facts: PlantedFacts) -> None:
    quarter = "period[:4] || '-K' || (period[6:7]::integer + 2) // 3"
    found = pairs(
        sql, f"select sector || ' ' || {quarter}, {HOURS} from resource_use join units using (unit_id) group by 1"
    )
    planted = {
        f"{sector} {quarter}": hours
        for sector, quarters in facts.hours_by_sector_quarter.items()
        for quarter, hours in quarters.items()
    }
    assert found == planted


def test_the_representatives_hours_and_what_came_on_top(sql: Sql, facts: PlantedFacts) -> None:
    hours = pairs(sql, f"select period[:4], {HOURS} from resource_use where {REPRESENTATIVES} group by 1")
    top = pairs(
        sql, f"select period[:4], {HOURS} from resource_use where {REPRESENTATIVES} and on_top = 'yes' group by 1"
    )
    release = pairs(
        sql,
        "select year(period)::varchar, sum(release_h)::double from capacity where period <= '2026-10-31' group by 1",
    )
    planted = facts.representatives
    assert {year: (hours[year], top[year], release[year]) for year in hours} == {
        year: (one["hours"], one["on_top"], one["release"]) for year, one in planted.items()
    }


def test_sessions_by_status_year_and_kind(sql: Sql, facts: PlantedFacts) -> None:
    assert pairs(sql, "select status, count(*) from sessions group by 1") == facts.sessions_by_status
    held = "from sessions where status = 'held' group by 1"
    assert pairs(sql, f"select year(date)::varchar, count(*) {held}") == facts.held_by_year
    assert pairs(sql, f"select kind, count(*) {held}") == facts.held_by_kind


def test_barriers_by_type_level_and_status(sql: Sql, facts: PlantedFacts) -> None:
    assert pairs(sql, "select unnest(types), count(*) from barriers group by 1") == facts.barriers_by_type
    assert pairs(sql, "select owner_level, count(*) from barriers group by 1") == facts.barriers_by_level_reported
    now = "select max_by(to_status, event_id) status from barrier_events group by barrier_id"
    assert pairs(sql, f"select status, count(*) from ({now}) group by 1") == facts.barriers_by_status
    closed = "('resolved', 'rejected', 'lapsed')"
    assert sql.sql(f"select count(*) from ({now}) where status not in {closed}").fetchall() == [(facts.barriers_open,)]
    moved = """select coalesce(level, owner_level), count(*) from barriers left join (
        select barrier_id, max_by(to_level, event_id) level from barrier_events where to_level is not null group by 1
    ) using (barrier_id) group by 1"""
    assert pairs(sql, moved) == facts.barriers_by_level_now
    asked = "select answer, count(*) from barrier_events where answer is not null group by 1"
    assert pairs(sql, asked) == facts.answers


def test_initiatives_by_phase_and_round(sql: Sql, facts: PlantedFacts) -> None:
    now = (
        'select max_by(to_phase, "at") as phase, max_by(round, "at") as round from phase_events group by initiative_id'
    )
    assert pairs(sql, f"select phase, count(*) from ({now}) group by 1") == facts.initiatives_by_phase
    later = sql.sql(f"select count(*) from ({now}) where round > 1").fetchall()
    assert later == [(facts.initiatives_in_a_later_round,)]
    assert facts.initiatives_in_a_later_round > 10


def test_open_and_overdue_actions(sql: Sql, facts: PlantedFacts) -> None:
    found = sql.sql("select count(*), count(*) filter (where due < '2026-10-31') from actions where done is null")
    assert found.fetchall() == [(facts.actions_open, facts.actions_overdue)]


def test_the_reform_grows_and_july_is_still(sql: Sql) -> None:
    years = pairs(sql, f"select period[:4], {HOURS} from resource_use group by 1")
    assert years["2022"] < years["2023"] < years["2024"] < years["2025"]
    months = pairs(sql, f"select period[6:7], {HOURS} from resource_use where period[:4] = '2025' group by 1")
    assert months["07"] < 0.3 * sum(months.values()) / 12


def test_helpers_are_ever_shorter_and_get_to_ever_less_of_what_surrounds_a_session(facts: PlantedFacts) -> None:
    filled = {year: one["staffed"] / one["needed"] for year, one in facts.helpers.items()}
    assert filled["2022"] > filled["2024"] > filled["2026"]
    assert filled["2026"] < 0.75
    ratio = facts.helper_support_ratio
    assert ratio["2023"] > ratio["2024"] > ratio["2025"] > ratio["2026"]


def test_the_representatives_load_grows_on_top_of_a_release_that_stays(facts: PlantedFacts) -> None:
    years = facts.representatives
    assert years["2023"]["release"] == years["2024"]["release"] == years["2025"]["release"]
    assert years["2022"]["hours"] < years["2022"]["release"]
    assert years["2025"]["hours"] > 1.5 * years["2025"]["release"]
    share = {year: one["on_top"] / one["hours"] for year, one in years.items()}
    assert share["2022"] < share["2024"] < share["2026"]


def difference(sql: Sql, indicator: str) -> float:
    """After less before in each started unit, less the same months' change in the units that never start."""
    query = """
        with never as (
            select period, avg(value)::double as level from outcomes join units using (unit_id)
            where indicator = $indicator and reform_start_date is null group by 1
        ), gaps as (
            select unit_id, period >= reform_start_date as after, value::double - level as gap
            from outcomes join units using (unit_id) join never using (period)
            where indicator = $indicator and reform_start_date is not null
        )
        select avg(after_less_before) from (
            select unit_id, avg(gap) filter (where after) - avg(gap) filter (where not after) as after_less_before
            from gaps group by unit_id
        )"""
    found = sql.execute(query, {"indicator": indicator}).fetchall()[0][0]
    return float(found)


def slope_before(sql: Sql, indicator: str) -> float:
    """Change a month before the start, in units that will start less those that never do."""
    query = """
        with monthly as (
            select period, avg(value::double) filter (where reform_start_date > '2024-04-30')
                - avg(value::double) filter (where reform_start_date is null) as gap
            from outcomes join units using (unit_id) where indicator = $indicator and period < '2024-05-01' group by 1
        )
        select regr_slope(gap, date_diff('month', date '2021-11-01', period)) from monthly"""
    return float(sql.execute(query, {"indicator": indicator}).fetchall()[0][0])


def test_the_planted_effect_is_there(sql: Sql, facts: PlantedFacts) -> None:
    planted = facts.outcomes["doc_share"]
    assert planted["planted"] == "effect"
    assert difference(sql, "doc_share") == pytest.approx(planted["effect"], abs=0.3)
    assert abs(slope_before(sql, "doc_share")) < 0.02


@pytest.mark.parametrize("indicator", ["sick_leave", "decision_days"])
def test_the_planted_nothings_are_nothing(sql: Sql, facts: PlantedFacts, indicator: str) -> None:
    planted = facts.outcomes[indicator]
    assert planted["planted"] == "nothing"
    assert abs(difference(sql, indicator)) < planted["relevant"]


def test_the_planted_trend_was_there_before_the_reform(sql: Sql, facts: PlantedFacts) -> None:
    planted = facts.outcomes["say_in_work"]
    assert planted["planted"] == "pre_trend"
    assert planted["effect"] == 0
    assert slope_before(sql, "say_in_work") == pytest.approx(planted["trend"], abs=0.005)
    assert difference(sql, "say_in_work") > planted["relevant"], "the naive comparison is fooled"
