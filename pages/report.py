"""Rapport: kva skal stå i rapporten, for kven, og kva er endra sidan sist?"""

from __future__ import annotations

from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """What is put together here, and the desk where it is done."""
    page.title("report.title")
    page.text("report.lead")
    page.at_desk("report")
