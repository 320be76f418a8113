"""The time round each start in blocks of several steps, with how far they would part by chance: what the time before
says of the time after.

Single steps are too many and too noisy for few units: a test of all of them has no power, and no bound on their bends
is ever met. Blocks are the mean change of Callaway & Sant'Anna (2021) over their steps, against the block just before
the start. Their covariance is that of the same starts exchanged among the units (see `permute`), once the mean change
is taken away from the begun. The drift a test would have seen is Roth's question (2022, AER: Insights 4, 305-322).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects import assignments
from reformspor.effects.att import Control, Meant, Starts, att, starts_of
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column

METHOD = "blocks"
DRAWS, SEED = 499, 20261101
# A test at this level, and how often it is to see a drift that is there.
LEVEL, POWER = 0.10, 0.80
# As many blocks before the start that a bend can be seen more than once.
BEFORE = 4
Window = tuple[int, int]


@dataclass(frozen=True)
class Blocks:
    """Blocks of `width` steps: `values` of those before the start, without the one just before it, and then those
    after, with their `covariance`; `draws` are the same for exchanged starts (draws by blocks). `since` is the middle
    of each, in steps from the start; `reference` that of the block they are held against."""

    width: int
    before: int
    values: Numbers
    covariance: Numbers
    draws: Numbers
    since: Numbers
    reference: float

    @property
    def after(self) -> int:
        """How many blocks there are after the start."""
        return self.values.size - self.before

    @property
    def bends(self) -> Numbers:
        """The second differences of the blocks before the start, the reference among them."""
        return np.diff(np.append(self.values[: self.before], 0.0), 2)


def blocks_of(
    panel: Panel,
    window: Window,
    comparison: Control = "not_yet",
    anticipation: int = 0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Blocks | Refusal:
    """The blocks of a panel whose units begin at `starts`; why there are none, when there are none.

    A block before the start is whole for every cohort; one after for the last of them, and within the `window`.
    """
    kept = assignments.exchangeable(panel)
    begins = [start for start in kept.starts if start]
    if not begins:
        return Refusal("none_begins", {"n": panel.n_units})
    free = min(begins) - anticipation
    # All units there are have begun from here on, or the panel ends.
    reach = min(window[1] + 1, kept.n_times - max(begins))
    width = max(1, min((window[1] + 1) // 2, free // BEFORE, reach))
    n_before, n_after = free // width, reach // width
    if n_before < 3 or n_after < 1:
        return Refusal("few_blocks", {"n": n_before, "least": 3})
    edges = [-anticipation - width * place for place in range(n_before, 0, -1)] + [width * n for n in range(n_after)]
    windows = [(edge, edge + width - 1) for edge in edges]
    actual = starts_of(kept)
    others = assignments.some_of(actual, assignments.strata_of(kept), draws, seed)
    clean = _cleaned(kept, comparison, anticipation)
    own = _at(kept.values, actual[None], windows, comparison, anticipation, n_before)
    drawn = _at(clean, others, windows, comparison, anticipation, n_before)
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    if not np.isfinite(own).all() or len(drawn) <= 2 * own.size:
        return Refusal("no_comparison", {})
    since = np.array([(first + last) / 2 for first, last in windows])
    moving = np.delete(since, n_before - 1)
    covariance = np.atleast_2d(np.cov(drawn, rowvar=False))
    return Blocks(width, n_before - 1, own[0], covariance, drawn, moving, float(since[n_before - 1]))


def told(blocks: Blocks, estimate: float | None, window: Window) -> Result:
    """Estimates `block`, `at` the first of its steps since the start. Facts: `pretest_w`, `pretest_df` and `pretest_p`
    (all blocks before the start at once, by exchanged starts); `drift` a step and its `drift_error`;
    `detectable_drift`, what four tests of five would see, carried on to the middle of the window; `drift_ratio`, that
    over the size of `estimate`; `largest_bend`, the largest second difference before the start."""
    before = slice(0, blocks.before)
    within = blocks.covariance[before, before]
    inverse = np.linalg.pinv(within, rcond=1e-10)
    values, drawn = blocks.values[before], blocks.draws[:, before]
    own = float(values @ inverse @ values)
    others = np.einsum("ij,jk,ik->i", drawn, inverse, drawn)
    away = blocks.since[before] - blocks.reference
    weight = inverse @ away / float(away @ inverse @ away)
    error = float(np.std(drawn @ weight, ddof=1))
    seen = _detectable(error) * abs((window[0] + window[1]) / 2 - blocks.reference)
    bends = np.abs(blocks.bends)
    facts: dict[str, Fact] = {
        "width": blocks.width,
        "before": blocks.before,
        "after": blocks.after,
        "draws": len(blocks.draws),
        "pretest_w": own,
        "pretest_df": int(np.linalg.matrix_rank(within)),
        "pretest_p": (1 + int((others >= own * (1 - 1e-9)).sum())) / (1 + len(others)),
        "drift": float(weight @ values),
        "drift_error": error,
        "detectable_drift": seen,
        "drift_ratio": seen / abs(estimate) if estimate else None,
        "largest_bend": float(bends.max()) if bends.size else None,
    }
    errors = np.sqrt(np.diag(blocks.covariance))
    firsts = [round(middle - (blocks.width - 1) / 2) for middle in blocks.since]
    estimates = tuple(
        Estimate("block", value, error, at=str(first))
        for value, error, first in zip(blocks.values.tolist(), errors.tolist(), firsts, strict=True)
    )
    series = {
        "blocks.first": tuple(firsts),
        "blocks.value": column(blocks.values.tolist()),
        "blocks.error": column(errors.tolist()),
    }
    return Result(METHOD, estimates, facts, series)


def _detectable(error: float) -> float:
    from scipy.stats import norm

    return float(norm.isf(LEVEL / 2) + norm.ppf(POWER)) * error


def _at(
    values: Numbers, starts: Starts, windows: list[Window], comparison: Control, anticipation: int, reference: int
) -> Numbers:
    """Each block against the reference, (suppositions, blocks less one)."""
    columns = [att(values[None], starts, Meant("cs", comparison, anticipation, window))[:, 0] for window in windows]
    table = np.column_stack(columns)
    return np.delete(table - table[:, [reference - 1]], reference - 1, axis=1)


def _cleaned(panel: Panel, comparison: Control, anticipation: int) -> Numbers:
    """The values with the mean change taken away from the begun, so that exchanged starts do not meet it anew."""
    starts = starts_of(panel)
    mean = float(att(panel.values[None], starts[None], Meant("imputation", comparison, anticipation))[0, 0])
    begun = np.arange(panel.n_times)[None] >= starts[:, None]
    return panel.values - np.where(begun, mean if np.isfinite(mean) else 0.0, 0.0)
