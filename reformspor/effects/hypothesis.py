"""A hypothesis is what was expected before anyone looked: written once, told apart by its hash, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Direction = Literal["lower", "higher", "either"]
Design = Literal["its", "did"]
Comparison = Literal["before", "not_yet", "never"]


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
        """SHA-256 of everything it says, in one fixed form."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()


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
