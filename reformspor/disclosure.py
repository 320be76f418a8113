"""A rule says what a level of readers may see; the ledger protects people before any rule does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Level = Literal["internal", "research", "public"]
LEVELS: tuple[Level, ...] = ("internal", "research", "public")
FREE_TEXT = frozenset(
    {
        "title",
        "description",
        "wanted_action",
        "next_step",
        "goal",
        "note",
        "reason",
        "purpose",
        "comment",
        "barrier_title",
    }
)
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Rule:
    """What one level may see.

    `sure_band` is the fewest people a released row must hold to count as sure; rows under it are
    shown as possible. `free_text` says whether reviewed text is shown that is not open to all.
    `least_n` is the fewest respondents behind a value that arrives as an aggregate.
    """

    level: Level
    sure_band: int
    free_text: bool
    least_n: int = 10

    @classmethod
    def internal(cls) -> Rule:
        """Leadership: every released row is sure, reviewed text is shown."""
        return cls("internal", 5, True)

    @classmethod
    def research(cls) -> Rule:
        """Researchers: as the leadership."""
        return cls("research", 5, True)

    @classmethod
    def public(cls) -> Rule:
        """Presentations and open exports: ten people for sure, open text only."""
        return cls("public", 10, False)

    @classmethod
    def of(cls, level: str) -> Rule:
        """The rule of a level by name; a name that is not one gets the strictest."""
        if level == "internal":
            return cls.internal()
        return cls.research() if level == "research" else cls.public()


def level_of_process(environment: Mapping[str, str] = os.environ, address: str | None = "127.0.0.1") -> Level:
    """The level this process serves: REFORMSPOR_LEVEL, else internal only on a loopback address."""
    asked = environment.get("REFORMSPOR_LEVEL", "")
    if asked:
        return next((level for level in LEVELS if level == asked), "public")
    return "internal" if address in LOOPBACK else "public"


def protect(frame: pd.DataFrame, people: str, rule: Rule) -> tuple[pd.DataFrame, int]:
    """What the rule lets through of a question's rows, and how many values it held back.

    Text that is not open is blanked where the rule asks for it. Aggregates that arrive with n in the
    column `people` lose the rows under `least_n`. Returns a new frame.
    """
    held_back = 0
    if people in frame.columns:
        enough = frame[people].fillna(0) >= rule.least_n
        held_back += int((~enough).sum())
        frame = frame[enough].reset_index(drop=True)
    text = [column for column in frame.columns if column in FREE_TEXT]
    if rule.free_text or not text:
        return frame, held_back
    import pandas as pd  # the server asks for its level, and listens, before frames are loaded

    frame = frame.copy()
    is_open = frame["public"].eq("open") if "public" in frame.columns else pd.Series(False, index=frame.index)
    for column in text:
        held_back += int((frame[column].notna() & ~is_open).sum())
        frame[column] = frame[column].where(is_open, None)
    return frame, held_back
