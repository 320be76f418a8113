"""Ordliste: kva tyder orda, kolonnane, kodane og måla?"""

from __future__ import annotations

from reformspor.dictionary import find, matching, sections, terms
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """A search field, the entry that was asked for, and everything else in sections."""
    page.title("dictionary.title")
    page.text("dictionary.lead")
    known = sections(page.words.lang)
    left, right = page.columns(2)
    text = left.search("dictionary.search")
    term = right.choose("dictionary.choose", terms(known), "term")
    page.dictionary(matching(known, text), find(known, term) if term else None)
