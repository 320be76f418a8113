"""Curves of how long things last equal published values, other programs and sums done by hand, and hold their laws."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from reformspor.effects.share import wilson
from reformspor.effects.survival import (
    Seen,
    aalen_johansen,
    at_risk,
    beyond_chi2,
    cut,
    is_thin,
    kaplan_meier,
    log_rank,
    middle,
    seen,
    without,
)

LUNG = Path(__file__).parents[3] / "shared" / "reference" / "lung.csv"
published = pytest.mark.skipif(not LUNG.is_file(), reason="the public lung data are not beside the program")
CHANCE = np.random.default_rng(5)
DAYS = CHANCE.integers(1, 60, 240)
ENDS = CHANCE.integers(0, 4, 240)
# Days, ends (0 goes on) and days already gone, of up to thirty.
MADE = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 12)), min_size=1, max_size=30)


def lung(by: str) -> dict[str, Seen]:
    """The published example by one of its columns; status 2 is an end, 1 is lost sight of."""
    with LUNG.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row[by]]
    groups = sorted({row[by] for row in rows})
    return {
        group: seen(
            [float(row["time"]) for row in rows if row[by] == group],
            [int(float(row["status"])) - 1 for row in rows if row[by] == group],
        )
        for group in groups
    }


@published
def test_the_median_and_its_log_interval_are_the_published_ones() -> None:
    middles = [middle(kaplan_meier(group)) for group in lung("ph.ecog").values()]
    assert [(one.day, one.low, one.high) for one in middles[:3]] == [(394, 348, 574), (306, 268, 429), (199, 156, 288)]


@published
def test_the_log_rank_test_is_the_published_one() -> None:
    found = log_rank([*lung("sex").values()])
    assert (round(found.statistic, 4), found.freedom, round(found.p, 6)) == (10.3267, 1, 0.001311)


def test_a_curve_is_the_product_of_the_shares_that_went_on() -> None:
    # Of five, one ends on day 2, one is seen last on day 3, two end on day 5, one on day 9:
    # 4/5 = 0.8; 0.8 · 1/3 = 0.2667; 0.
    curve = kaplan_meier(seen([2, 3, 5, 5, 9], [1, 0, 1, 1, 1]))
    assert curve.days.tolist() == [2, 3, 5, 9]
    assert curve.at_risk.tolist() == [5, 4, 3, 1]
    assert (curve.ended.tolist(), curve.lost.tolist()) == ([1, 0, 2, 1], [0, 1, 0, 0])
    assert curve.share == pytest.approx([0.8, 0.8, 0.8 / 3, 0])
    # Greenwood: 0.8² · 1/(5·4), then (0.8/3)² · (1/20 + 2/(3·1)).
    assert curve.error[[0, 2]] == pytest.approx([0.8 * math.sqrt(1 / 20), 0.8 / 3 * math.sqrt(1 / 20 + 2 / 3)])
    assert (curve.at(1.9), curve.at(2), curve.at(4), curve.at(50)) == (1, 0.8, 0.8, 0)


def test_the_interval_is_of_the_logarithm_and_is_not_known_at_nought() -> None:
    curve = kaplan_meier(seen([1, 2, 3, 4], [1, 1, 0, 1]))
    reach = 1.959964 * math.sqrt(1 / 12)
    assert curve.low[0] == pytest.approx(0.75 * math.exp(-reach), abs=1e-6)
    assert curve.high[0] == 1.0
    assert math.isnan(curve.low[-1])
    assert math.isnan(curve.high[-1])


def test_ends_of_different_kinds_are_shared_by_hand() -> None:
    # Of four: one ends by 1 on day 1 (3/4 go on), one by 2 on day 2 (1/3 of 3/4), one goes on at 3, one by 1 on 4.
    held = aalen_johansen(seen([1, 2, 3, 4], [1, 2, 0, 1]), (1, 2))
    assert held[1].share == pytest.approx([0.25, 0.25, 0.25, 0.75])
    assert held[2].share == pytest.approx([0, 0.25, 0.25, 0.25])
    assert held[1].ended.tolist() == [1, 0, 0, 1]
    # One less Kaplan and Meier of end 1 alone would be 3/4 · 2/3 · 1/1 … and say that all end by 1.
    alone = kaplan_meier(seen([1, 2, 3, 4], [1, 0, 0, 1]))
    assert 1 - alone.share[-1] == 1.0 > held[1].share[-1]


def test_delayed_entry_takes_away_from_those_at_risk_until_it() -> None:
    # Without it four are at risk on day 2. The third came in on day 3, the fourth on the day it ended: never at risk.
    whole = kaplan_meier(seen([2, 4, 5, 5], [1, 1, 0, 1]))
    late = kaplan_meier(seen([2, 4, 5, 5], [1, 1, 0, 1], [0, 0, 3, 5]))
    assert (whole.at_risk.tolist(), late.at_risk.tolist()) == ([4, 3, 2], [2, 2, 1])
    assert whole.share == pytest.approx([3 / 4, 2 / 4, 1 / 4])
    assert late.share == pytest.approx([1 / 2, 1 / 4, 1 / 4])


def test_one_that_comes_in_on_a_day_is_not_at_risk_of_the_ends_of_that_day() -> None:
    given = seen([3, 8], [1, 1], [0, 3])
    assert at_risk(given, [0, 3, 4, 8, 9]).tolist() == [1, 1, 1, 1, 0]
    assert kaplan_meier(given).share.tolist() == [0, 0]


def test_an_end_on_the_first_day_counts() -> None:
    assert kaplan_meier(seen([0, 5], [1, 0])).share.tolist() == [0.5, 0.5]


def test_a_half_that_lasts_has_its_middle_halfway_and_one_not_reached_is_none() -> None:
    assert middle(kaplan_meier(seen([2, 4, 6, 8], [1, 1, 1, 1]))).day == 5
    assert middle(kaplan_meier(seen([2, 4, 6, 8], [1, 1, 0, 0]))).day == 4
    assert middle(kaplan_meier(seen([2, 4, 6, 8], [1, 0, 0, 0]))).day is None


def test_a_curve_is_cut_where_few_are_left_at_risk() -> None:
    curve = kaplan_meier(seen(range(1, 31), [1] * 30))
    assert cut(curve, 10).days.tolist() == [*range(1, 22)]
    assert cut(curve, 31).days.size == 0
    assert cut(curve, 31).at(5) == 1.0


def test_an_end_among_few_before_others_came_in_makes_a_curve_thin() -> None:
    # One followed from the beginning ends on day 2, alone; the curve is then nought, though twelve come in on day 5.
    late = seen([2, *range(6, 18)], [1] * 13, [0, *[5] * 12])
    assert kaplan_meier(late).share[0] == 0
    assert is_thin(late, 10)
    assert not is_thin(seen([2, *range(6, 18)], [1] * 13), 10)
    assert is_thin(seen([1, 2], [1, 1]), 10)


@given(MADE)
def test_what_goes_on_and_what_ended_each_way_sum_to_one(made: list[tuple[int, int, int]]) -> None:
    given_ = seen(*zip(*made, strict=True))
    goes_on, held = kaplan_meier(given_), aalen_johansen(given_, (1, 2, 3))
    assert goes_on.share + sum(curve.share for curve in held.values()) == pytest.approx(np.ones(goes_on.days.size))
    assert all((np.diff(curve.share) >= -1e-12).all() for curve in held.values())
    assert sum(int(curve.ended.sum()) for curve in held.values()) == given_.ended()


@given(MADE)
@example([(0, 0, 0)] * 9 + [(0, 1, 0), (1, 1, 0)])
def test_one_kind_of_end_gives_kaplan_and_meier_with_its_errors(made: list[tuple[int, int, int]]) -> None:
    days, causes, entry = zip(*made, strict=True)
    given_ = seen(days, [int(cause > 0) for cause in causes], entry)
    one, other = kaplan_meier(given_), without(aalen_johansen(given_, (1,))[1])
    for name in ("share", "error", "low", "high", "at_risk", "ended", "lost"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), nan_ok=True)


@given(MADE)
def test_those_at_risk_are_counted_one_by_one(made: list[tuple[int, int, int]]) -> None:
    given_ = seen(*zip(*made, strict=True))
    rows = [*zip(given_.exit, given_.entry, strict=True)]
    for day in range(14):
        assert at_risk(given_, [day])[0] == sum(out >= day and (came == 0 or came < day) for out, came in rows)


def test_shares_errors_and_those_at_risk_equal_another_programs() -> None:
    held, other = kaplan_meier(seen(DAYS, ENDS)), SurvfuncRight(DAYS, (ENDS > 0).astype(float))
    same = np.isin(held.days, other.surv_times)
    assert held.share[same] == pytest.approx(other.surv_prob)
    assert held.error[same] == pytest.approx(other.surv_prob_se)
    ways, theirs = aalen_johansen(seen(DAYS, ENDS), (1, 2, 3)), CumIncidenceRight(DAYS, ENDS)
    for place in range(3):
        assert ways[place + 1].share == pytest.approx(theirs.cinc[place])
        assert ways[place + 1].error == pytest.approx(theirs.cinc_se[place])


def test_delayed_entry_equals_another_programs() -> None:
    came = np.minimum(CHANCE.integers(1, 20, 240), DAYS - 1).clip(0)
    held = kaplan_meier(seen(DAYS, ENDS > 0, came))
    # The other program knows no one at risk on the first day, and needs a day gone for that.
    other = SurvfuncRight(DAYS, (ENDS > 0).astype(float), entry=came.astype(float))
    same = np.isin(held.days, other.surv_times)
    assert held.at_risk[same].tolist() == other.n_risk.tolist()
    assert held.share[same] == pytest.approx(other.surv_prob)


def test_a_test_of_alike_groups_is_nought_and_of_one_group_is_none() -> None:
    group = seen([2, 3, 5, 8], [1, 0, 1, 1])
    assert log_rank([group, group]).p == 1.0
    with pytest.raises(ValueError, match="two groups"):
        log_rank([group])


def test_a_test_of_two_small_groups_is_the_one_done_by_hand() -> None:
    # Ends on days 1 (a: 2 at risk of 4), 2 (b: 2 of 3) and 3 (a: 1 of 2); b's other is seen until day 4.
    # Expected of a: 2/4 + 1/3 + 1/2 = 4/3; seen: 2. Variance: 1/4 + 2/9 + 1/4 = 13/18. (2/3)² / (13/18) = 8/13.
    found = log_rank([seen([1, 3], [1, 1]), seen([2, 4], [1, 0])])
    assert found.statistic == pytest.approx(8 / 13)
    assert found.freedom == 1


@pytest.mark.parametrize(
    ("value", "freedom", "p"),
    [
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (7.814728, 3, 0.05),
        (9.487729, 4, 0.05),
        (20.483177, 10, 0.025),
        (0, 3, 1),
    ],
)
def test_the_chance_of_as_much_is_that_of_the_tables(value: float, freedom: int, p: float) -> None:
    assert beyond_chi2(value, freedom) == pytest.approx(p, abs=1e-6)


@pytest.mark.parametrize(
    ("days", "causes", "entry"), [([1], [1, 1], [0]), ([-1], [1], [0]), ([math.nan], [0], [0]), ([3], [1], [math.inf])]
)
def test_days_that_are_not_known_are_refused(days: list[float], causes: list[int], entry: list[float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        seen(days, causes, entry)


def test_an_end_nobody_asked_for_is_refused_and_not_left_out() -> None:
    with pytest.raises(ValueError, match="one of the causes"):
        aalen_johansen(seen([1, 2], [1, 2]), (1,))


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (29, 29, 0.883, 1.0)],
)
def test_the_interval_of_a_share_is_the_published_one(part: int, of: int, low: float, high: float) -> None:
    # Newcombe 1998, table I, the score method without continuity correction.
    assert [round(end, 4) for end in wilson(part, of)] == [low, high]


@pytest.mark.parametrize(("part", "of"), [(1, 0), (3, 2), (-1, 4)])
def test_no_share_is_of_nothing(part: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(part, of)
