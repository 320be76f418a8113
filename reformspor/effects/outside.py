"""The outside library gets a panel as the long table it asks for, and is kept from printing and from stopping us."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from reformspor.effects.panel import Panel

UNIT, TIME, OUTCOME, BEGAN = "unit", "time", "outcome", "began"
COLUMNS = {"outcome": OUTCOME, "unit": UNIT, "time": TIME, "first_treat": BEGAN}
# Its reckoning of a number and ours: they part only by rounding, as a share of the outcome's spread.
AGREES = 1e-7
# What its estimators stop with when a panel does not hold what they need.
STOPS = (ValueError, ArithmeticError, np.linalg.LinAlgError, KeyError, IndexError, RuntimeError, NotImplementedError)


def table(panel: Panel) -> pd.DataFrame:
    """A row for each known value of the units that did not begin with the panel: unit (a number), time (from 1), the
    outcome, and the time it began, 0 for never."""
    kept = [place for place, start in enumerate(panel.starts) if start != 0]
    times = panel.n_times
    began = [0 if (start := panel.starts[place]) is None else start + 1 for place in kept]
    long = pd.DataFrame(
        {
            UNIT: np.repeat(np.array(kept, dtype=np.int64), times),
            TIME: np.tile(np.arange(1, times + 1), len(kept)),
            OUTCOME: panel.values[kept].ravel(),
            BEGAN: np.repeat(np.array(began, dtype=np.int64), times),
        }
    )
    return long.loc[np.isfinite(panel.values[kept].ravel())].reset_index(drop=True)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Nothing is printed and no warning is given: what must be minded is said in the result instead."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield


def tried(make: Callable[[], Any]) -> Any | None:
    """What `make` gives, quietly; None where it stops because of what the panel lacks."""
    with quietly():
        try:
            return make()
        except STOPS:
            return None
