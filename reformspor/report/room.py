"""How much room a text takes, as near as the number of its letters tells it."""

from __future__ import annotations


def lines_of(text: str, letters: int) -> int:
    """How many lines of so many letters a text takes, broken between its words."""
    lines, room = 1, letters
    for word in text.split(" "):
        if len(word) > room and room < letters:
            lines, room = lines + 1, letters
        room -= len(word) + 1
    return lines
