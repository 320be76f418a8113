"""Innstillingar: kva har kommunen valt, kva er framleis standardval, og kven har endra kva?"""

from __future__ import annotations

from reformspor import charts
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Every choice with its unit, source and allowed range, changed only inside the house; then exported targets."""
    page.title("settings.title")
    page.text("settings.lead")
    page.settings()
    targets = page.ask("data/targets")
    if targets.state == "ok":
        page.section("settings.targets")
        page.table(targets, charts.target_listing(targets, page.words))
