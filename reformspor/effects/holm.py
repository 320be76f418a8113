"""Several outcomes tested together: each p value is raised, so that it is the chance of any false alarm among them.

Holm, Scandinavian Journal of Statistics 6 (1979).
"""

from __future__ import annotations

from collections.abc import Sequence


def holm(chances: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjusted p values in the order given, at most 1. One that could not be reckoned stays None and still counts as a
    test, so that a family is not made smaller by what failed in it."""
    ordered = sorted((chance, place) for place, chance in enumerate(chances) if chance is not None)
    adjusted: list[float | None] = [None] * len(chances)
    highest = 0.0
    for rank, (chance, place) in enumerate(ordered):
        highest = min(1.0, max(highest, chance * (len(chances) - rank)))
        adjusted[place] = highest
    return tuple(adjusted)
