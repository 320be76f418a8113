"""Where a figure's name is written or its file handed in, to be held against the snapshot it came from."""

from __future__ import annotations

from reformspor.page.serving import Served
from reformspor.words import Words


def verify_desk(words: Words, served: Served) -> None:
    """Draw the field for a name, the field for a file, and what came of it."""
