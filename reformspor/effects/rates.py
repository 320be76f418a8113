"""Counts out of an exposure as rates, for the methods that take values as they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reformspor.effects.panel import Panel
from reformspor.effects.result import Refusal


def as_rates(panel: Panel) -> Panel | Refusal:
    """The panel with each value divided by its exposure, NaN where that is not known; as it is without exposure.

    Refused where something is counted out of nothing.
    """
    if panel.exposure is None:
        return panel
    known = np.isfinite(panel.values) & np.isfinite(panel.exposure)
    nothing = int((panel.exposure[known] <= 0).sum())
    if nothing:
        return Refusal("exposure", {"n": nothing})
    return replace(
        panel, values=np.where(known, panel.values / np.where(known, panel.exposure, 1.0), np.nan), exposure=None
    )
