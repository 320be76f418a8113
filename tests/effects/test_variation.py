"""The variation before the start is found at its size whatever levels there are, and nothing after it is read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.panel import Panel
from reformspor.effects.variation import variation_before
from tests.effects.simulated import autocorrelated

STARTS = (*[18] * 10, *[None] * 10)


def panel(rho: float, seed: int, *, units: int = 20, months: int = 24) -> Panel:
    random = np.random.default_rng(seed)
    values = (
        3 * autocorrelated((units, months), rho, random)
        + random.normal(size=(units, 1)) * 50
        + random.normal(size=(1, months)) * 20
    )
    values[random.random(values.shape) < 0.05] = np.nan
    return Panel(tuple(map(str, range(units))), tuple(range(months)), "step", values, STARTS[:units])


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_the_variation_is_found_at_its_size(rho: float) -> None:
    found = [variation_before(panel(rho, seed)) for seed in range(40)]
    told = np.array([(one.sd, one.rho) for one in found if one is not None])
    assert told[:, 0].mean() == pytest.approx(3.0, rel=0.04)
    assert told[:, 1].mean() == pytest.approx(rho, abs=0.04)


def test_nothing_after_a_start_is_read() -> None:
    before = panel(0.3, 1)
    values = before.values.copy()
    values[:10, 18:] = 1e6
    assert variation_before(replace(before, values=values)) == variation_before(before)


def test_too_few_months_units_or_differences_tell_nothing() -> None:
    whole = panel(0.3, 1)
    assert variation_before(replace(whole, values=np.full(whole.values.shape, 7.0))) is None
    assert variation_before(replace(whole, values=np.full(whole.values.shape, np.nan))) is None
    assert variation_before(whole.only((0, 1))) is None
    assert variation_before(whole.begun((5,) * 20)) is None
    assert variation_before(panel(0.3, 1, months=11)) is None
