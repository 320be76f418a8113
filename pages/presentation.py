"""Presentasjon: kven skal me møta, og kva lysbilete skal dei sjå?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """What is chosen and shown here, and the desk where it is done."""
    page.title("presentation.title")
    page.text("presentation.lead")
    page.at_desk("presentation")
