"""How sure a share of a count is: an interval that holds its level also for few and for shares near none and all."""

from __future__ import annotations

import math
from statistics import NormalDist


def wilson(part: int, of: int, sure: float = 0.95) -> tuple[float, float]:
    """The lower and upper end of Wilson's score interval for the share `part` / `of`, without continuity correction.

    Source: Wilson 1927; recommended over the usual one by Newcombe 1998 and by Brown, Cai and DasGupta 2001.
    Raises ValueError when `of` is not positive or `part` is outside it.
    """
    if of <= 0 or not 0 <= part <= of:
        raise ValueError("a share is of a positive count, and no larger than it")
    z = NormalDist().inv_cdf(0.5 + sure / 2)
    share, shift = part / of, z * z / of
    centre = share + shift / 2
    reach = z * math.sqrt((share * (1 - share) + shift / 4) / of)
    low, high = ((centre + sign * reach) / (1 + shift) for sign in (-1, 1))
    return (0.0 if part == 0 else low), (1.0 if part == of else high)
