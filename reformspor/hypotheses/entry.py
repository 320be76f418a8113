"""One log holds what was expected, drawn, opened and lowered, in the order it was done; a line seals the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reformspor.chained import Chain, plain_seal

Kind = Literal["hypothesis", "opening", "draw", "lowered"]
KINDS: tuple[Kind, ...] = ("hypothesis", "opening", "draw", "lowered")


@dataclass(frozen=True)
class Entry:
    """One line. `at` is when (UTC), `role` who, `source` the source of the data that were shown then.

    `said` is what the line is of: a hypothesis' fields, an outcome that was opened, an order that was drawn, or a
    verdict that was lowered. `constructed` when it was done before constructed data. That all of it stands in one log
    is what tells which came first, whatever a clock said.
    """

    kind: Kind
    at: str
    role: str
    source: str
    said: Mapping[str, Any]
    constructed: bool = False
    former: str = ""
    hash: str = ""


CHAIN = Chain(Entry, plain_seal, "hash")
