"""How far a study has come is told step by step, so that whoever waits can see it and stop it."""

from __future__ import annotations

from collections.abc import Callable

# `progress(step, at, of)`: what is being done, which step it is, and of how many.
Progress = Callable[[str, int, int], None]


def silent(step: str, at: int, of: int) -> None:
    """Tells nobody."""


class Stage:
    """Counts the steps of one study as they begin."""

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress, self._of, self._at = progress, of, 0

    def next(self, step: str) -> None:
        """The step that begins now."""
        self._at += 1
        self._progress(step, min(self._at, self._of), self._of)
