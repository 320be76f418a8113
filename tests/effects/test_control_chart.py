"""Control charts keep to the published limits, freeze their baseline, and signal by the rules and no others."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import fdtrc

from reformspor.effects.result import plain
from reformspor.effects.season import beyond_f, has_season
from reformspor.effects.spc import p_chart, xmr
from reformspor.effects.spc_limits import Charting
from reformspor.effects.spc_rules import signals

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "ae_attendances_national.csv"
WORKED = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)


def told(values: object, **charting: object) -> list[float]:
    """Mean and limits, to two decimals."""
    result = xmr(values, Charting(**charting))
    return [round(result.of(what).value, 2) for what in ("mean", "lower_limit", "upper_limit")]


def test_the_worked_case_has_its_published_limits_screened_and_not() -> None:
    """NHS England's plot-the-dots: eighteen values, one of them far out."""
    assert told(WORKED) == [1.94, -0.72, 4.60]
    assert told(WORKED, screened=False) == [1.94, -3.06, 6.95]
    result = xmr(WORKED)
    assert result.series["chart.rules"][4] == "outside"
    assert result.facts["signals"] == 1
    assert result.facts["variation"] == "common"


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the public attendance data are not beside the program")
def test_limits_of_the_national_attendances_are_those_of_the_definition() -> None:
    values = np.array([float(row["attendances"]) for row in csv.DictReader(REFERENCE.open(encoding="utf-8"))])
    moved = np.abs(np.diff(values))
    screened = moved[moved <= 3.267 * moved.mean()].mean()
    result = xmr(values)
    assert result.of("upper_limit").value == pytest.approx(values.mean() + 2.66 * screened)
    assert result.of("lower_limit").value == pytest.approx(values.mean() - 2.66 * screened)
    assert result.facts["signals"] == 0


def test_the_baseline_is_frozen_and_begins_anew_only_where_an_event_is_registered() -> None:
    low, high = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12], [20, 22, 21, 19, 20, 21, 22, 20, 19, 21, 20, 22]
    frozen = xmr([*low, *high], Charting(baseline=12))
    assert frozen.series["chart.centre"] == pytest.approx((np.mean(low),) * 24)
    assert frozen.facts["signals_after"] == 12
    assert frozen.series["chart.rules"][12] == "outside shift"
    anew = xmr([*low, *high], Charting(baseline=12, rebase=(12,)))
    assert anew.facts["stretches"] == 2
    assert anew.facts["signals"] == 0
    assert anew.of("mean").value == pytest.approx(np.mean(high))
    assert anew.series["chart.centre"][0] == pytest.approx(np.mean(low))


@pytest.mark.parametrize(("n", "status"), [(7, "line"), (8, "temporary"), (11, "temporary"), (12, "lasting")])
def test_a_short_baseline_gives_a_line_or_limits_for_the_time_being(n: int, status: str) -> None:
    result = xmr([*(WORKED[5:] + WORKED[5:])[:n], 50], Charting(baseline=n))
    assert result.facts["status"] == status
    assert (result.of("upper_limit").value is None) == (status == "line")
    assert [one.code for one in result.notices] == ([] if status == "lasting" else [f"baseline_{status}"])
    assert result.facts["signals"] == (0 if status == "line" else 1)
    assert result.facts["variation"] == ("" if status == "line" else "high")


def rules(values: object, low: float = -3, high: float = 3) -> dict[str, list[int]]:
    held = np.array(values, "float64")
    flat = np.ones(held.size)
    return {name: marks.tolist() for name, marks in signals(held, 0 * flat, low * flat, high * flat).items()}


def test_each_rule_signals_what_it_says_and_nothing_short_of_it() -> None:
    assert rules([3.1, 3, -3.1])["outside"] == [1, 0, -1]
    assert rules([1] * 7 + [-1])["shift"] == [1] * 7 + [0]
    assert not any(rules([1] * 6 + [0] + [1] * 6)["shift"])
    assert rules([0, *range(-3, 4), 0])["trend"] == [0, 1, 1, 1, 1, 1, 1, 1, 0]
    assert not any(rules([1, 2, 3, 4, 5, 6])["trend"])
    assert not any(rules([1, 2, 3, 3, 4, 5, 6])["trend"])
    assert rules([2.5, 1, 2.5, 0])["near"] == [1, 0, 1, 0]
    assert rules([-2.5, -2.5, -1])["near"] == [-1, -1, 0]
    # On both sides of the middle, or outside the limits, two of three are not near one limit.
    assert not any(rules([2.5, -1, 2.5])["near"])
    assert not any(rules([2.5, 1, 3.5])["near"])


def test_a_missing_value_ends_a_run_and_is_no_neighbour() -> None:
    values = [1.0] * 4 + [np.nan] + [1.0] * 4
    assert not any(rules(values)["shift"])
    assert not any(rules([1, 2, 3, np.nan, 4, 5, 6, 7])["trend"])
    holed = xmr([1, 2, np.nan, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10])
    assert holed.of("moving_range").value == pytest.approx(1)
    assert [one.code for one in holed.notices] == ["steps_missing"]
    assert (holed.facts["n"], holed.facts["missing"]) == (12, 1)
    assert holed.series["chart.range"][2:4] == (None, None)


@pytest.mark.parametrize(("direction", "word"), [("lower", "concern"), ("higher", "improvement"), ("neither", "high")])
def test_the_last_point_says_which_way_it_strayed(direction: str, word: str) -> None:
    assert xmr([*WORKED[5:], 30], Charting(baseline=13, direction=direction)).facts["variation"] == word


@pytest.mark.parametrize(
    ("direction", "target", "word"),
    [
        ("lower", 10, "always"),
        ("lower", 1.5, "now_and_then"),
        ("lower", -5, "never"),
        ("higher", 10, "never"),
        ("higher", -5, "always"),
        ("neither", 10, ""),
    ],
)
def test_a_target_is_held_against_the_limits(direction: str, target: float, word: str) -> None:
    assert xmr(WORKED[5:], Charting(direction=direction, target=target)).facts["assurance"] == word


def test_a_season_is_taken_against_the_same_month_of_the_baseline() -> None:
    chance = np.random.default_rng(1)
    month = np.arange(60) % 12
    values = 100 + 20 * np.sin(2 * np.pi * month / 12) + chance.normal(size=60)
    plainly, heeded = xmr(values, Charting(24)), xmr(values, Charting(24, period=12))
    assert heeded.facts["seasonal"] is True
    assert heeded.facts["signals_after"] < plainly.facts["signals_after"]
    width = np.array(heeded.series["chart.high"], float) - np.array(heeded.series["chart.low"], float)
    # Two values a month: their mean has half the variance, which the baseline lacks and a new point has besides.
    assert width[24:] == pytest.approx(np.sqrt(3) * width[0])
    short = xmr(values, Charting(18, period=12))
    assert short.facts["seasonal"] is False
    assert "season_unknown" in [one.code for one in short.notices]


def test_limits_with_a_season_alarm_no_oftener_than_limits_without() -> None:
    """No change at all: the share of 300 series of two years after two years of baseline with a point outside."""
    chance = np.random.default_rng(2)
    runs = [chance.normal(size=48) for _ in range(300)]

    def alarmed(charting: Charting) -> int:
        found = [xmr(run, charting).series["chart.rules"][24:] for run in runs]
        return sum(any("outside" in one for one in told) for told in found)

    assert alarmed(Charting(24, period=12)) <= alarmed(Charting(24)) + 25
    assert alarmed(Charting(24)) < 80


def test_shares_follow_their_denominators_and_their_own_spread() -> None:
    chance = np.random.default_rng(3)
    whole = np.tile([80, 320], 12)
    part = chance.binomial(whole, 0.2)
    result = p_chart(part, whole)
    mean = part.sum() / whole.sum()
    assert result.of("mean").value == pytest.approx(mean)
    width = np.array(result.series["chart.high"]) - mean
    assert width[0] == pytest.approx(2 * width[1])
    assert width[1] >= 3 * np.sqrt(mean * (1 - mean) / 320) - 1e-12
    assert result.facts["laney"] >= 1
    # Large denominators, where chance alone is next to nothing: Laney's factor gives the spread there is.
    shares = 0.2 + 0.02 * chance.normal(size=24)
    large = p_chart(np.round(shares * 1e6), np.full(24, 1e6))
    assert large.facts["laney"] > 20
    assert large.facts["signals"] <= 2


@pytest.mark.parametrize(
    ("part", "whole", "code"),
    [([1, 2], [10, 0], "exposure"), ([11, 2], [10, 10], "no_share"), ([-1, 2], [10, 10], "no_share"),
     ([np.nan], [10], "no_values")],
)  # fmt: skip
def test_what_is_no_share_is_refused(part: list[float], whole: list[float], code: str) -> None:
    assert [one.code for one in p_chart(part, whole).refused] == [code]


@pytest.mark.filterwarnings("error")
def test_a_flat_baseline_an_empty_series_and_a_single_point_give_no_limits_and_no_endless_number() -> None:
    flat = xmr([5] * 20, Charting(baseline=12))
    assert flat.facts["status"] == "line"
    assert [one.code for one in flat.notices] == ["baseline_flat"]
    assert [one.code for one in xmr([np.nan, np.nan]).refused] == ["no_values"]
    for values in ([5] * 20, [1], [1, np.nan, 3], [np.nan] * 3 + [1] * 9):
        json.dumps(plain(xmr(values, Charting(baseline=12, rebase=(2,), period=12))), allow_nan=False)
    json.dumps(plain(p_chart([0] * 12, [10] * 12)), allow_nan=False)


def test_a_start_is_judged_by_what_came_before_it_even_when_that_is_little() -> None:
    values = [*WORKED[5:], *(30 + value for value in WORKED[5:])]
    judged = xmr(values, Charting(baseline=24, before=13))
    assert judged.facts["baseline"] == 13
    assert judged.facts["signals_after"] == 13
    assert xmr(values, Charting(baseline=24)).facts["baseline"] == 24
    little = xmr(values, Charting(baseline=24, before=5))
    assert little.facts["status"] == "line"
    # A stretch that begins later, at a registered event, has a baseline of its own.
    assert xmr(values, Charting(baseline=24, before=5, rebase=(13,))).facts["baseline"] == 13
    assert p_chart([1] * 20, [9] * 20, Charting(before=9)).facts["baseline"] == 9


def test_a_season_is_seen_where_there_is_one_and_seldom_where_there_is_none() -> None:
    chance = np.random.default_rng(4)
    turn = 2 * np.pi * np.arange(24) / 12
    none = sum(has_season(chance.normal(size=24), 12) for _ in range(400))
    wave = sum(has_season(1.5 * np.sin(turn) + chance.normal(size=24), 12) for _ in range(100))
    july = sum(has_season(-4.0 * (np.arange(24) % 12 == 6) + chance.normal(size=24), 12) for _ in range(100))
    assert none <= 30
    assert wave >= 80
    assert july >= 60
    assert not has_season(np.sin(turn)[:23], 12)
    assert has_season(np.sin(turn), 12)
    assert not has_season(np.full(24, 5.0), 12)


def test_spread_that_is_rounding_alone_sets_no_limits() -> None:
    values = [0.1 + 0.2 if place % 2 else 0.3 for place in range(24)]
    assert xmr([*values, 0.4], Charting(baseline=24)).facts["status"] == "line"


@pytest.mark.parametrize("more", [1, 2, 11])
@pytest.mark.parametrize("rest", [1, 12, 21, 200])
@pytest.mark.parametrize("value", [0.01, 0.5, 1.0, 2.7, 30.0])
def test_the_tail_of_f_is_as_scipy_has_it(more: int, rest: int, value: float) -> None:
    assert beyond_f(value, more, rest) == pytest.approx(fdtrc(more, rest, value), rel=1e-9)
