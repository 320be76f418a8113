"""Forecasts made in a process of their own are the same forecasts, and one that takes too long is left out."""

import numpy as np
import pytest

from reformspor.effects.apart import forecasts_apart
from reformspor.effects.forecast import forecast

SERIES = [float(100 + 40 * np.sin(n) + n % 7) for n in range(26)]


def test_a_forecast_is_the_same_wherever_it_is_made() -> None:
    here, apart = forecast(SERIES), forecasts_apart({"a": SERIES})["a"]
    assert (apart.model, apart.origins) == (here.model, here.origins)
    assert [p.value for p in apart.points] == pytest.approx([p.value for p in here.points], rel=1e-6)
    assert len(apart.scores) == len(here.scores)


def test_what_is_not_made_in_time_is_left_out_and_nothing_fails() -> None:
    assert forecasts_apart({"a": SERIES, "b": SERIES}, seconds=0.2) == {}
    assert forecasts_apart({}) == {}
