"""An application's annex on paper: a chapter for each section, with what the applicant has written in its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reformspor.disclosure import Level
from reformspor.page.applying import held_for
from reformspor.page.filling.months import chosen_months
from reformspor.page.filling.whole import ENDS, PART, WHOLE, begun, write_section
from reformspor.page.keys import by_key, in_order
from reformspor.page.paper import Paper, Written
from reformspor.report.leaves import Chapter
from reformspor.report.order import Item
from reformspor.snapshot.shelf import Manifest


def annex_chapters(paper: Paper, manifest: Manifest, item: Item, own: Level) -> tuple[Chapter, ...]:
    """The chapters of the call the paper's address names.

    `own` is the level of this process: what was written in the fields is only in what is made inside the house. All
    chapters count their figures together, so each has the key it has on the page.
    """
    # A figure is found again where the whole annex stands on the page.
    asking = replace(paper.asking, address={**paper.asking.address, PART: WHOLE})
    paper = replace(paper, asking=asking, held_calls=held_for(manifest, own))
    sheet, found = _sheet(paper), list[Chapter]()
    draft = begun(sheet)
    for section in draft.call.sections:
        # What is said of the call stands over the first of its sections.
        write_section(sheet, draft, section)
        title = draft.call.said(paper.words, f"section.{section.key}")
        one = _chapter(sheet, title, item, first=not found)
        found.append(one if found else replace(one, filters=annex_period(paper)))
        sheet = _sheet(paper)
    for name, end in ENDS.items():
        sheet = _sheet(paper)
        end(sheet, draft)
        found.append(_chapter(sheet, paper.words(f"application.end.{name}"), item))
    return tuple(found)


def annex_period(paper: Paper) -> str:
    """The months the annex at the paper's address is of; empty for all there are."""
    first, last = chosen_months(paper)
    return paper.words.period(first, last) if first is not None and last is not None else ""


def _sheet(paper: Paper) -> Paper:
    return replace(paper, written=Written())


def _chapter(sheet: Paper, title: str, item: Item, *, first: bool = False) -> Chapter:
    """What was written on a sheet, with the comments on its figures; those on the whole stand in the first."""
    chapter = replace(sheet.chapter(), title=title, goes_on=not first)
    mine: Callable[[str], bool] = by_key(chapter).__contains__
    comments = {key: said for key, said in item.comments.items() if mine(key) or (first and not key)}
    return in_order(chapter, replace(item, comments=comments), sheet.words)
