"""The mapping view: a file of an unknown system gets a profile of its own, guessed, corrected and tried first."""

from __future__ import annotations

from reformspor.words import Words


def mapping_desk(words: Words, given: list[tuple[str, bytes]]) -> str | None:
    """Draw the mapping of uploaded files (name and bytes); gives the name of the profile to use once one is saved."""
    return None
