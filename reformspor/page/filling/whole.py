"""A whole annex: the call and its months, section by section, and what every annex ends with."""

from __future__ import annotations

import pandas as pd

from reformspor.application import Section, Written
from reformspor.application.packages import n_unplanned
from reformspor.page.filling import FILLING, Draft
from reformspor.page.filling.months import chosen_months
from reformspor.page.protocol import Page

# The code of the address that names a section, and what it is for all of them.
PART, WHOLE = "part", "whole"


def begun(page: Page) -> Draft:
    """The draft of the call that is chosen, over the months that are chosen."""
    held, words = page.calls(), page.words
    left, right = page.columns(2)
    names = {one.code: one.said(words, "name") for one in held.calls}
    call = held.call(left.choose("application.choose", names, "call", stands=next(iter(names), "")))
    first, last = chosen_months(right)
    if held.wrong:
        page.points([words(f"application.wrong.{fault.code}", file=name, **fault.places) for name, fault in held.wrong])
    page.text("application.about", name=call.said(words, "name"), about=call.said(words, "about"))
    return Draft(call, held.written.get(call.code, Written()), first, last)


def chosen_part(page: Page, draft: Draft) -> str | None:
    """Which section the reader wants, WHOLE for all of them; None while none is chosen."""
    call, words = draft.call, page.words
    parts = {one.key: call.said(words, f"section.{one.key}") for one in call.sections}
    return page.choose("application.part.choose", {WHOLE: words("application.part.whole"), **parts}, PART)


def contents(page: Page, draft: Draft) -> None:
    """The sections of the call, with how many of the fields in each are open."""
    call, words = draft.call, page.words
    heads = [words(f"application.part.{name}") for name in ("section", "fields", "open")]
    rows = [
        [call.said(words, f"section.{one.key}"), len(one.asks), sum(ask in draft.open for ask in one.asks)]
        for one in call.sections
    ]
    page.grid(pd.DataFrame(rows, columns=heads), "application.part.contents")


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
    said = [draft.call.said(page.words, f"ask.{ask}") for ask in draft.open]
    if left := n_unplanned(draft.call, draft.written):
        said.append(page.words("application.packages.left", n=left, all=len(draft.call.packages)))
    page.points(said)


# What every annex ends with, whatever the call.
ENDS = {"figures": figures, "open": left_open}
