"""Change among units that begin at different times: published numbers, numbers by hand, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.group_time import cells_of, weighted
from reformspor.effects.outside import table
from reformspor.effects.panel import Panel
from reformspor.effects.result import Result, plain
from reformspor.effects.staggered import callaway_santanna, imputation, sun_abraham, two_stage, two_way_shares
from reformspor.words import LANGUAGES, speak
from tests.effects.employment import TABLE, alike, counties
from tests.effects.simulated import simulated

STARTS = (6, 6, 8, 8, 8, 10, 10, 12, None, None, None, None)
ALL = (callaway_santanna, imputation, two_stage, sun_abraham, two_way_shares)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(alike, id="moments"),
        pytest.param(counties, id="table", marks=pytest.mark.skipif(not TABLE.exists(), reason="no reference tables")),
    ],
)
def employment(request: pytest.FixtureRequest) -> Panel:
    make: Callable[[], Panel] = request.param
    return make()


@pytest.mark.parametrize(
    ("what", "value", "error"),
    [
        ("att_simple", -0.0399513, 0.0120340),
        ("att_group", -0.0310183, 0.0124461),
        ("att_dynamic", -0.0772398, 0.0199650),
        ("att_calendar", -0.0417004, 0.0159719),
    ],
)
def test_the_published_sums_come_out_to_the_digit(employment: Panel, what: str, value: float, error: float) -> None:
    found = callaway_santanna(employment, comparison="never", base="varying").of(what)
    assert found is not None
    assert (round(found.value or 0, 7), round(found.error or 0, 7)) == (value, error)


def test_the_published_event_study_comes_out_to_the_digit(employment: Panel) -> None:
    found = callaway_santanna(employment, comparison="never", base="varying")
    told = {one.at: round(one.value or 0, 4) for one in found.all_of("event")}
    assert told == {
        **{"-3": 0.0305, "-2": -0.0006, "-1": -0.0245, "0": -0.0199},
        **{"1": -0.0510, "2": -0.1373, "3": -0.1008},
    }
    assert [one.n for one in found.all_of("event")] == [131, 171, 171, 191, 60, 20, 20]
    assert [(one.at, round(one.value or 0, 4)) for one in found.all_of("group")] == [
        ("2004", -0.0797),
        ("2006", -0.0229),
        ("2007", -0.0261),
    ]


def test_the_published_test_before_the_start_comes_out_to_the_digit(employment: Panel) -> None:
    facts = callaway_santanna(employment, comparison="never", base="varying").facts
    assert round(float(facts["pretest_w"] or 0), 4) == 7.7912
    assert round(float(facts["pretest_p"] or 0), 5) == 0.16812
    assert facts["pretest_df"] == 5


def test_held_against_those_not_yet_begun_the_published_numbers_come_out(employment: Panel) -> None:
    found = callaway_santanna(employment, base="varying")
    simple = found.of("att_simple")
    assert simple is not None
    assert (round(simple.value or 0, 4), round(simple.error or 0, 4)) == (-0.0398, 0.0121)


def test_by_imputation_and_in_two_stages_the_same_number_with_their_own_errors(employment: Panel) -> None:
    values = [make(employment).of("att_simple") for make in (imputation, two_stage)]
    assert [round((one.value if one else 0) or 0, 4) for one in values] == [-0.0477, -0.0477]
    assert [round((one.error if one else 0) or 0, 4) for one in values] == [0.0132, 0.0135]


def test_an_interaction_weighted_study_is_the_same_as_ours_held_against_never(employment: Panel) -> None:
    ours = {one.at: one.value for one in callaway_santanna(employment, comparison="never").all_of("event")}
    theirs = {one.at: one.value for one in sun_abraham(employment).all_of("event")}
    assert theirs == pytest.approx(ours, abs=1e-8)


def test_the_shares_of_a_two_way_estimate_are_one_and_give_it_back(employment: Panel) -> None:
    found = two_way_shares(employment)
    shares = {one.at: one.value or 0 for one in found.all_of("share")}
    means = {one.at: one.value or 0 for one in found.all_of("mean")}
    whole = found.of("two_way")
    assert whole is not None
    assert sum(shares.values()) == pytest.approx(1)
    assert sum(share * means[kind] for kind, share in shares.items()) == pytest.approx(whole.value)
    assert round(shares["forbidden"], 4) == 0.0539
    assert [one.code for one in found.notices] == ["forbidden_share"]


def by_hand() -> Panel:
    """Two of three units rise by 1 a step from step 2 on; three others stand still but for one that rises by 6 then."""
    values = np.array([[0, 0, 1, 2], [5, 5, 6, 7], [1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 9, 9], [4, 4, 4, 4.0]])
    return Panel(tuple("abcdef"), (1, 2, 3, 4), "step", values, (2, 2, 2, None, None, None))


def test_what_is_found_by_hand_is_found() -> None:
    found = callaway_santanna(by_hand())
    # Of the treated (1 + 1 + 0) / 3, less (0 + 6 + 0) / 3 of the others; the step after (2 + 2 + 0) / 3 - 2.
    assert [round(one.value or 0, 10) for one in found.all_of("event")] == [
        0,
        round(2 / 3 - 2, 10),
        round(4 / 3 - 2, 10),
    ]
    zero = found.of("event", "0")
    assert zero is not None
    # Variances of the changes within each group, each over its number (not less one), as influence functions have it.
    assert zero.error == pytest.approx(np.sqrt((2 / 9) / 3 + 8 / 3))


def test_a_sum_has_the_error_of_its_units_resampled() -> None:
    panel = simulated((8,) * 30 + (12,) * 30 + (None,) * 60, 16, seed=3)
    found = callaway_santanna(panel).of("att_simple")
    rng, drawn = np.random.default_rng(1), []
    for _ in range(300):
        chosen = panel.only(tuple(int(one) for one in rng.integers(0, panel.n_units, panel.n_units)))
        cells = cells_of(chosen)
        drawn.append(weighted(cells, np.flatnonzero(cells.events >= 0))[0])
    assert found is not None
    assert found.error == pytest.approx(float(np.std(drawn)), rel=0.15)


@pytest.mark.parametrize("make", [callaway_santanna, imputation, two_stage])
def test_a_planted_change_is_found_at_its_size(make: Callable[[Panel], Result]) -> None:
    panel = simulated((12,) * 20 + (18,) * 20 + (24,) * 20 + (None,) * 40, 36, seed=2, change=1.5)
    found = make(panel).of("att_simple")
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1.5 < found.high
    assert found.high - found.low < 1


def test_the_window_counts_only_its_steps_after_the_start() -> None:
    panel = simulated(STARTS, 20, seed=4)
    later = panel.values.copy()
    for unit, start in enumerate(panel.starts):
        if start is not None:
            later[unit, start + 3 :] += 100
    for make in (callaway_santanna, imputation):
        before, after = (make(replace(panel, values=values), window=(0, 2)) for values in (panel.values, later))
        first, second = before.of("att_window", "0..2"), after.of("att_window", "0..2")
        assert first is not None
        assert second is not None
        assert second.value == pytest.approx(first.value)
        assert after.of("att_simple") != before.of("att_simple")


def test_steps_that_may_be_touched_are_no_base_and_no_test() -> None:
    panel = simulated(STARTS, 20, seed=4)
    touched = panel.values.copy()
    for unit, start in enumerate(panel.starts):
        if start is not None:
            touched[unit, start - 2 : start] += 50
    plain_one, other = (callaway_santanna(replace(panel, values=v), anticipation=2) for v in (panel.values, touched))
    for what in ("att_simple", "att_dynamic", "att_group"):
        first, second = plain_one.of(what), other.of(what)
        assert first is not None
        assert second is not None
        assert second.value == pytest.approx(first.value, abs=1e-9)
    assert plain_one.facts["pretest_df"] == other.facts["pretest_df"]


def test_the_reference_is_drawn_at_nought_and_each_step_says_how_many_units_it_stands_on() -> None:
    series = callaway_santanna(simulated(STARTS, 20, seed=1)).series
    place = series["event.reference"].index(True)
    assert (series["event.time"][place], series["event.value"][place]) == (-1, 0.0)
    units = dict(zip(series["event.time"], series["event.units"], strict=True))
    assert (units[0], units[8], units[11], units[13]) == (8, 7, 5, 2)
    for low, high, inner_low, inner_high in zip(
        *(series[f"event.{name}"] for name in ("band_low", "band_high", "low", "high")), strict=True
    ):
        assert low is None or low <= inner_low <= inner_high <= high


def test_units_that_began_with_the_panel_change_nothing_and_are_told() -> None:
    panel = simulated(STARTS, 20, seed=1)
    more = replace(
        panel,
        units=(*panel.units, "early"),
        values=np.vstack([panel.values, np.full(20, 1000.0)]),
        starts=(*panel.starts, 0),
    )
    for make in (callaway_santanna, imputation, two_stage):
        first, second = make(panel).of("att_simple"), make(more).of("att_simple")
        assert first is not None
        assert second is not None
        assert second.value == pytest.approx(first.value)
        assert "always" in {one.code for one in make(more).notices}


def test_missing_values_are_left_out_and_told() -> None:
    panel = simulated(STARTS, 20, seed=1, missing=0.06)
    for make in (callaway_santanna, imputation, two_stage, sun_abraham):
        found = make(panel)
        assert found.of("att_simple") is not None, found.refused
        assert "gaps" in {one.code for one in found.notices}
    assert [one.code for one in two_way_shares(panel).refused] == ["needs_whole_panel"]


REFUSED = {
    "none_begins": simulated((None,) * 12, 20, 1),
    "few_treated": simulated((8, *(None,) * 11), 20, 1),
    "all_at_once": simulated((8,) * 12, 20, 1),
    "constant": replace(simulated(STARTS, 20, 1), values=np.ones((12, 20))),
    "too_few_steps": simulated((1, 1, 1, None, None, None), 2, 1),
    "few_against": simulated((8,) * 6 + (None,) * 2, 20, 1),
}


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_estimated_is_refused_in_words(code: str, make: Callable[[Panel], Result]) -> None:
    found = make(REFUSED[code])
    if code == "few_against" and make is not callaway_santanna:
        assert not found.refused
        return
    assert not found.estimates
    for one in found.refused:
        for lang in LANGUAGES:
            assert "{" not in speak(lang)(f"effects.refused.{one.code}", **one.places)
    # Where nobody never begins that is the first thing wrong; a two-way estimate has nobody to compare with.
    also = {"no_never", "no_comparison"} if code == "all_at_once" else set()
    assert {one.code for one in found.refused} & ({code} | also)


def test_how_few_there_are_to_be_held_against_is_counted_after_the_start_alone() -> None:
    panel = simulated((8,) * 6 + (12,) * 2, 20, 1)
    refused = callaway_santanna(panel, base="varying").refused
    assert [(one.code, one.places) for one in refused] == [("few_against", {"n": 2, "least": 3})]


@pytest.mark.parametrize("make", ALL)
def test_what_is_found_goes_into_json_without_a_number_that_is_none(make: Callable[[Panel], Result]) -> None:
    for panel in (
        simulated(STARTS, 16, 1, missing=0.1),
        replace(simulated(STARTS, 16, 1), values=np.arange(192.0).reshape(12, 16)),
        replace(simulated(STARTS, 16, 1), values=simulated(STARTS, 16, 1).values * 1e90),
    ):
        found = make(panel)
        json.dumps(plain(found), allow_nan=False)
        for one in found.notices:
            assert "{" not in speak("nn")(f"effects.notice.{one.code}", **one.places)


def test_units_that_all_move_alike_have_no_error_rather_than_a_tiny_one() -> None:
    values = np.arange(192.0).reshape(12, 16)
    for make in (callaway_santanna, imputation, two_stage):
        found = make(replace(simulated(STARTS, 16, 1), values=values)).of("att_simple")
        assert found is not None
        assert (found.error, found.p, found.low) == (None, None, None)


def test_the_outside_library_gets_no_row_without_a_value() -> None:
    long = table(simulated((0, *STARTS), 16, 1, missing=0.2))
    assert long.notna().all().all()
    assert long["unit"].min() == 1
    assert set(long["began"]) == {0, 7, 9, 11, 13}


def test_a_panel_that_would_fill_the_memory_is_refused_before_it_does() -> None:
    starts = tuple(range(1, 200)) + (None,) * 1801
    panel = Panel(tuple(map(str, range(2000))), tuple(range(200)), "step", np.zeros((2000, 200)), starts)
    varied = replace(panel, values=np.arange(400_000.0).reshape(2000, 200))
    assert [one.code for one in callaway_santanna(varied).refused] == ["large_for_method"]


def test_untouched_values_that_do_not_hang_together_are_no_comparison() -> None:
    values = np.full((6, 6), np.nan)
    values[:3, :3], values[3:, 3:] = np.arange(9).reshape(3, 3), np.arange(9).reshape(3, 3) ** 2
    panel = Panel(tuple("abcdef"), tuple(range(6)), "step", values, (2, 2, 2, None, None, None))
    for make in (callaway_santanna, imputation):
        assert [one.code for one in make(panel).refused] == ["no_comparison"]
