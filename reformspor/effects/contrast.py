"""What any test of units that begin against units that have not must have, and why there is none without it."""

from __future__ import annotations

import numpy as np

from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Refusal

# The squares of larger numbers, summed over a large panel, can no longer be held.
LARGEST = 1e150


def lacks(panel: Panel) -> Refusal | None:
    """What is missing: any unit that begins, numbers that can be reckoned with, or any difference between them.

    `panel` holds the units that can be exchanged alone.
    """
    if not panel.treated:
        return Refusal("none_begins")
    if too_large(panel.values):
        return Refusal("values_too_large")
    if not (np.nanmax(panel.values, 1) > np.nanmin(panel.values, 1)).any():
        return Refusal("constant")
    return None


def too_large(values: Numbers) -> bool:
    """Whether any number is too large to be reckoned with."""
    return bool((np.abs(values[~np.isnan(values)]) > LARGEST).any())
