"""Søknad: kva kan dataa fylla ut i ein søknad om forskingsmidlar, og kva må de skriva sjølve?"""

from __future__ import annotations

from reformspor.page.filling.whole import ENDS, begun, write_section
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """The call and the months, section by section what the data tell and what is open, and the list of figures."""
    page.title("application.title")
    page.text("application.lead")
    draft = begun(page)
    page.at_desk("application")
    for section in draft.call.sections:
        page.section("application.heading", heading=draft.call.said(page.words, f"section.{section.key}"))
        write_section(page, draft, section)
    for name, end in ENDS.items():
        page.section(f"application.end.{name}")
        end(page, draft)
