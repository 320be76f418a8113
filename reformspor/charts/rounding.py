"""The steps of a colour scale are round numbers, so that a key can be read at a glance."""

from __future__ import annotations

import math

STEPS = 5
ROUND = (1, 2, 2.5, 3, 4, 5, 6, 8, 10)


def round_step(top: float) -> float:
    """How much one step of colour holds: a round number, five of which reach `top`. Zero when there is nothing."""
    if top <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(top / STEPS))
    return next(factor * power for factor in ROUND if factor * power * STEPS >= top)
