"""In how many ways the same starts could have fallen on the units, and those ways: all of them, or some drawn by lot.

Starts are exchanged within strata only. Randomisation inference stands on this: Fisher, The Design of Experiments
(1935); for staggered starts, Athey and Imbens, Journal of Econometrics 226 (2022).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from reformspor.effects.att import NEVER, Starts
from reformspor.effects.draw import orders_of
from reformspor.effects.panel import Panel

Strata = tuple[tuple[int, ...], ...]


def exchangeable(panel: Panel) -> Panel:
    """The units whose starts can be exchanged: those with any value that had not begun when the panel did."""
    known = (~np.isnan(panel.values)).sum(1) > 0
    return panel.only(tuple(place for place in range(panel.n_units) if known[place] and panel.starts[place] != 0))


def strata_of(panel: Panel) -> Strata:
    """The places of the units of each stratum; all are one where the panel has none."""
    if panel.strata is None:
        return (tuple(range(panel.n_units)),) if panel.n_units else ()
    return tuple(
        tuple(place for place, one in enumerate(panel.strata) if one == name) for name in sorted(set(panel.strata))
    )


def count_of(starts: Sequence[int | None], strata: Strata) -> int:
    """How many distinct ways there are: the product over strata of the multinomial coefficient of their starts."""
    return math.prod(orders_of(Counter(starts[place] for place in places).values()) for places in strata)


def mirrored(starts: Sequence[int | None], strata: Strata) -> bool:
    """Whether swapping the begun with the rest is one of the ways: it turns the sign, so no way stands alone."""
    for places in strata:
        times = Counter(starts[place] for place in places)
        if len(times) != 2 or len(set(times.values())) != 1:
            return False
    return len(set(starts)) == 2 and None in starts


def supposed_of(starts: Starts, strata: Strata, draws: int, seed: int) -> tuple[Starts, bool]:
    """The starts as they were first, then every other way where there are no more than `draws`, else so many drawn by
    lot, (1 + ways, units); and whether they are every way."""
    whole = count_of(starts.tolist(), strata) <= draws + 1
    others = all_of(starts, strata) if whole else some_of(starts, strata, draws, seed)
    if whole:
        others = others[(others != starts).any(1)]
    return np.concatenate([starts[None], others]), whole


def all_of(starts: Starts, strata: Strata) -> Starts:
    """Every distinct way, (ways, units)."""
    parts = [list(_orders(sorted(starts[list(places)].tolist()))) for places in strata]
    found = np.empty((math.prod(len(part) for part in parts), len(starts)), dtype="int64")
    for row, chosen in enumerate(product(*parts)):
        for places, order in zip(strata, chosen, strict=True):
            found[row, list(places)] = order
    return found


def some_of(starts: Starts, strata: Strata, draws: int, seed: int) -> Starts:
    """`draws` ways drawn by lot, each with the same chance, (draws, units); the same for the same seed."""
    rng = np.random.default_rng(seed)
    found = np.tile(starts, (draws, 1))
    for places in strata:
        found[:, list(places)] = rng.permuted(found[:, list(places)], axis=1)
    return found


def _orders(held: list[int]) -> Iterator[tuple[int, ...]]:
    """The distinct orders of a sorted list, each once."""
    if not held:
        yield ()
        return
    for place, one in enumerate(held):
        if place and held[place - 1] == one:
            continue
        for rest in _orders(held[:place] + held[place + 1 :]):
            yield (one, *rest)


def placed(starts: Starts) -> tuple[int | None, ...]:
    """Starts as a panel holds them."""
    return tuple(None if start == NEVER else int(start) for start in starts)
