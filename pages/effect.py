"""Endring og effekt: kva endra seg etter starten, og kor sikre kan me vera?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """One outcome at a time: the numbers as measured, what the model says, and how much may be said."""
    page.title("effect.title")
    page.text("effect.lead")
    page.link("outcomes", "effect.to_outcomes")
