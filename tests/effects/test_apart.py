"""Forecasts made in a process of their own are the same forecasts, and one that takes too long is left out."""

import subprocess
import sys

import numpy as np
import pytest

from reformspor.effects.apart import PROGRAM, forecasts_apart
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


def test_who_only_reads_or_admits_never_loads_the_models() -> None:
    program = (
        "import sys, pages.scenario, reformspor.page.screen, reformspor.snapshot.admission; "
        "print([name for name in sys.modules if name.split('.')[0] in ('statsmodels', 'scipy')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROGRAM, check=True)
    assert done.stdout.strip() == "[]"
