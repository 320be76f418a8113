"""Søknad: kva kan dataa fylla ut i ein søknad om forskingsmidlar, og kva må de skriva sjølve?"""

from __future__ import annotations

from reformspor.page.filling.whole import ENDS, WHOLE, begun, chosen_part, contents, write_section
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """The call and the months, then the section that is chosen: what the data tell, and what is open.

    All of them at once end with the list of figures and of what is open.
    """
    page.title("application.title")
    page.text("application.lead")
    draft = begun(page)
    page.at_desk("application")
    part = chosen_part(page, draft)
    if part is None:
        contents(page, draft)
    for section in draft.call.sections:
        if part in (WHOLE, section.key):
            page.section("application.heading", heading=draft.call.said(page.words, f"section.{section.key}"))
            write_section(page, draft, section)
    for name, end in ENDS.items() if part == WHOLE else ():
        page.section(f"application.end.{name}")
        end(page, draft)
