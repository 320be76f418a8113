"""Which pages there are, and which audience reads each."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from reformspor.page.protocol import Page


@dataclass(frozen=True)
class Entry:
    """One page: its file in `pages/`, which is its address too, the audience it is first for, whether the filters
    choose what it shows, whether it can be read as of a past day, and whether it can stand in a report."""

    name: str
    audience: str
    filtered: bool = True
    past: bool = False
    paper: bool = True


PAGES = (
    Entry("overview", "leadership"),
    Entry("sessions", "leadership"),
    Entry("capacity", "leadership"),
    Entry("resources", "leadership"),
    Entry("union_reps", "leadership"),
    Entry("cost", "leadership"),
    Entry("scenario", "leadership"),
    Entry("phases", "leadership"),
    Entry("report", "leadership", filtered=False, paper=False),
    Entry("barriers", "presenters", past=True),
    Entry("answers", "presenters", past=True),
    Entry("durations", "presenters", past=True),
    Entry("dossier", "presenters", past=True),
    Entry("register", "presenters", past=True),
    Entry("elsewhere", "presenters", past=True),
    Entry("presentation", "presenters", filtered=False, paper=False),
    Entry("outcomes", "researchers"),
    # A choice of units or months made after the fact would choose the result: these read what was meant beforehand.
    Entry("effect", "researchers", filtered=False),
    Entry("sensitivity", "researchers", filtered=False),
    Entry("dose", "researchers", filtered=False),
    Entry("peers", "researchers", filtered=False),
    Entry("planning", "researchers", filtered=False),
    Entry("methods", "researchers", filtered=False),
    Entry("application", "researchers", filtered=False),
    Entry("verification", "researchers", filtered=False, paper=False),
    Entry("data", "data"),
    Entry("deliver", "data", filtered=False, paper=False),
    Entry("review", "data", filtered=False, paper=False),
    Entry("dictionary", "data", filtered=False, paper=False),
    Entry("protection", "data", filtered=False),
    Entry("settings", "data", filtered=False, paper=False),
)
HOME = PAGES[0].name


def audiences() -> dict[str, tuple[Entry, ...]]:
    """The pages of each audience, in reading order; an audience without pages is left out."""
    names = dict.fromkeys(entry.audience for entry in PAGES)
    return {name: tuple(entry for entry in PAGES if entry.audience == name) for name in names}


def is_filtered(name: str) -> bool:
    """Whether the filters choose what a page shows."""
    return next(entry.filtered for entry in PAGES if entry.name == name)


def reads_the_past(name: str) -> bool:
    """Whether a page can be read as of a past day."""
    return next(entry.past for entry in PAGES if entry.name == name)


def is_on_paper(name: str) -> bool:
    """Whether a page can stand in a report."""
    return any(entry.paper for entry in PAGES if entry.name == name)


def view_of(name: str) -> Callable[[Page], None]:
    """The `view` function of a page file. Raises ImportError when there is no such file."""
    view: Callable[[Page], None] = importlib.import_module(f"pages.{name}").view
    return view
