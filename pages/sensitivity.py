"""Skog av estimat: kor mykje heng svaret på metoden, einingane og datoen?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """How far the answer hangs on what was chosen."""
    page.title("sensitivity.title")
    page.text("sensitivity.lead")
    page.link("outcomes", "effect.to_outcomes")
