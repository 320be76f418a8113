"""The scenario's arithmetic holds for any scenario: nothing is lost by splitting, and more never gives less."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.effects.scenario import (
    FLAT,
    Circumstances,
    Rates,
    Scenario,
    first_break,
    over,
    season_of,
    weeks,
    year,
)

START = dt.date(2026, 11, 1)
AMOUNT = st.floats(0, 200)
SCENARIOS = st.builds(
    Scenario,
    sessions=AMOUNT,
    prepare=AMOUNT,
    conduct=AMOUNT,
    follow_up=AMOUNT,
    rest=AMOUNT,
    others=AMOUNT,
    helpers=AMOUNT,
    release=st.floats(0, 100),
    joining=st.integers(0, 50),
    joins=st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)),
)
RATE = st.tuples(st.floats(0, 900), st.floats(0, 900)).map(lambda ends: (min(ends), max(ends)))
SEASON = st.lists(st.floats(0.05, 3), min_size=12, max_size=12).map(
    lambda factors: tuple(12 * one / sum(factors) for one in factors)
)
GIVEN = st.builds(
    Circumstances,
    start=st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 1)).map(lambda day: day.replace(day=1)),
    units=st.integers(0, 60),
    season=SEASON,
    norm_hours=st.floats(1000, 2000),
    rates=st.builds(Rates, helpers=st.none() | RATE, others=st.none() | RATE),
)
PLAIN = Scenario(10, 2, 5, 2, 1, 6, 5, 10, 0, START)


def some(**changed: object) -> Scenario:
    return replace(PLAIN, **changed)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN, st.floats(0, 100))
def test_more_helpers_never_widen_the_gap(scenario: Scenario, circumstances: Circumstances, more: float) -> None:
    larger = replace(scenario, helpers=scenario.helpers + more)
    for before, after in zip(weeks(scenario, circumstances), weeks(larger, circumstances), strict=True):
        assert after.gap <= before.gap + 1e-9
    assert year(larger, circumstances).gap <= year(scenario, circumstances).gap + 1e-9


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN)
def test_zero_sessions_need_nothing_lack_nothing_and_cost_nothing(
    scenario: Scenario, circumstances: Circumstances
) -> None:
    none = year(replace(scenario, sessions=0), circumstances)
    assert (none.sessions, none.hours, none.others, none.gap) == (0, 0, 0, 0)
    assert none.cost in (None, (0, 0))


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN, st.integers(0, 365))
def test_splitting_a_period_changes_no_total(scenario: Scenario, circumstances: Circumstances, days: int) -> None:
    cut = min(circumstances.start + dt.timedelta(days=days), circumstances.end)
    whole = year(scenario, circumstances)
    parts = [
        over(scenario, circumstances, circumstances.start, cut),
        over(scenario, circumstances, cut, circumstances.end),
    ]
    for name in ("sessions", "hours", "others", "available", "gap"):
        assert sum(getattr(part, name) for part in parts) == pytest.approx(getattr(whole, name), rel=1e-9, abs=1e-6)
        by_week = sum(getattr(week, name) for week in weeks(scenario, circumstances))
        assert by_week == pytest.approx(getattr(whole, name), rel=1e-9, abs=1e-6)
    if whole.cost is not None:
        for end in (0, 1):
            assert sum(part.cost[end] for part in parts if part.cost) == pytest.approx(whole.cost[end], abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN, st.sampled_from(["sessions", "prepare", "conduct", "follow_up", "rest"]), st.floats(0, 100))
def test_more_sessions_and_more_hours_for_each_never_give_less(
    scenario: Scenario, circumstances: Circumstances, name: str, more: float
) -> None:
    before = year(scenario, circumstances)
    after = year(replace(scenario, **{name: getattr(scenario, name) + more}), circumstances)
    assert after.hours >= before.hours - 1e-9
    assert after.gap >= before.gap - 1e-9
    assert after.available == before.available
    if before.cost is not None and after.cost is not None:
        assert all(late >= early - 1e-6 for late, early in zip(after.cost, before.cost, strict=True))


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN, st.floats(0, 1))
def test_hours_moved_from_one_kind_of_work_to_another_change_nothing(
    scenario: Scenario, circumstances: Circumstances, part: float
) -> None:
    moved = scenario.conduct * part
    other = replace(scenario, conduct=scenario.conduct - moved, prepare=scenario.prepare + moved)
    assert year(other, circumstances).hours == pytest.approx(year(scenario, circumstances).hours, rel=1e-9, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(SCENARIOS, GIVEN)
def test_the_least_cost_is_never_over_the_most(scenario: Scenario, circumstances: Circumstances) -> None:
    cost = year(scenario, circumstances).cost
    assert cost is None or cost[0] <= cost[1]


def test_a_year_by_hand() -> None:
    given_ = Circumstances(START, units=4, norm_hours=1825, rates=Rates((400, 500), (300, 300)))
    said = year(PLAIN, given_)
    # 10 sessions in each of twelve months; 2 + 5 + 2 + 1 = 10 helpers' hours and 6 of the others for each.
    assert said.sessions == pytest.approx(120)
    assert said.hours == pytest.approx(1200)
    assert said.others == pytest.approx(720)
    # 5 helpers with 10 per cent of 1825 hours.
    assert said.available == pytest.approx(912.5)
    assert said.cost == pytest.approx((1200 * 400 + 720 * 300, 1200 * 500 + 720 * 300))
    # 100 hours a month are needed and a twelfth of 912.5 are there.
    assert said.gap == pytest.approx(1200 - 912.5)


def test_units_that_join_hold_as_many_sessions_each_as_those_that_are_in() -> None:
    given_ = Circumstances(START, units=4)
    joined = year(some(joining=2, joins=dt.date(2027, 5, 1)), given_)
    assert joined.sessions == pytest.approx(6 * 10 + 6 * 15)
    assert year(some(joining=2, joins=dt.date(2030, 1, 1)), given_).sessions == pytest.approx(120)


def test_the_first_week_it_breaks_is_the_week_units_join() -> None:
    given_ = Circumstances(START, units=10, norm_hours=1825)
    enough = some(release=14)
    assert first_break(weeks(enough, given_)) is None
    broken = first_break(weeks(some(release=14, joining=5, joins=dt.date(2027, 3, 3)), given_))
    assert broken is not None
    assert (broken.first, broken.end) == (dt.date(2027, 3, 1), dt.date(2027, 3, 8))


def test_zero_helpers_lack_every_hour() -> None:
    said = year(some(helpers=0), Circumstances(START, units=1))
    assert said.available == 0
    assert said.gap == pytest.approx(said.hours)


def test_a_season_averages_one_over_whole_years_and_is_flat_without_one() -> None:
    months = [(dt.date(2024 + n // 12, n % 12 + 1, 1), 0.0 if n % 12 == 6 else 11.0) for n in range(30)]
    season = season_of(months)
    assert sum(season) == pytest.approx(12)
    assert season[6] == 0
    assert season_of(months[:11]) == FLAT
    assert season_of([(month, 0.0) for month, _ in months]) == FLAT


def test_a_negative_number_is_no_scenario() -> None:
    with pytest.raises(ValueError, match="negative"):
        some(helpers=-1)
