"""Resultat: kva er målt, kvar og når, og kva manglar, før nokon metode er brukt?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """What is measured, where and when, before any method is used."""
    page.title("outcomes.title")
    page.text("outcomes.lead")
