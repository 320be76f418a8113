"""The share of a two-way estimate that comes from each kind of comparison: a diagnosis, never an estimate to stand on.

Goodman-Bacon (2021, J. Econometrics 225, 254-277), through the outside library. A comparison of later starters with
those that had begun before them is a forbidden one: what changes among the earlier is taken for a counterfactual.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reformspor.effects.fitness import minded, unfit
from reformspor.effects.outside import COLUMNS, table, tried
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Refusal, Result

# Above this share the two-way estimate is said to lean on forbidden comparisons.
FORBIDDEN = 0.05


def two_way_shares(panel: Panel) -> Result:
    """`share` and `mean` of each kind of comparison (`never`, `earlier`, `forbidden`), and the two-way estimate.

    Asks for a panel without holes, as the decomposition is exact only there.
    """
    lack = unfit(panel)
    if lack:
        return Result("bacon", refused=lack)
    if panel.missing > 0:
        return Result("bacon", refused=(Refusal("needs_whole_panel", {"share": panel.missing}),))

    def split() -> Any:
        import diff_diff

        return diff_diff.bacon_decompose(table(panel), **COLUMNS)

    found = tried(split)
    if found is None or not np.isfinite(found.twfe_estimate):
        return Result("bacon", refused=(Refusal("no_comparison", {}),))
    shares, means = found.weight_by_type(), found.effect_by_type()
    named = {"treated_vs_never": "never", "earlier_vs_later": "earlier", "later_vs_earlier": "forbidden"}
    estimates = [Estimate("two_way", found.twfe_estimate)]
    for theirs, ours in named.items():
        estimates += [Estimate("share", shares.get(theirs, 0.0), at=ours), Estimate("mean", means.get(theirs), at=ours)]
    forbidden = float(shares.get("later_vs_earlier", 0.0))
    said = (Refusal("forbidden_share", {"share": forbidden}),) if forbidden > FORBIDDEN else ()
    return Result("bacon", tuple(estimates), {"forbidden": forbidden}, notices=(*minded(panel), *said))
