"""The dictionary says in the reader's language what every table, column, code, word and measure means."""

from reformspor.dictionary.building import sections
from reformspor.dictionary.entry import Entry, Fact, Section, find, matching, terms

__all__ = ["Entry", "Fact", "Section", "find", "matching", "sections", "terms"]
