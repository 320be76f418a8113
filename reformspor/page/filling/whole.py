"""A whole annex: the call and its months, section by section, and what every annex ends with."""

from __future__ import annotations

from reformspor.application import Section, Written
from reformspor.page.filling import FILLING, Draft
from reformspor.page.filling.months import chosen_months
from reformspor.page.protocol import Page


def begun(page: Page) -> Draft:
    """The draft of the call that is chosen, over the months that are chosen."""
    held, words = page.calls(), page.words
    names = {one.code: one.said(words, "name") for one in held.calls}
    call = held.call(page.choose("application.choose", names, "call"))
    first, last = chosen_months(page)
    if held.wrong:
        page.points([words(f"application.wrong.{fault.code}", file=name, **fault.places) for name, fault in held.wrong])
    page.text("application.about", about=call.said(words, "about"))
    return Draft(call, held.written.get(call.code, Written()), first, last)


def write_section(page: Page, draft: Draft, section: Section) -> None:
    """What the data fill the section with, and then the fields the applicant writes in."""
    for fill in section.fills:
        FILLING[fill](page, draft)
    for ask in section.asks:
        if ask not in draft.told:
            draft.field(page, ask)


def figures(page: Page, draft: Draft) -> None:
    """Every figure and table with the name of its passport."""
    page.text("application.figures.lead")
    page.grid(draft.figures(page.words), "application.figures.title")


def left_open(page: Page, draft: Draft) -> None:
    """Every field nobody has written in."""
    page.text("application.left", n=len(draft.open), all=len(draft.call.asks))
    page.points([draft.call.said(page.words, f"ask.{ask}") for ask in draft.open])


# What every annex ends with, whatever the call.
ENDS = {"figures": figures, "open": left_open}
