"""The order of joining drawn by lot: the same units, steps and seed give the same order on every machine, for ever.

An order by lot is what lets a later change be laid to the reform with the fewest assumptions, since nothing about the
units can have decided when each began (Hussey and Hughes 2007, Contemporary Clinical Trials 28; Fisher 1935, The Design
of Experiments). The lot is SHA-256, which anybody can reckon again without this program.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from reformspor.effects.result import Refusal

# What the order is made by. A change of the rule is a new name, and the old one stays repeatable.
ALGORITHM = "sha256-deal-1"
NEVER = "never"
MOST_UNITS = 1000


@dataclass(frozen=True)
class Order:
    """A drawn order: `order` holds unit and step, in the order of the lot; a step `never` is one that does not join.

    `strata` is unit and stratum, empty when all units were drawn among one another. `units` and `steps` are what the
    lot was given, in the order that decides nothing but the remainder: which step gets one more when they do not part
    evenly is said by `steps`, the first first.
    """

    units: tuple[str, ...]
    steps: tuple[str, ...]
    seed: str
    strata: tuple[tuple[str, str], ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    algorithm: str = ALGORITHM

    @property
    def digest(self) -> str:
        """SHA-256 of everything the draw was given and gave, in one fixed form."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def sizes(self) -> dict[str, int]:
        """How many units join at each step, in the order of the steps."""
        held = Counter(step for _, step in self.order)
        return {step: held[step] for step in self.steps}

    @property
    def assignments(self) -> int:
        """In how many different ways the lot could have fallen, each as likely as the others."""
        return assignments(self.order, dict(self.strata))


@dataclass(frozen=True)
class Drawn:
    """What a draw gave: an order, or why there is none."""

    order: Order | None = None
    refused: tuple[Refusal, ...] = ()


def draw_order(units: Sequence[str], steps: Sequence[str], seed: str, strata: Mapping[str, str] | None = None) -> Drawn:
    """Draw which unit joins at which step, as many at each step as can be, within strata when there are any.

    Each unit's lot is SHA-256 of `algorithm|seed|stratum|unit`; within a stratum units stand by their lot, least first,
    and the steps are dealt out in turn, from stratum to stratum (by name) without beginning anew. Refused, and never
    raised: `draw_few` (fewer than two units), `draw_many`, `draw_twice` (a unit or step named twice), `draw_steps`
    (fewer than two steps, or more than there are units), `draw_seed` (an empty seed), `draw_stratum` (a unit without
    one), and `draw_alone` (no lot: each stratum can fall in one way only).
    """
    given, dealt, held = tuple(units), tuple(steps), dict(strata or {})
    refused = _refused(given, dealt, seed, held)
    if refused:
        return Drawn(refused=refused)
    order: list[tuple[str, str]] = []
    for stratum in sorted({held.get(unit, "") for unit in given}):
        lots = [(_lot(seed, stratum, unit), unit) for unit in given if held.get(unit, "") == stratum]
        inside = [unit for _, unit in sorted(lots)]
        order += [(unit, dealt[(len(order) + place) % len(dealt)]) for place, unit in enumerate(inside)]
    made = Order(given, dealt, seed, tuple(sorted(held.items())), tuple(order))
    if made.assignments < 2:
        return Drawn(refused=(Refusal("draw_alone"),))
    return Drawn(made)


def repeats(order: Order) -> bool:
    """Whether drawing again gives the very same order; false for an algorithm this program does not know."""
    if order.algorithm != ALGORITHM:
        return False
    return draw_order(order.units, order.steps, order.seed, dict(order.strata)).order == order


def assignments(order: Sequence[tuple[str, str]], strata: Mapping[str, str]) -> int:
    """How many different orders there are with as many units at each step within each stratum."""
    count = 1
    for stratum in {strata.get(unit, "") for unit, _ in order}:
        sizes = Counter(step for unit, step in order if strata.get(unit, "") == stratum)
        count *= orders_of(sizes.values())
    return count


def orders_of(sizes: Iterable[int]) -> int:
    """In how many ways so many units can be parted into groups of these sizes."""
    held = list(sizes)
    count = math.factorial(sum(held))
    for size in held:
        count //= math.factorial(size)
    return count


def _lot(seed: str, stratum: str, unit: str) -> str:
    return hashlib.sha256(f"{ALGORITHM}|{seed}|{stratum}|{unit}".encode()).hexdigest()


def _refused(
    units: tuple[str, ...], steps: tuple[str, ...], seed: str, strata: Mapping[str, str]
) -> tuple[Refusal, ...]:
    found = []
    twice = [name for name, times in (*Counter(units).items(), *Counter(steps).items()) if times > 1]
    if len(units) < 2:
        found.append(Refusal("draw_few", {"n": len(units)}))
    if len(units) > MOST_UNITS:
        found.append(Refusal("draw_many", {"n": len(units), "most": MOST_UNITS}))
    if twice:
        found.append(Refusal("draw_twice", {"name": twice[0]}))
    if not 2 <= len(steps) <= max(len(units), 2):
        found.append(Refusal("draw_steps", {"n": len(steps), "units": len(units)}))
    if not seed.strip():
        found.append(Refusal("draw_seed"))
    lost = [unit for unit in units if strata and unit not in strata]
    if lost:
        found.append(Refusal("draw_stratum", {"name": lost[0]}))
    return tuple(found)
