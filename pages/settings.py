"""Innstillingar: kva har kommunen valt, kva er framleis standardval, og kven har endra kva?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Every choice with its unit, source and allowed range, changed only inside the house."""
    page.title("settings.title")
    page.text("settings.lead")
    page.settings()
