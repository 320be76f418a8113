"""The same line by plain least squares with errors that heed correlation: shown beside, never judged by.

Source: Newey and West (1987), Econometrica 55, 703-708, with the small-sample factor n/(n-k). In series as short as a
municipality's its intervals are too narrow: between one in six and one in three finds a change where there is none.
"""

from __future__ import annotations

import numpy as np

from reformspor.effects.contrasts import contrasts, estimate, shape
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.rates import as_rates
from reformspor.effects.residuals import checks
from reformspor.effects.result import Refusal, Result
from reformspor.effects.segments import Interruption, design_of

METHOD = "newey_west"
# The errors shrink towards none as the steps near the length of the series: beyond this part of it they tell nothing.
FARTHEST = 3


def newey_west(panel: Panel, model: Interruption | None = None, lags: int | None = None) -> Result:
    """The estimates of `its.interrupted` with Newey and West's errors over `lags` steps, held to t with n - k.

    `lags` is the whole part of 4(n/100)^(2/9) when not given. Refuses what its.interrupted refuses, and more steps than
    a third of the points.
    """
    chosen = model or Interruption()
    rates = as_rates(panel)
    if isinstance(rates, Refusal):
        return Result(METHOD, refused=(rates,))
    design = design_of(rates, chosen)
    if isinstance(design, Refusal):
        return Result(METHOD, refused=(design,))
    x, y = design.whole[design.used], rates.values[0][design.used]
    n, k = x.shape
    beta, _, rank, _ = np.linalg.lstsq(x, y, rcond=None)
    left = y - x @ beta
    if np.ptp(y) == 0:
        return Result(METHOD, refused=(Refusal("constant"),))
    if rank < k or float(left @ left) <= 1e-20 * max(float(y @ y), 1e-300):
        return Result(METHOD, refused=(Refusal("collinear" if rank < k else "no_variation"),))
    reach = int(4 * (n / 100) ** (2 / 9)) if lags is None else lags
    if reach > n // FARTHEST:
        return Result(METHOD, refused=(Refusal("many_lags", {"lags": reach, "most": n // FARTHEST}),))
    at = np.flatnonzero(design.used)
    bread = np.linalg.inv(x.T @ x)
    covariance = n / (n - k) * bread @ _middle(x * left[:, None], at, reach) @ bread
    freedom = None if chosen.normal else n - k
    return Result(
        METHOD,
        estimates=tuple(
            estimate(what, contrast, beta, covariance, freedom, chosen.sure, of)
            for what, contrast, of in contrasts(design, chosen)
        ),
        facts={**shape(rates, design), "freedom": n - k, "lags": reach, **checks(left, at.astype("float64"))},
        notices=(Refusal("sensitivity_only"),),
    )


def _middle(scores: Numbers, at: np.ndarray, lags: int) -> Numbers:
    """The scores' covariance with Bartlett's weights, over true distances."""
    apart = np.abs(at[:, None] - at[None, :])
    weight = np.maximum(1 - apart / (lags + 1), 0.0)
    middle: Numbers = scores.T @ weight @ scores
    return middle
