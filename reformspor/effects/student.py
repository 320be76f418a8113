"""Student's t: how far out an estimate lies among estimates with so many degrees of freedom, and how wide to reckon."""

from __future__ import annotations

from math import erfc, isfinite, sqrt
from statistics import NormalDist


def beyond(statistic: float, freedom: float | None) -> float:
    """The chance of a value as far from zero, to either side; with no `freedom` the normal distribution's.

    Source: Student (1908), Biometrika 6, 1-25.
    """
    if not isfinite(statistic):
        return 0.0
    if freedom is None:
        return erfc(abs(statistic) / sqrt(2))
    from scipy.special import stdtr

    return min(2 * float(stdtr(freedom, -abs(statistic))), 1.0)


def width(sure: float, freedom: float | None) -> float:
    """How many standard errors to either side hold the share `sure` of what comes."""
    if freedom is None:
        return NormalDist().inv_cdf(0.5 + sure / 2)
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + sure / 2))
