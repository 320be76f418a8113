"""Text from data is made safe for Plotly, which reads some HTML, and is broken into lines that fit."""

from __future__ import annotations

import textwrap
from functools import lru_cache

BREAK = "<br>"


def safe(text: object) -> str:
    """The text with everything Plotly could take for markup made harmless."""
    plain = "" if text is None else str(text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# The same few names stand in thousands of marks, which would else each break them anew.
@lru_cache(maxsize=8192)
def wrapped(text: object, width: int, lines: int = 2) -> str:
    """The text, safe, over at most `lines` lines of about `width` characters; the rest becomes an ellipsis."""
    parts = textwrap.wrap(
        "" if text is None else str(text),
        width,
        max_lines=lines,
        placeholder="\N{HORIZONTAL ELLIPSIS}",
        break_long_words=False,
    )
    return BREAK.join(safe(part) for part in parts)


def stacked(*lines: str) -> str:
    """Ready safe lines over one another, empty ones left out."""
    return BREAK.join(line for line in lines if line)


def strong(text: str) -> str:
    """A ready safe text in heavier letters."""
    return f'<span style="font-weight:600">{text}</span>'
