"""Whether what a model leaves looks like chance: left-over correlation, its nearest neighbours, and lone values.

Sources: Ljung and Box (1978), Biometrika 65, 297-303, with Stoffer and Toloi's (1992, Statistics and Probability
Letters 13, 391-396) autocorrelations where steps are missing; Durbin and Watson (1950), Biometrika 37, 409-428.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects.panel import Numbers
from reformspor.effects.result import Fact, finite
from reformspor.effects.survival import beyond_chi2

# As many lags as there are quarters of the series, but a year at most.
MOST_LAGS = 12
# Chance leaves one value in four hundred so far out; three such are not to be looked for in a short series.
FAR_OUT = 3.0
LEAST = 0.05


def checks(left: Numbers, at: Numbers, fitted: int = 0) -> dict[str, Fact]:
    """Facts on residuals `left` at whole steps `at`; `fitted` correlations were already taken out of them.

    `ljung_box`, its `ljung_box_lags` and `ljung_box_p`; `durbin_watson` (2 when neighbours have nothing in common);
    `lag_1`; `outliers`, further than three standard deviations out; `residuals_clean` when the test finds nothing at
    five per cent and no more than one value is so far out. None where there are too few to tell.
    """
    n = left.size
    lags = min(MOST_LAGS, n // 4)
    centred = left - left.mean() if n else left
    squares = float(centred @ centred)
    spread = float(np.sqrt(squares / max(n - 1, 1)))
    if lags <= fitted or squares <= 0:
        return dict.fromkeys(
            ("ljung_box", "ljung_box_lags", "ljung_box_p", "durbin_watson", "lag_1", "outliers", "residuals_clean")
        )
    statistic = sum(_part(centred, at, lag, squares) for lag in range(1, lags + 1))
    p = beyond_chi2(statistic, lags - fitted)
    outliers = int((np.abs(centred) > FAR_OUT * spread).sum())
    return {
        "ljung_box": finite(statistic),
        "ljung_box_lags": lags,
        "ljung_box_p": finite(p),
        "durbin_watson": finite(_durbin_watson(left, at)),
        "lag_1": finite(_together(centred, at, 1)[0] / squares),
        "outliers": outliers,
        "residuals_clean": bool(p >= LEAST and outliers <= 1),
    }


def _together(left: Numbers, at: Numbers, lag: int) -> tuple[float, int]:
    """The sum of products so many steps apart, and how many pairs there are."""
    place = {int(step): where for where, step in enumerate(at)}
    pairs = [(where, place[int(step) + lag]) for where, step in enumerate(at) if int(step) + lag in place]
    if not pairs:
        return 0.0, 0
    first, second = np.array(pairs).T
    return float(left[first] @ left[second]), len(pairs)


def _part(left: Numbers, at: Numbers, lag: int, squares: float) -> float:
    """One lag's part of the statistic; with every step there it is Ljung and Box's n(n+2)r²/(n-lag)."""
    product, pairs = _together(left, at, lag)
    n = left.size
    return 0.0 if not pairs else (n + 2) * n * (product / squares) ** 2 / pairs


def _durbin_watson(left: Numbers, at: Numbers) -> float:
    """Squared steps between neighbours over the squares, as many of each when steps are missing."""
    near = np.diff(at) == 1
    if not near.any():
        return float("nan")
    jumps = np.diff(left)[near]
    whole = near.all()
    share = 1.0 if whole else (left.size - 1) / int(near.sum())
    return share * float(jumps @ jumps) / float(left @ left)
