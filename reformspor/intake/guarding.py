"""A text that a spreadsheet would run as a formula leaves with an apostrophe before it, and comes back without."""

from __future__ import annotations

DANGEROUS = tuple("=+-@\t\r\0＝＋－＠")


def guarded(text: str) -> str:
    """Text that no spreadsheet will take for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def unguarded(text: str) -> str:
    """Text as it was before it was guarded."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text
