"""How sure one may be of a share that few things stand behind: Wilson's interval, alone or for several shares at once.

Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212; for several shares the level is
divided by their number (Bonferroni), so that all of them lie inside together at least as often as the level says.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


def wilson(part: int, whole: int, *, level: float = LEVEL, at_once: int = 1) -> tuple[float, float]:
    """The least and the most the share part/whole may be, both between 0 and 1, at a level such as 0.95.

    `at_once` is how many shares are judged together. Raises ValueError unless 0 <= part <= whole and whole > 0.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    z = NormalDist().inv_cdf(1 - (1 - level) / (2 * at_once))
    share, across = part / whole, z * z / whole
    middle = (share + across / 2) / (1 + across)
    half = z / (1 + across) * sqrt(share * (1 - share) / whole + across / (4 * whole))
    # Where none or all are of the kind, the end is exactly 0 or 1, which rounding would miss by a hair.
    return (0.0 if part == 0 else max(0.0, middle - half)), (1.0 if part == whole else min(1.0, middle + half))
