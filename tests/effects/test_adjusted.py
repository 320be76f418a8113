"""Adjusting for what was known before moves what it should, and what cannot be adjusted for is refused."""

from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.adjusted import adjusted
from reformspor.effects.callaway import callaway_santanna
from reformspor.effects.panel import Numbers, Panel

UNITS, STEPS, START = 60, 6, 3
CHANCE = np.random.default_rng(4)
LIKE = np.repeat(CHANCE.normal(size=(UNITS, 1)), STEPS, axis=1)
BEGUN = LIKE[:, 0] + CHANCE.normal(size=UNITS) > 0.3


def panel(drift: float) -> Panel:
    """Units whose values drift by what they are like; those that are much of it begin more often. The change is 2."""
    at = np.arange(STEPS)
    values = drift * LIKE * at + 2.0 * (BEGUN[:, None] & (at >= START)) + 0.05 * CHANCE.normal(size=(UNITS, STEPS))
    starts = tuple(START if one else None for one in BEGUN)
    return Panel(tuple(map(str, range(UNITS))), tuple(range(STEPS)), "step", values, starts)


def test_a_drift_that_goes_with_a_covariate_is_taken_away() -> None:
    held = panel(1.0)
    plain = callaway_santanna(held, "never").of("att_simple")
    found = adjusted(held, {"like": LIKE}).of("att_simple")
    assert plain is not None
    assert found is not None
    assert plain.value is not None
    assert plain.value > 2.5
    assert found.value == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    "covariates",
    [
        {"constant": np.ones((UNITS, STEPS))},
        {"begun": np.repeat(BEGUN[:, None].astype("float64"), STEPS, axis=1)},
        {"like": LIKE, "twice": 2 * LIKE},
    ],
)
def test_what_parts_the_units_wholly_or_says_nothing_is_refused(covariates: dict[str, Numbers]) -> None:
    assert [one.code for one in adjusted(panel(0.0), covariates).refused] == ["not_adjusted"]


def test_a_covariate_with_holes_is_refused_by_its_name() -> None:
    holed = np.where(np.arange(UNITS * STEPS).reshape(UNITS, STEPS) == 7, np.nan, LIKE)
    assert adjusted(panel(0.0), {"like": holed}).refused[0].places == {"column": "like"}


def test_a_panel_that_cannot_be_compared_cannot_be_adjusted() -> None:
    nobody = replace(panel(0.0), starts=(None,) * UNITS)
    assert [one.code for one in adjusted(nobody, {"like": LIKE}).refused] == ["none_begins"]
