"""Endring og effekt: kva endra seg etter starten, og kor sikre kan me vera?"""

from __future__ import annotations

from reformspor import charts
from reformspor.answers import studied
from reformspor.page.outcome import Outcome, chosen_outcome
from reformspor.page.protocol import Page
from reformspor.page.variation import variation


def view(page: Page) -> None:
    """One outcome at a time: the numbers as measured, what the model says, and how much may be said."""
    page.title("effect.title")
    page.text("effect.lead")
    found = chosen_outcome(page)
    if found is None:
        page.link("outcomes", "effect.to_outcomes")
        return
    measured(page, found)
    variation(page, found)


def measured(page: Page, found: Outcome) -> None:
    """Every value, before any method."""
    panel = found.panel
    if panel is None:
        page.text("effect.thin_panel")
        return
    page.section("effect.section.course")
    course = studied.course(found.values, panel, found.unit_names)
    page.figure(course, charts.effect_course(course, page.words, found.measured_in))
