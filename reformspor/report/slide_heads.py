"""Headings over narrow columns of a slide: how wide their heavy letters are, and the lines they are broken into."""

from __future__ import annotations

import textwrap

# How wide heavy letters of 18 points are, in inches.
NARROW, ORDINARY, CAPITAL, WIDE = 0.085, 0.145, 0.175, 0.22
# Lines of a heading that is read from below.
TURNED = 2


def heavy(text: str) -> float:
    """How wide heavy letters are, in inches."""
    return sum(
        NARROW if one in "iljtfrI.,:;-() " else WIDE if one in "mwMW" else CAPITAL if one.isupper() else ORDINARY
        for one in text
    )


def lines_in(head: str, wide: float) -> int:
    """How many lines a heading takes."""
    lines, used = 1, 0.0
    for word in head.split():
        if used and used + heavy(f" {word}") > wide:
            lines, used = lines + 1, 0.0
        used += heavy(f" {word}" if used else word)
    return lines


def two_lines(head: str) -> list[str]:
    """A heading on lines as short as `TURNED` of them allow."""
    signs = max(len(word) for word in head.split())
    while len(found := textwrap.wrap(head, signs, break_long_words=False)) > TURNED:
        signs += 1
    return found
