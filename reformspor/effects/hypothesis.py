"""A hypothesis is what was expected before anyone looked: written once, told apart by its hash, never changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

Direction = Literal["lower", "higher", "either"]
Design = Literal["its", "did"]
Comparison = Literal["before", "not_yet", "never"]

# What stands where a text is that the level may not read: that there is one can be asked, what it says can not. Behind
# that of a hypothesis' reasons stands what the whole of it is known by.
COVER = "•••"
COVERED = re.compile(rf"{COVER} ([0-9a-f]{{64}})")


@dataclass(frozen=True)
class Hypothesis:
    """What is expected of one outcome, in which units, held against what, and by which method.

    `window` are the first and last step after the start that count (0 is the step of the start). `smallest` is the
    smallest relevant change, in the outcome's own unit and without sign. `anticipation` is how many steps before the
    start may already be touched. `units` are those meant, all when empty. `family` binds outcomes tested together
    (Holm). `control` is an outcome the reform should not touch. `drawn` is the hash of a draw of the order of joining,
    when there was one. `start` is the step of the reform for a single series, empty when the panel tells it.
    `role` and `at` say who registered it and when (UTC, to the second); `former` is the hash of the one it replaces.
    """

    outcome: str
    direction: Direction
    method: Design
    smallest: float
    window: tuple[int, int] = (0, 11)
    units: tuple[str, ...] = ()
    comparison: Comparison = "not_yet"
    anticipation: int = 0
    start: str = ""
    family: str = ""
    control: str = ""
    drawn: str = ""
    because: str = ""
    role: str = ""
    at: str = ""
    former: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of everything it says, in one fixed form; one whose reasons are covered keeps that of the whole."""
        if whole := COVERED.fullmatch(self.because):
            return whole[1]
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()


def covered(one: Hypothesis) -> Hypothesis:
    """Without what somebody has written of their reasons, but known by the same hash, so that it can be named."""
    return replace(one, because=f"{COVER} {one.digest}") if one.because else one


def hypothesis_from(said: Mapping[str, Any]) -> Hypothesis:
    """A hypothesis from a file's fields; `hash` among them is checked by the caller.

    Raises KeyError, TypeError or ValueError, whose message names the field, for what is no hypothesis.
    """
    known = {one.name for one in fields(Hypothesis)}
    given = {name: value for name, value in said.items() if name in known}
    for name in ("window", "units"):
        if name in given:
            given[name] = tuple(given[name])
    return Hypothesis(**given)
