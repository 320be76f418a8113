"""One or a few units against many that never began, with the rank of what is found among the same done to the others.

See `donors` for the two ways of weighting and their sources. The p value is the rank alone: the share of all units, the
true one among them, that part as much from their own match. The standard error is the spread of those partings
(Arkhangelsky et al. 2021, algorithm 4), every donor once where one unit is treated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reformspor.effects.donors import Block, Kind, Match, change_of, matched, placebos
from reformspor.effects.group_time import Chosen
from reformspor.effects.outside import tried
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column

LEAST_DONORS = 3
LEAST_BEFORE = 3
DRAWS = 200
METHODS: dict[Kind, str] = {"sdid": "synthetic_did", "control": "synthetic_control"}
# A weight below this is not worth a line.
WORTH = 0.001


@dataclass(frozen=True)
class Tried:
    """A choice of donors in the place of the treated: their change, gap by step and how far they part after the start
    as a multiple of before."""

    units: tuple[int, ...]
    change: float
    gap: Numbers
    ratio: float
    fit: float


def synthetic_did(panel: Panel, draws: int = DRAWS, seed: int = 1, sure: float = 0.95) -> Result:
    """Synthetic difference-in-differences: `att` in the outcome's unit, ranked by the size of the change.

    Donors are the units that never begin and have no hole; `draws` is how many choices of placebos are made, by `seed`,
    when more than one unit is treated.
    """
    return _held(panel, "sdid", draws, seed, sure)


def synthetic_control(panel: Panel, draws: int = DRAWS, seed: int = 1, sure: float = 0.95) -> Result:
    """Synthetic control on every outcome before the start: `att`, ranked by how much more the unit parts from its match
    after the start than before."""
    return _held(panel, "control", draws, seed, sure)


def _held(panel: Panel, kind: Kind, draws: int, seed: int, sure: float) -> Result:
    method = METHODS[kind]
    whole: Chosen = np.asarray(np.isfinite(panel.values).all(axis=1))
    donors = tuple(place for place in panel.never if whole[place])
    lack = _lack(panel, whole, donors)
    if lack:
        return Result(method, refused=lack)
    blocks = tuple(Block(units, start) for start, units in panel.cohorts.items())
    matches = tried(lambda: [matched(panel.values, block, donors, kind) for block in blocks])
    if matches is None:
        return Result(method, refused=(Refusal("no_match", {}),))
    chosen = placebos(blocks, donors, draws, seed)
    others = tried(lambda: [_placebo(panel.values, one, donors, kind) for one in chosen])
    if others is None:
        return Result(method, refused=(Refusal("no_match", {}),))
    value = change_of(matches, blocks, panel.n_times)
    p, rank, place = _ranked(value, matches, blocks, others, kind)
    estimate = _estimate(value, others, p, len(panel.treated), sure)
    facts: dict[str, Fact] = {
        "n_treated": len(panel.treated),
        "n_donors": len(donors),
        "n_donors_used": int((matches[0].donors > WORTH).sum()),
        "n_before": min(block.start for block in blocks),
        "n_after": max(panel.n_times - block.start for block in blocks),
        "n_placebos": len(others),
        # One that begins is held against every donor in turn, and nothing is drawn.
        "seed": seed if len(panel.treated) > 1 else None,
        "placebo_p": p,
        "placebo_rank": rank,
        "smallest_p": 1 / (len(others) + 1) if len(panel.treated) == 1 else 1 / (_choices(panel, donors) + 1),
        "fit": matches[0].fit(blocks[0].start) if len(blocks) == 1 else None,
        "fit_rank": place,
    }
    series = _series(panel, blocks, matches, donors, others) if len(blocks) == 1 else {}
    return Result(method, (estimate,), facts, series, notices=_minded(panel, whole, donors, facts))


def _lack(panel: Panel, whole: Chosen, donors: tuple[int, ...]) -> tuple[Refusal, ...]:
    known = panel.values[np.isfinite(panel.values)]
    if not panel.treated:
        return (Refusal("none_begins", {"n": panel.n_units}),)
    if not all(whole[place] for place in panel.treated):
        return (Refusal("holes_in_treated", {"n": int(sum(not whole[place] for place in panel.treated))}),)
    if min(panel.cohorts) < LEAST_BEFORE:
        return (Refusal("short_before", {"n": min(panel.cohorts), "least": LEAST_BEFORE}),)
    if len(donors) < LEAST_DONORS + len(panel.treated):
        return (Refusal("few_donors", {"n": len(donors), "least": LEAST_DONORS + len(panel.treated)}),)
    if known.size == 0 or float(np.ptp(known)) == 0.0:
        return (Refusal("constant", {}),)
    before = panel.values[list(donors), : min(panel.cohorts)]
    if float(np.diff(before, axis=1).std()) <= 1e-12 * float(np.abs(before).max()):
        return (Refusal("donors_stand_still", {}),)
    return ()


def _placebo(values: Numbers, blocks: tuple[Block, ...], donors: Sequence[int], kind: Kind) -> Tried:
    taken = {unit for block in blocks for unit in block.treated}
    left = [donor for donor in donors if donor not in taken]
    matches = [matched(values, block, left, kind) for block in blocks]
    first, start = matches[0], blocks[0].start
    units = tuple(sorted(taken))
    return Tried(units, change_of(matches, blocks, values.shape[1]), first.gap, first.ratio(start), first.fit(start))


def _ranked(
    value: float, matches: Sequence[Match], blocks: Sequence[Block], others: Sequence[Tried], kind: Kind
) -> tuple[float, int, int | None]:
    """The placebo p value, the place among all, and the place by how well it fits before the start (1 is the best)."""
    start = blocks[0].start
    by_ratio = kind == "control" and len(blocks) == 1
    own = matches[0].ratio(start) if by_ratio else abs(value)
    beside = np.array([one.ratio if by_ratio else abs(one.change) for one in others])
    rank = 1 + int(np.sum(beside >= own))
    fit = None if len(blocks) > 1 else 1 + sum(one.fit < matches[0].fit(start) for one in others)
    return rank / (len(others) + 1), rank, fit


def _estimate(value: float, others: Sequence[Tried], p: float, n: int, sure: float) -> Estimate:
    from scipy.stats import norm

    error = float(np.std([one.change for one in others]))
    if error <= 0:
        return Estimate("att", value, n=n, sure=sure)
    reach = float(norm.ppf(0.5 + sure / 2)) * error
    return Estimate("att", value, error, value - reach, value + reach, p, n=n, sure=sure)


def _choices(panel: Panel, donors: tuple[int, ...]) -> int:
    """How many ways there are to choose as many donors as there are treated, for the same starts."""
    left, ways = len(donors), 1
    for units in panel.cohorts.values():
        ways *= math.comb(left, len(units))
        left -= len(units)
    return min(ways, DRAWS)


def _minded(panel: Panel, whole: Chosen, donors: tuple[int, ...], facts: dict[str, Fact]) -> tuple[Refusal, ...]:
    said = []
    if panel.always:
        said.append(Refusal("always", {"n": len(panel.always)}))
    if len(donors) < len(panel.never):
        said.append(Refusal("donors_with_holes", {"n": len(panel.never) - len(donors)}))
    smallest = facts["smallest_p"]
    if isinstance(smallest, float) and smallest > 0.05:
        said.append(Refusal("too_few_placebos", {"p": smallest, "n": len(donors)}))
    place, tried_on = facts["fit_rank"], facts["n_placebos"]
    if isinstance(place, int) and isinstance(tried_on, int) and place > 0.8 * (tried_on + 1):
        said.append(Refusal("poor_fit", {"rank": place, "n": tried_on + 1}))
    return tuple(said)


def _series(
    panel: Panel, blocks: Sequence[Block], matches: Sequence[Match], donors: tuple[int, ...], others: Sequence[Tried]
) -> dict[str, tuple[Any, ...]]:
    """`fit` by step, `donor` weights, `before` weights of steps, `placebo` by choice and step."""
    match, start = matches[0], blocks[0].start
    spread = np.std([one.gap for one in others], axis=0)
    names = ["+".join(panel.units[unit] for unit in one.units) for one in others]
    times = tuple(panel.said(place) for place in range(panel.n_times))
    return {
        "fit.time": times,
        "fit.after": tuple(place >= start for place in range(panel.n_times)),
        "fit.treated": column(list(match.treated)),
        "fit.counterfactual": column(list(match.treated - match.gap)),
        "fit.gap": column(list(match.gap)),
        "fit.spread": column(list(spread)),
        "donor.unit": tuple(panel.units[donor] for donor in donors),
        "donor.weight": column(list(match.donors)),
        "before.time": times[:start],
        "before.weight": column(list(match.steps)),
        "placebo.unit": tuple(name for name in names for _ in times),
        "placebo.time": tuple(time for _ in names for time in times),
        "placebo.gap": tuple(float(gap) for one in others for gap in one.gap),
        "rank.unit": tuple(names),
        "rank.change": column([one.change for one in others]),
        "rank.ratio": column([one.ratio for one in others]),
        "rank.fit": column([one.fit for one in others]),
    }
