"""What a page drew in one run, step by step, so that the same can be drawn again without running the view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reformspor.page.message import Message
from reformspor.passport.register import Shown

# What a step and what it stands in take besides the text in it, in bytes.
EACH = 300
# A choice among more than these would take more room than it saves time.
MOST_OPTIONS = 500


@dataclass(frozen=True)
class Step:
    """One deed of a screen: where on the page (0 is the page itself, then its columns as they are made), the name of
    the deed, and what it was given. `told` is what it gave back when that is the reader's own to set.

    `shown` is what is to be kept of the name of a card that was made before anybody saw it.
    """

    at: int
    deed: str
    given: tuple[Any, ...] = ()
    told: str | None = None
    shown: Shown | None = None

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        return EACH + sum(_size(one) for one in self.given)


@dataclass
class Tape:
    """The steps of a run; `whole` until the page reads or draws what no key of a run tells."""

    steps: list[Step] = field(default_factory=list)
    whole: bool = True
    places: int = 1

    def note(self, step: Step) -> None:
        """Add a step."""
        self.steps.append(step)

    def divide(self, n: int) -> range:
        """The numbers of `n` new columns."""
        first, self.places = self.places, self.places + n
        return range(first, self.places)

    def spoil(self) -> None:
        """Say that this run cannot be drawn again."""
        self.whole = False

    @property
    def cards(self) -> int:
        """How many figures and tables were drawn."""
        return sum(step.deed == "card" for step in self.steps)


def _size(given: Any) -> int:
    if isinstance(given, Message):
        return len(given.body)
    if isinstance(given, str):
        # A text with a letter beyond Latin-1 (a dash, a minus) takes two bytes a letter.
        return 2 * len(given)
    return sum(_size(one) for one in given) if isinstance(given, tuple) else 8
