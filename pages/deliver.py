"""Lever data: korleis kjem nye tal inn, kva må rettast først, og korleis kjem ein attende?"""

from __future__ import annotations

from reformspor.page.changed import what_changed
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """The way in from template to admission, and the way back to what was shown before."""
    page.title("views.deliver.title")
    if page.rule.level != "internal":
        page.text("views.deliver.inside_only")
        return
    page.text("views.deliver.lead")
    page.desk()
    page.section("views.changes.title")
    what_changed(page)
    page.shelf()
