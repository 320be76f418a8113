"""A forecast is as good as its backtest: it sees only what was known, and yields to the naive one when it must."""

import csv
from pathlib import Path

import numpy as np
import pytest

from reformspor.effects.backtest import (
    CHOSEN_ALONG,
    FIRST_ORIGIN,
    HOLDS,
    Tried,
    backtest,
    best_of,
    covered,
    reach_of,
    scores,
)
from reformspor.effects.forecast import LEAST_MONTHS, TooShort, forecast
from reformspor.effects.models import CANDIDATES, MEAN, NAIVE, carried_on, seasonal_naive

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "ae_attendances_national.csv"
MONTHS = np.arange(60)
SEASON = 40 * np.sin(2 * np.pi * MONTHS / 12)
CHANCE = np.random.default_rng(7)
GROWING = 200 + 3 * MONTHS + SEASON + CHANCE.normal(0, 5, 60)


def attendances() -> list[float]:
    with REFERENCE.open(encoding="utf-8") as file:
        return [float(row["attendances"]) for row in csv.DictReader(file)]


def test_every_model_carries_a_plain_season_on() -> None:
    clean = 200 + SEASON[:36]
    for name, said in carried_on(clean, 12).items():
        assert said == pytest.approx(clean[:12], abs=8), name
    assert set(carried_on(clean, 12)) == {NAIVE, MEAN, *CANDIDATES}


def test_no_model_goes_below_zero() -> None:
    falling = np.maximum(100 - 3.0 * np.arange(30), 0)
    assert all((said >= 0).all() for said in carried_on(falling, 12).values())


def test_origins_go_from_month_eighteen_and_horizons_as_far_as_the_data() -> None:
    tried = backtest(GROWING[:30])
    for name, found in tried.items():
        assert sorted({one.origin for one in found}) == list(range(FIRST_ORIGIN, 30)), name
        assert {h: sum(one.horizon == h for one in found) for h in (1, 2, 12)} == {1: 12, 2: 11, 12: 1}
        assert len(found) == sum(range(1, 13))


def test_a_forecast_and_a_choice_along_the_way_see_only_the_months_known_at_their_origin() -> None:
    changed = GROWING[:36].copy()
    changed[30:] = 0
    before, after = backtest(GROWING[:36]), backtest(changed)
    for name in (NAIVE, MEAN, CHOSEN_ALONG, *CANDIDATES):
        early = [[one.said for one in found[name] if one.origin <= 30] for found in (before, after)]
        assert early[0] == early[1], name
    first = [one.said for one in before[CHOSEN_ALONG] if one.origin == FIRST_ORIGIN]
    assert first == seasonal_naive(GROWING[:FIRST_ORIGIN], 12).tolist()


def test_an_interval_is_made_only_of_errors_known_by_then() -> None:
    found = [Tried(18 + n, 1, 0.0, float(n), 1.0) for n in range(12)]
    held = covered(found)
    # At origin 23 the errors of origins 18 to 22 are known: five, the first time there are enough.
    assert [one.origin for one, _ in held] == [23, 24, 25, 26, 27, 28, 29]
    # Errors 0, 1, 2, 3, 4 reach 4; the sixth error is 5 and lies outside.
    assert not held[0][1]


def test_the_reach_is_the_least_that_holds_four_of_five_and_needs_five_errors() -> None:
    assert reach_of([1, 2, 3, 4]) is None
    assert reach_of([5, 1, 4, 2, 3]) == 5
    assert reach_of(list(map(float, range(1, 20)))) == 16


def test_a_model_that_beats_the_naive_is_used_and_its_errors_are_told() -> None:
    said = forecast(GROWING[:42].tolist())
    assert said.model != NAIVE
    whole = {one.model: one for one in said.scores if one.horizon == 0}
    assert whole[said.model].relative is not None
    assert whole[said.model].relative < 0.6
    assert whole[NAIVE].relative == 1
    assert said.origins == 24
    assert {one.n for one in whole.values()} == {sum(min(12, 42 - origin) for origin in range(18, 42))}
    assert [point.horizon for point in said.points] == list(range(1, 13))
    assert all(point.low <= point.value <= point.high and point.tried for point in said.points)


def test_when_no_model_holds_up_the_naive_one_is_used() -> None:
    # The same twelve numbers again and again, in no order a line, a wave or a level can follow: naive is never wrong.
    year = np.random.default_rng(3).uniform(50, 400, 12)
    said = forecast(np.tile(year, 3).tolist())
    assert said.model == NAIVE
    assert [point.value for point in said.points] == pytest.approx(year.tolist())


def test_intervals_hold_about_as_often_as_they_are_meant_to() -> None:
    noise = np.random.default_rng(11)
    shares = []
    for _ in range(12):
        series = 300 + SEASON + noise.normal(0, 20, 60)
        tried = backtest(series, lambda known, ahead: {NAIVE: seasonal_naive(known, ahead)})
        whole = [one for one in scores(tried) if one.horizon == 0]
        shares.append(whole[0].coverage or 0.0)
    assert np.mean(shares) == pytest.approx(HOLDS, abs=0.12)


def test_under_twenty_four_months_there_is_no_forecast() -> None:
    with pytest.raises(TooShort):
        forecast(GROWING[: LEAST_MONTHS - 1].tolist())
    short = forecast(GROWING[:LEAST_MONTHS].tolist())
    assert short.origins == 6
    assert [point.tried for point in short.points] == [True, True, *[False] * 10]
    widths = [point.high - point.low for point in short.points if point.low > 0]
    assert widths == sorted(widths)


def test_a_series_of_nothing_is_carried_on_as_nothing() -> None:
    said = forecast([0.0] * 26)
    assert said.model == NAIVE
    assert {point.value for point in said.points} == {0.0}


def test_the_best_is_chosen_by_scaled_error_and_the_naive_until_something_is_known() -> None:
    tried = {
        NAIVE: [Tried(18 + n, 1, 10.0, 0.0, 1.0) for n in range(6)],
        "waves": [Tried(18 + n, 1, 5.0, 0.0, 1.0) for n in range(6)],
    }
    assert best_of(tried) == "waves"
    assert best_of(tried, known=20) == NAIVE


@pytest.mark.skipif(not REFERENCE.is_file(), reason="no public monthly series at hand")
def test_the_public_series_is_backtested_from_month_eighteen() -> None:
    said = forecast(attendances())
    whole = {one.model: one for one in said.scores if one.horizon == 0}
    by_horizon = {one.horizon: one.n for one in said.scores if one.model == said.model and one.horizon}
    # 36 months: 18 origins, 18 errors one month ahead and one fewer for each month more.
    assert said.origins == 18
    assert by_horizon == {horizon: 19 - horizon for horizon in range(1, 13)}
    assert {one.n for one in whole.values()} == {150}
    assert said.model != NAIVE
    assert whole[said.model].relative == pytest.approx(0.56, abs=0.03)
    assert whole[CHOSEN_ALONG].relative == pytest.approx(0.63, abs=0.05)
    assert whole[said.model].mase == pytest.approx(1.13, abs=0.05)
    assert (whole[said.model].scored, whole[said.model].coverage) == (49, pytest.approx(0.96, abs=0.05))
