"""A model carries a monthly series on; every one is cheap, sees only the months it is given, and never goes below zero.

The names are codes: `seasonal_naive` is what the others must beat. Statsmodels is loaded when the first of them is
asked, not before: it takes seconds, and few who read a page need it.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Model = Callable[[Values, int], Values]
SEASON = 12
NAIVE = "seasonal_naive"
MEAN = "mean"
LOADED = (
    "statsmodels.regression.linear_model",
    "statsmodels.tsa.ar_model",
    "statsmodels.tsa.holtwinters",
    "statsmodels.tsa.seasonal",
)
# Three waves hold what a municipality's year does; more would follow single months.
WAVES = 3


def seasonal_naive(values: Values, ahead: int) -> Values:
    """The same month the year before."""
    return np.array([values[len(values) - SEASON + step % SEASON] for step in range(ahead)])


def stl_level(values: Values, ahead: int) -> Values:
    """The season taken out by loess (Cleveland et al. 1990), the rest by simple exponential smoothing."""
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    season, rest = _without_season(values)
    fitted = SimpleExpSmoothing(rest, initialization_method="heuristic").fit()
    return np.asarray(fitted.forecast(ahead)) + _carried(season, ahead)


def stl_trend(values: Values, ahead: int) -> Values:
    """The season taken out by loess, the rest by a damped trend (Gardner & McKenzie 1985)."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    season, rest = _without_season(values)
    model = ExponentialSmoothing(rest, trend="add", damped_trend=True, initialization_method="heuristic")
    return np.asarray(model.fit().forecast(ahead)) + _carried(season, ahead)


def autoregression(values: Values, ahead: int) -> Values:
    """A line, a level for each month of the year, and what is left of last month's surprise."""
    from statsmodels.tsa.ar_model import AutoReg

    fitted = AutoReg(values, 1, trend="ct", seasonal=True, period=SEASON).fit()
    return np.asarray(fitted.forecast(ahead))


def waves(values: Values, ahead: int) -> Values:
    """A line and three waves within the year, by least squares."""
    from statsmodels.regression.linear_model import OLS

    months = np.arange(len(values) + ahead)
    turns = [2 * math.pi * wave * months / SEASON for wave in range(1, WAVES + 1)]
    columns = [np.ones(len(months)), months, *map(np.sin, turns), *map(np.cos, turns)]
    design = np.column_stack(columns)
    fitted = OLS(values, design[: len(values)]).fit()
    return np.asarray(fitted.predict(design[len(values) :]))


CANDIDATES: dict[str, Model] = {
    "stl_level": stl_level,
    "stl_trend": stl_trend,
    "autoregression": autoregression,
    "waves": waves,
}


def carried_on(values: Values, ahead: int) -> dict[str, Values]:
    """What each model says of the next `ahead` months; a model the series is too odd for is left out.

    `mean` is the average of the candidates that answered (Bates & Granger 1969): it asks for no fitting of its own.
    """
    said = {NAIVE: seasonal_naive(values, ahead)}
    for module in LOADED:  # first, as they set up warnings of their own when they are loaded
        import_module(module)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an optimiser that stops early is judged by its errors, as the others are
        for name, model in CANDIDATES.items():
            try:
                found = model(values, ahead)
            except (ValueError, ArithmeticError, np.linalg.LinAlgError):
                continue
            if np.isfinite(found).all():
                said[name] = found
    models = [found for name, found in said.items() if name != NAIVE]
    if len(models) > 1:
        said[MEAN] = np.mean(models, axis=0)
    return {name: np.maximum(found, 0.0) for name, found in said.items()}


def _without_season(values: Values) -> tuple[Values, Values]:
    from statsmodels.tsa.seasonal import STL

    # A long seasonal window: with few years, a season that changes from one to the next is mostly chance.
    season = np.asarray(STL(values, period=SEASON, seasonal=2 * SEASON + 1).fit().seasonal)
    return season, values - season


def _carried(season: Values, ahead: int) -> Values:
    return seasonal_naive(season, ahead)
