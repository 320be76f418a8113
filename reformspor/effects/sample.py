"""A sample drawn by lot within strata: the same things, strata, size and seed give the same sample on every machine.

A sample for qualitative work is to hold what is rare as well as what is common (maximum variation within a known frame;
Patton 2015, Qualitative Research and Evaluation Methods), so each stratum has at least one while there is room, and the
rest goes by how many there are. The lot is SHA-256, which anybody can reckon again without this program.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# What the sample is drawn by. A change of the rule is a new name, and the old one stays repeatable.
ALGORITHM = "sha256-strata-1"


@dataclass(frozen=True)
class Drawn:
    """One thing that was drawn, and its stratum; `of` things stood in the stratum and `drawn` of them were taken."""

    name: str
    stratum: str
    of: int
    drawn: int


def draw_sample(strata: Mapping[str, str], size: int, seed: str) -> tuple[Drawn, ...]:
    """`size` things (all, where there are fewer) of `strata` (thing to stratum), by stratum and then by lot.

    The lot of a thing is SHA-256 of `algorithm|seed|stratum|thing`, least first.
    """
    sizes = Counter(strata.values())
    room = shares(sizes, size)
    found: list[Drawn] = []
    for stratum in sorted(sizes):
        within = sorted(
            (name for name, own in strata.items() if own == stratum), key=lambda n: _lot(n, strata[n], seed)
        )
        found += [Drawn(name, stratum, sizes[stratum], room[stratum]) for name in within[: room[stratum]]]
    return tuple(found)


def shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: at least one of each while there is room, else by how many there are.

    What is left over goes where the share is furthest below what is due; of two alike, to the first by name.
    """
    whole = sum(sizes.values())
    size = max(min(size, whole), 0)
    if not whole:
        return {}
    due = {name: size * n / whole for name, n in sizes.items()}
    if size < len(sizes):
        first = sorted(sizes, key=lambda name: (-sizes[name], name))[:size]
        return {name: int(name in first) for name in sizes}
    given = {name: max(int(due[name]), 1) for name in sizes}
    while (left := size - sum(given.values())) != 0:
        if left > 0:
            free = [name for name in sizes if given[name] < sizes[name]]
            name = min(free, key=lambda one: (given[one] - due[one], one))
        else:
            free = [name for name in sizes if given[name] > 1]
            name = max(free, key=lambda one: (given[one] - due[one], one))
        given[name] += 1 if left > 0 else -1
    return given


def _lot(name: str, stratum: str, seed: str) -> str:
    return hashlib.sha256(f"{ALGORITHM}|{seed}|{stratum}|{name}".encode()).hexdigest()
