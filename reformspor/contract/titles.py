"""A table is called by its title in the reader's language; a file that is no contract table keeps its own name."""

from __future__ import annotations

from reformspor.words import Words


def title_of(table: str, words: Words) -> str:
    """The title of a contract table, or the name itself."""
    key = f"contract.{table}.title"
    return words(key) if words.has(key) else table
