"""Units that never begin are weighted to look like those that do, before they did; what then parts is the change.

Synthetic difference-in-differences (Arkhangelsky, Athey, Hirshberg, Imbens & Wager 2021, Am. Econ. Review 111) and
synthetic control on every outcome before the start (Abadie, Diamond & Hainmueller 2010, JASA 105). The weights are
found by the outside library as the authors' own program finds them, to the same stopping rule. With several starts each
is reckoned by itself and the sums weighted by treated unit-steps (Clarke, Pailanir, Athey & Imbens 2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers

Kind = Literal["sdid", "control"]
# The authors' stopping rule: the objective falls by less than the square of this share of the noise.
STOPS_AT = 1e-5


@dataclass(frozen=True)
class Block:
    """Units (places) that begin at the same step (a place in time)."""

    treated: tuple[int, ...]
    start: int


@dataclass(frozen=True)
class Match:
    """What one block was held against: `change` after the start, `gap` (by step) of the treated less what they were
    held against, weights of the donors in their order and of the steps before the start."""

    change: float
    gap: Numbers
    treated: Numbers
    donors: Numbers
    steps: Numbers

    def fit(self, start: int) -> float:
        """The root of the mean squared gap before the start."""
        return float(np.sqrt(np.mean(self.gap[:start] ** 2)))

    def ratio(self, start: int) -> float:
        """The same after the start as a multiple of that before (Abadie, Diamond & Hainmueller 2010, section 3.4)."""
        after, before = float(np.sqrt(np.mean(self.gap[start:] ** 2))), self.fit(start)
        return after / before if before > 0 else float("inf") if after > 0 else 0.0


def matched(values: Numbers, block: Block, donors: Sequence[int], kind: Kind) -> Match:
    """The match of one block with its donors; `values` is units by steps without holes among those named."""
    from diff_diff.utils import compute_sdid_unit_weights, compute_time_weights

    start, n_after = block.start, values.shape[1] - block.start
    others, own = values[list(donors)], values[list(block.treated)].mean(axis=0)
    level, unit = float(others[:, :start].mean()), float(others[:, :start].std()) or 1.0
    others, own = (others - level) / unit, (own - level) / unit
    noise = float(np.diff(others[:, :start], axis=1).std(ddof=1))
    stop = STOPS_AT * noise
    held = (len(block.treated) * n_after) ** 0.25 if kind == "sdid" else 1e-6
    before = others[:, :start].T
    weights = np.asarray(
        compute_sdid_unit_weights(before, own[:start], held * noise, intercept=kind == "sdid", min_decrease=stop)
    )
    shadow = weights @ others
    steps = np.zeros(start)
    if kind == "sdid":
        steps = np.asarray(compute_time_weights(before, others[:, start:].T, 1e-6 * noise, min_decrease=stop))
    gap = own - shadow
    gap = gap - steps @ gap[:start]
    return Match(float(gap[start:].mean()) * unit, gap * unit, own * unit + level, weights, steps)


def change_of(matches: Sequence[Match], blocks: Sequence[Block], n_steps: int) -> float:
    """The change over all blocks, each by its treated unit-steps."""
    sizes = np.array([len(block.treated) * (n_steps - block.start) for block in blocks], dtype=np.float64)
    return float(sizes @ np.array([match.change for match in matches]) / sizes.sum())


def placebos(blocks: Sequence[Block], donors: Sequence[int], draws: int, seed: int) -> list[tuple[Block, ...]]:
    """Donors in the place of the treated: each in turn where one is treated, else `draws` choices by `seed`."""
    sizes = [len(block.treated) for block in blocks]
    if sum(sizes) == 1:
        return [(Block((donor,), blocks[0].start),) for donor in donors]
    drawn = np.random.default_rng(seed)
    found: dict[tuple[Block, ...], None] = {}
    for _ in range(10 * draws):
        order: NDArray[np.int64] = drawn.permutation(np.asarray(donors))[: sum(sizes)]
        parts = np.split(order, np.cumsum(sizes)[:-1])
        chosen = tuple(
            Block(tuple(sorted(int(one) for one in part)), block.start)
            for part, block in zip(parts, blocks, strict=True)
        )
        found.setdefault(chosen)
        if len(found) == draws:
            break
    return list(found)
