"""A study chooses its design, reads every gate, says what is against it, and is weak, not wrong, on odd panels."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reformspor.effects.asked import Asked, Event, plain_asked, read_asked
from reformspor.effects.drift import drift_before
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.measured_units import _found
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate
from reformspor.effects.study import Study, plain_study, read_study, run
from reformspor.effects.studying import given_of, work
from reformspor.effects.suited import compared, followed, is_of, suited

COHORTS = (24, 24, 26, 26, 28, 28, 30, 30)
UNITS = Hypothesis("y", "higher", "did", 1.0)
SERIES = Hypothesis("y", "higher", "its", 1.0)


def panel(
    units: int = 12,
    times: int = 48,
    starts: tuple[int | None, ...] = COHORTS,
    effect: float = 0.0,
    drift: float = 0.0,
    seed: int = 1,
) -> Panel:
    """Independent months of standard deviation one, with units and months of their own; the begun drift from the first
    month on, and shift by `effect` at their start."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(units, times)) + rng.normal(0, 2, units)[:, None] + rng.normal(0, 0.3, times)[None]
    placed = starts + (None,) * (units - len(starts))
    for place, start in enumerate(placed):
        if start is not None:
            values[place, start:] += effect
            values[place] += drift * np.arange(times)
    days = tuple(dt.date(2020 + month // 12, month % 12 + 1, 1) for month in range(times))
    return Panel(tuple(f"u{place:02d}" for place in range(units)), days, "month", values, placed)


def quick(held: Panel, hypothesis: Hypothesis | None = UNITS, **more: Any) -> Study:
    return run(held, Asked(hypothesis, in_time=True, draws=199, thorough=False, **more))


def one_series(effect: float, seed: int = 1, **more: Any) -> Study:
    return quick(panel(1, 60, (30,), effect, seed=seed), SERIES, **more)


def test_a_large_planted_effect_is_found_at_its_size_and_said_as_a_probable_effect() -> None:
    study = quick(panel(effect=3.0))
    assert study.verdict.level == "probable_effect", study.verdict.unmet
    assert study.main is not None
    assert study.main.low is not None
    assert study.main.high is not None
    assert study.main.low < 3.0 < study.main.high


def test_nothing_planted_is_never_called_a_change_or_an_effect() -> None:
    levels = [quick(panel(seed=seed)).verdict.level for seed in range(6)]
    assert sum(level in ("change", "probable_effect", "well_founded_effect") for level in levels) <= 1
    assert "probable_effect" not in levels


def test_a_planted_drift_is_caught_and_leads_what_is_against_it() -> None:
    study = quick(panel(drift=0.08))
    assert study.verdict.level in ("description", "change")
    assert {"drifted", "pretest"} & set(study.verdict.unmet)
    assert study.counter[0] in ("drift", "chance")
    assert "drift" in study.counter


def test_a_drawn_order_makes_the_same_numbers_a_well_founded_effect() -> None:
    assert quick(panel(effect=3.0), drawn=True).verdict.level == "well_founded_effect"


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"hidden": True}, "hidden"),
        ({"in_time": False}, "change"),
    ],
)
def test_what_surrounds_the_panel_weakens_the_verdict(more: dict[str, Any], level: str) -> None:
    asked = replace(Asked(UNITS, in_time=True, draws=99, thorough=False), **more)
    assert run(panel(effect=3.0 if level == "change" else 0.0), asked).verdict.level == level


def test_a_new_definition_within_the_panel_leaves_a_description() -> None:
    assert one_series(8.0, breaks=(dt.date(2022, 5, 1),)).verdict.level == "description"
    assert one_series(8.0, breaks=(dt.date(2030, 5, 1),)).verdict.level == "change"


def test_without_a_registered_hypothesis_it_is_a_description() -> None:
    study = quick(panel(effect=3.0), None)
    assert (study.design, study.verdict.level) == ("did", "description")
    assert "chosen_after" in study.counter


def test_a_hypothesis_of_another_design_does_not_count_as_registered() -> None:
    study = run(panel(effect=3.0), Asked(SERIES, in_time=True, draws=199, thorough=False), "did")
    assert study.measured["registered"] is False


def test_the_wrong_direction_is_no_effect() -> None:
    study = quick(panel(effect=-3.0))
    assert (study.verdict.level, "direction" in study.verdict.holding) == ("change", True)


def test_another_outcome_of_the_family_that_is_not_at_hand_leaves_the_family_untold() -> None:
    registered = replace(UNITS, family="reform")
    assert "family" in quick(panel(effect=3.0), registered).verdict.unmet
    told = quick(panel(effect=3.0), registered, family={"other": panel(seed=5)})
    assert "family" not in told.verdict.unmet
    own = told.measured["ri_p"]
    assert isinstance(own, float)
    assert told.measured["holm_p"] == pytest.approx(2 * own)


def test_one_series_with_a_large_jump_is_a_change_and_no_more() -> None:
    study = one_series(8.0)
    assert (study.verdict.level, study.verdict.ceiling, study.counter) == ("change", "change", ("alone",))
    assert study.main is not None
    assert study.main.value == pytest.approx(8.0, abs=2.5)


def test_a_competing_event_within_three_months_takes_the_change_away() -> None:
    near, far = Event(dt.date(2022, 9, 1), "Ny leiar"), Event(dt.date(2022, 11, 1), "Nytt system")
    study = one_series(8.0, events=(near, far))
    assert (study.verdict.level, study.counter[0], study.near) == ("description", "competing", ("Ny leiar",))


def test_an_event_within_three_months_of_any_step_of_the_transition_takes_the_change_away() -> None:
    late = Event(dt.date(2023, 1, 20), "Nytt system")
    assert one_series(8.0, events=(late,)).verdict.level == "change"
    assert one_series(8.0, events=(late,), drop=(0, 1, 2)).verdict.level == "description"
    assert quick(panel(2, 60, (30, 33), 8.0), SERIES, events=(late,)).near == ("Nytt system",)
    within = Event(dt.date(2022, 12, 1), "Midt i")
    assert one_series(8.0, events=(within,), drop=tuple(range(12))).near == ("Midt i",)


def test_a_start_or_a_unit_other_than_those_registered_is_not_what_was_registered() -> None:
    named = replace(SERIES, start="2022-07", units=("u00",))
    held = panel(1, 60, (30,), 8.0)
    assert quick(held, named).verdict.level == "change"
    assert quick(held.begun((31,)), named).verdict.level == "description"
    assert quick(held, replace(named, units=("u00", "gone"))).verdict.level == "description"
    assert quick(panel(effect=3.0), replace(UNITS, units=("u00", "gone"))).measured["registered"] is False


def test_the_units_a_series_was_registered_for_are_those_it_is_made_of() -> None:
    both = panel(2, 60, (30, 30), 8.0)
    alone = quick(both, replace(SERIES, units=("u01",)))
    assert alone.main == quick(both.only((1,)), SERIES).main


@pytest.mark.parametrize(
    ("step", "times", "start", "same"),
    [
        ("month", tuple(dt.date(2020 + m // 12, m % 12 + 1, 1) for m in range(24)), "2021-02", True),
        ("month", tuple(dt.date(2020 + m // 12, m % 12 + 1, 1) for m in range(24)), "2021-02-15", True),
        ("month", tuple(dt.date(2020 + m // 12, m % 12 + 1, 1) for m in range(24)), "2021", True),
        ("month", tuple(dt.date(2020 + m // 12, m % 12 + 1, 1) for m in range(24)), "2021-03", False),
        ("quarter", tuple(dt.date(2018 + q // 4, 3 * (q % 4) + 1, 1) for q in range(24)), "2021Q2", True),
        ("quarter", tuple(dt.date(2018 + q // 4, 3 * (q % 4) + 1, 1) for q in range(24)), "2021-05", True),
        ("quarter", tuple(dt.date(2018 + q // 4, 3 * (q % 4) + 1, 1) for q in range(24)), "2021-03", False),
        ("year", tuple(range(2008, 2032)), "2021-05", True),
        ("year", tuple(range(2008, 2032)), "2022", False),
        ("step", tuple(range(24)), "13", True),
        ("step", tuple(range(24)), "1", False),
    ],
)
def test_the_registered_step_of_the_reform_is_read_in_the_panels_own_steps(
    step: Any, times: Any, start: str, same: bool
) -> None:
    held = Panel(("u",), times, step, np.zeros((1, 24)), (13,))
    assert is_of(replace(SERIES, start=start), held) is same


def test_units_that_begin_later_are_no_comparison_where_those_that_never_begin_were_registered() -> None:
    held = panel(starts=(24, 24, 24, 26, 26, 26, 44, 44, 44, 44, 44), effect=3.0)
    never = quick(held, replace(UNITS, comparison="never"))
    assert (never.measured["n_comparison"], never.verdict.level) == (1, "too_little")
    assert quick(held).measured["n_comparison"] == 6


def test_a_change_is_too_small_to_matter_only_when_it_is_so_to_both_sides() -> None:
    expected = replace(UNITS, smallest=2.0)
    even, askew = (Estimate("att_window", 0.0, None, -low, high) for low, high in ((2.0, 2.0), (1.0, 3.0)))
    assert [_found(one, Asked(expected))["inside_margin"] for one in (even, askew)] == [True, False]


def test_one_treated_unit_of_twelve_is_too_little_when_units_were_to_be_compared() -> None:
    study = quick(panel(starts=(24,), effect=5.0))
    assert (study.verdict.level, study.main) == ("too_little", None)


def test_the_design_is_the_strongest_the_panel_can_carry() -> None:
    assert suited(panel()) == "did"
    assert suited(panel(starts=(24,))) == "its"
    assert suited(panel(starts=(24, 40))) == "table"
    assert suited(panel(units=4, times=10, starts=(5,))) == "table"
    assert suited(panel(), SERIES) == "its"


def test_steps_where_too_few_have_not_begun_are_left_out_and_later_starters_stand_for_the_rest() -> None:
    held = compared(panel(units=6, starts=(20, 22, 24, 30, 32, 34)))
    assert (held.n_times, held.starts) == (30, (20, 22, 24, None, None, None))


def test_units_that_begin_before_a_year_is_over_take_no_part() -> None:
    held = followed(panel(starts=(10, 11, 12, 13)))
    assert [start for start in held.starts if start] == [12, 13]
    early = panel(starts=(5, 6, 7))
    assert followed(early) is early


ODD: dict[str, Panel] = {
    "constant": replace(panel(), values=np.ones((12, 48))),
    "none begins": panel(starts=()),
    "all at once": panel(units=8, starts=(24,) * 8),
    "all begun before": panel(starts=(0,) * 12),
    "nothing known": replace(panel(), values=np.full((12, 48), math.nan)),
    "two steps": panel(times=2, starts=(1, 1, 1)),
    "one unit": panel(1, 48, (24,)),
    "starts at the end": panel(starts=(47, 47, 47)),
    "huge": replace(panel(), values=panel().values * 1e200),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("design", ["did", "its", None])
def test_an_odd_panel_gives_a_weaker_verdict_and_never_a_claim_or_a_number_that_is_none(name: str, design: Any) -> None:
    study = run(ODD[name], Asked(None, draws=99), design)
    assert study.verdict.level in ("hidden", "too_little", "undecided", "description")
    json.dumps(plain_study(study), allow_nan=False)


def test_a_study_and_what_it_was_asked_are_the_same_when_written_and_read() -> None:
    asked = Asked(
        SERIES, in_time=True, events=(Event(dt.date(2022, 9, 1), "Ny leiar"),), family={"o": panel(2, 12, ())}
    )
    assert read_asked(json.loads(json.dumps(plain_asked(asked)))).events == asked.events
    study = one_series(8.0)
    read = read_study(json.loads(json.dumps(plain_study(study), allow_nan=False)))
    assert (read.verdict, read.main, read.counter) == (study.verdict, study.main, study.counter)
    again = work(json.loads(json.dumps(given_of(panel(1, 60, (30,), 8.0), Asked(SERIES, in_time=True)))))
    assert read_study(again).verdict.level == "change"


def test_the_same_panel_gives_the_same_study_and_steps_are_told_in_order() -> None:
    told: list[tuple[str, int, int]] = []
    asked = Asked(UNITS, in_time=True, draws=99, thorough=False)
    first = run(panel(), asked, progress=lambda step, at, of: told.append((step, at, of)))
    assert plain_study(first) == plain_study(run(panel(), asked))
    assert [at for _, at, _ in told] == sorted(at for _, at, _ in told)
    assert all(at <= of for _, at, of in told)


def test_a_straight_drift_before_the_start_is_seen_and_a_year_is_too_short_to_tell_nothing() -> None:
    drifting = drift_before(panel(drift=0.1), draws=199).of("drift")
    assert drifting is not None
    assert drifting.value == pytest.approx(0.1, abs=0.06)
    assert (drifting.p or 1.0) <= 0.01
    assert drift_before(panel(starts=(3, 4, 5))).refused[0].code == "no_comparison"
    assert drift_before(panel(starts=())).refused[0].code == "no_comparison"


def test_without_a_drift_the_test_before_the_start_holds_its_level() -> None:
    told = [drift_before(panel(effect=2.0, seed=seed), draws=199).of("drift") for seed in range(100)]
    assert sum((one.p or 1.0) <= 0.05 for one in told if one is not None) <= 10


def test_what_is_to_be_minded_about_another_outcome_is_not_said_of_this_one() -> None:
    holes = panel(seed=2)
    gone = holes.values.copy()
    gone[3, 5:9] = np.nan
    beside = replace(holes, values=gone)
    told = quick(panel(effect=3.0), replace(UNITS, family="all"), family={"other": beside}, control=beside)
    assert any(one.code == "gaps" for result in told.results.values() for one in result.notices)
    assert not any(one.code == "gaps" for result in told.own for one in result.notices)
    assert told.window == (0, 11)
    assert read_study(json.loads(json.dumps(plain_study(told)))).window == (0, 11)


def test_a_step_nobody_has_a_value_at_leaves_units_to_be_held_against() -> None:
    held = panel(effect=3.0)
    told = quick(replace(held, values=np.where(np.arange(48) == 27, np.nan, held.values)))
    assert told.measured["n_comparison"] == quick(held).measured["n_comparison"]
    assert told.verdict.level == "probable_effect", told.verdict.unmet
