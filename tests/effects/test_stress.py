"""One unit left out, an outcome that should not move, and many outcomes at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.att import Meant, att_of
from reformspor.effects.holm import holm
from reformspor.effects.leave import one_out
from reformspor.effects.negative import control, spread
from tests.effects.simulated import simulated, spread_starts


def test_each_unit_left_out_is_the_change_of_a_panel_without_it() -> None:
    panel = simulated(spread_starts(8, 4, 2, 20), 20, seed=1, change=3.0)
    found = one_out(panel)
    for place, unit in enumerate(panel.units):
        assert found.of("att_without", unit) is not None
        assert found.of("att_without", unit).value == pytest.approx(att_of(panel.without(place), Meant()))
    assert found.facts["sign_stable"] is True
    values = [one.value for one in found.all_of("att_without") if one.value is not None]
    assert (found.facts["least"], found.facts["most"]) == (min(values), max(values))
    assert list(found.series["left.value"]) == sorted(values)


def test_a_change_that_one_unit_makes_is_not_stable() -> None:
    panel = simulated((8, 8, 10, 10, None, None, None, None), 20, seed=1)
    values = panel.values * 0.1
    values[0, 8:] += 20
    values[1:4, 10:] -= 1
    found = one_out(replace(panel, values=values))
    assert found.facts["sign_stable"] is False
    assert found.facts["mover"] == "unit-00"


def test_the_only_unit_that_begins_leaves_nothing_when_it_is_gone() -> None:
    found = one_out(simulated((8, None, None, None), 16, seed=1, change=9))
    assert found.facts["sign_stable"] is False
    assert found.facts["lost"] == 1
    assert [one.code for one in found.notices] == ["left_none"]


def test_one_out_refuses_what_has_no_contrast() -> None:
    assert one_out(simulated((None, None), 9, seed=1)).refused[0].code == "none_begins"
    assert one_out(simulated((4, 4), 9, seed=1)).refused[0].code == "no_comparison"


def test_an_untouched_outcome_shows_nothing_and_could_have() -> None:
    starts = spread_starts(16, 9, 3, 48)
    found = control(simulated(starts, 48, seed=1, change=2.0), simulated(starts, 48, seed=2), draws=499)
    assert found.facts["nothing"] is True
    assert found.facts["could_show"] is True
    small = control(simulated(starts, 48, seed=3, change=0.02), simulated(starts, 48, seed=2), draws=499)
    assert small.facts["could_show"] is False


def test_a_control_that_moves_is_told() -> None:
    starts = spread_starts(16, 9, 3, 48)
    found = control(simulated(starts, 48, seed=1, change=2.0), simulated(starts, 48, seed=2, change=2.0), draws=499)
    assert found.facts["nothing"] is False


def test_a_control_that_cannot_be_tested_is_refused_as_any_other() -> None:
    panel = simulated((8,) + (None,) * 11, 30, seed=1)
    assert control(panel, panel).refused[0].code == "few_assignments"


def test_the_spread_is_that_within_units_before_any_start() -> None:
    panel = simulated((4, None), 8, seed=1)
    values = np.array([[1.0, 3, 1, 3, 99, 99, 99, 99], [10, 12, 10, 12, 10, 12, 10, 12]])
    assert spread(replace(panel, values=values)) == pytest.approx(np.sqrt((4 + 8) / (3 + 7)))


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.5, 0.9]) == (1.0, 1.0)
    assert holm([]) == ()
    # What failed still counts as a test of the family.
    assert holm([0.02, None]) == (0.04, None)
