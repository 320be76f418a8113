"""The scenario's arithmetic holds for any scenario: nothing is lost by splitting, and more never gives less."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.effects.scenario import (
    FELT,
    FLAT,
    Circumstances,
    Planned,
    Rates,
    Scenario,
    Span,
    first_break,
    first_monday,
    over,
    season_of,
    weeks,
    year,
)

START = dt.date(2026, 11, 1)
# 52 weeks from the first of November hold eleven months and 30 of October's 31 days.
HELD = 11 + 30 / 31
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
    outside=AMOUNT,
)
RATE = st.tuples(st.floats(0, 900), st.floats(0, 900)).map(lambda ends: (min(ends), max(ends)))
SEASON = st.lists(st.floats(0.05, 3), min_size=12, max_size=12).map(
    lambda factors: tuple(12 * one / sum(factors) for one in factors)
)
# What is measured is kept to one decimal.
MEASURED = SCENARIOS.map(
    lambda one: replace(one, **{name: round(getattr(one, name), 1) for name in ("sessions", "helpers", "release")})
)
ENDS = st.tuples(AMOUNT, AMOUNT).map(lambda ends: (min(ends), max(ends)))


@st.composite
def plans(draw: st.DrawFn, start: dt.date) -> tuple[Planned, ...]:
    """Up to eight weeks that are planned, from the first Monday; in some it is not known what time there is."""
    weeks = draw(st.lists(st.tuples(AMOUNT, AMOUNT, st.none() | ENDS), max_size=8))
    return tuple(Planned(start + dt.timedelta(days=7 * at), *week) for at, week in enumerate(weeks))


UNPLANNED = st.builds(
    Circumstances,
    start=st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 1)).map(lambda day: day.replace(day=1)),
    units=st.integers(0, 60),
    season=SEASON,
    norm_hours=st.floats(1000, 2000),
    rates=st.builds(Rates, helpers=st.none() | RATE, others=st.none() | RATE),
)


@st.composite
def circumstances_of_any_kind(draw: st.DrawFn) -> Circumstances:
    """Circumstances, in half the cases with a plan that was made under some scenario."""
    given_ = draw(UNPLANNED)
    if draw(st.booleans()):
        return given_
    start = first_monday(given_.start)
    return replace(given_, start=start, plan=draw(plans(start)), planned_at=draw(MEASURED))


GIVEN = circumstances_of_any_kind()
MORE_OF = ["sessions", "prepare", "conduct", "follow_up", "rest", "outside"]
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
    none = year(replace(scenario, sessions=0, outside=0), circumstances)
    assert (none.sessions, none.hours, none.others, none.gap) == (0, 0, 0, 0)
    assert none.cost in (None, (0, 0))


@settings(max_examples=60, deadline=None)
@given(SCENARIOS, GIVEN, st.integers(0, 364))
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
@given(SCENARIOS, GIVEN, st.sampled_from(MORE_OF), st.floats(0, 100))
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
    # 10 sessions in each month; 2 + 5 + 2 + 1 = 10 helpers' hours and 6 of the others for each.
    assert said.sessions == pytest.approx(10 * HELD)
    assert said.hours == pytest.approx(100 * HELD)
    assert said.others == pytest.approx(60 * HELD)
    # 5 helpers with 10 per cent of 1825 hours, a twelfth each month.
    assert said.available == pytest.approx(912.5 / 12 * HELD)
    cost = (100 * HELD * 400 + 60 * HELD * 300, 100 * HELD * 500 + 60 * HELD * 300)
    assert said.cost == pytest.approx(cost)
    # 100 hours a month are needed and a twelfth of 912.5 are there.
    assert said.gap == pytest.approx((100 - 912.5 / 12) * HELD)
    # 24 hours a month outside sessions come on top of both.
    assert year(some(outside=24), given_).hours == pytest.approx(124 * HELD)


def test_units_that_join_hold_as_many_sessions_each_as_those_that_are_in() -> None:
    given_ = Circumstances(START, units=4, norm_hours=1750)
    joined = year(some(joining=2, joins=dt.date(2027, 5, 1)), given_)
    assert joined.sessions == pytest.approx(6 * 10 + (HELD - 6) * 15)
    assert year(some(joining=2, joins=dt.date(2030, 1, 1)), given_).sessions == pytest.approx(10 * HELD)


def test_the_first_week_it_breaks_is_the_week_units_join() -> None:
    given_ = Circumstances(first_monday(START), units=10, norm_hours=1825)
    enough = some(release=14)
    assert first_break(weeks(enough, given_)) is None
    broken = first_break(weeks(some(release=14, joining=5, joins=dt.date(2027, 3, 3)), given_))
    assert broken is not None
    assert (broken.first, broken.end) == (dt.date(2027, 3, 1), dt.date(2027, 3, 8))


def week_of_plan(scenario: Scenario, **plan: object) -> Span:
    """The first week of a year whose first week is planned under the plain scenario."""
    monday = first_monday(START)
    week = Planned(**({"first": monday, "sessions": 4, "load": 5, "time": (40, 45)} | plan))  # type: ignore[arg-type]
    return weeks(scenario, Circumstances(monday, 4, norm_hours=1825, plan=(week,), planned_at=PLAIN))[0]


def test_a_planned_week_is_the_plan_and_follows_what_is_changed() -> None:
    as_planned = week_of_plan(PLAIN)
    # Its four sessions weigh as five of 10 hours each.
    assert (as_planned.sessions, as_planned.hours) == (pytest.approx(4), pytest.approx(50))
    assert (as_planned.available, as_planned.gap) == (pytest.approx(40), pytest.approx(5))
    assert week_of_plan(some(sessions=20)).hours == pytest.approx(100)
    assert week_of_plan(some(prepare=7)).hours == pytest.approx(75)
    assert week_of_plan(some(helpers=10)).available == pytest.approx(80)
    assert week_of_plan(some(joining=2, joins=START)).sessions == pytest.approx(6)
    assert week_of_plan(PLAIN, time=None).available == pytest.approx(912.5 / 12 / 30 * 7)


def test_helpers_put_in_where_none_were_measured_come_on_top_of_those_the_plan_knows() -> None:
    monday = first_monday(START)
    none = some(helpers=0, release=0)
    week = Planned(monday, 4, 5, (40, 45))
    given_ = Circumstances(monday, 4, norm_hours=1825, plan=(week,), planned_at=none)
    assert weeks(none, given_)[0].available == pytest.approx(40)
    assert weeks(PLAIN, given_)[0].available == pytest.approx(40 + 912.5 / 12 / 30 * 7)


def test_weeks_begin_on_mondays_and_are_whole() -> None:
    spans = weeks(PLAIN, Circumstances(first_monday(START), units=4, norm_hours=1750))
    assert len(spans) == 52
    assert all(span.first.weekday() == 0 and (span.end - span.first).days == 7 for span in spans)
    assert [first_monday(dt.date(2026, 11, day)) for day in (2, 3, 8)] == [
        dt.date(2026, 11, 2), dt.date(2026, 11, 9), dt.date(2026, 11, 9),
    ]  # fmt: skip


def test_a_week_breaks_where_a_twentieth_of_the_hours_there_are_is_lacking() -> None:
    limit = 50 / (1 + FELT)
    assert not week_of_plan(PLAIN, time=(limit * 1.001, limit * 1.001)).breaks
    assert week_of_plan(PLAIN, time=(limit * 0.999, limit * 0.999)).breaks
    assert week_of_plan(PLAIN, time=(0, 0)).breaks


def test_zero_helpers_lack_every_hour() -> None:
    said = year(some(helpers=0), Circumstances(START, units=1, norm_hours=1750))
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
