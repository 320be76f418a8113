"""A report is the views somebody has put in an order, written on paper at the order's level, language and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reformspor.disclosure import LEVELS, Level, Rule
from reformspor.effects.steering import Progress, silent
from reformspor.errors import ReformsporError
from reformspor.page.cards import Count
from reformspor.page.exhibits import Maker
from reformspor.page.keys import in_order
from reformspor.page.navigation import PAGES, is_filtered, reads_the_past, view_of
from reformspor.page.paper import Paper
from reformspor.page.picking import picked_in
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.serving import Served, chosen
from reformspor.report.leaves import Chapter, Report
from reformspor.report.order import Item, Order, plain
from reformspor.report.signing import role_said
from reformspor.scope import Scope
from reformspor.scope.picks import Picked
from reformspor.words import LANGUAGES, Words, speak

# The page whose view is an application's annex.
ANNEX = "application"


@dataclass
class _Last:
    """The headline of the figure that was begun last."""

    headline: str = ""


def write_report(
    order: Order,
    held: Served,
    *,
    own: Level,
    by: str = "",
    now: dt.datetime | None = None,
    say: Progress = silent,
    patient: bool = True,
) -> Report:
    """The whole report, its figures in the order they were put.

    `say` is told each figure's headline before it is made, and which item of how many it belongs to. `own` is the level
    of this process: raises ReformsporError for an order above it, for one that names a page,
    language or filter there is none of, and, with the page and the figure's headline, when a figure cannot be made.
    Without `patient`, figures that take slow work nobody has done yet are left out.
    """
    check(order, own)
    now = now or dt.datetime.now(dt.UTC)
    words, manifest = speak(order.lang), held.manifest
    by = by or order.by
    chapters: list[Chapter] = []
    for place, item in enumerate(order.items, start=1):
        last = _Last()

        def told(headline: str, place: int = place, last: _Last = last) -> None:
            last.headline = headline
            say(headline, place, len(order.items))

        maker = Maker(item.page, by, now.isoformat(timespec="seconds"), told, patient)
        try:
            chapters += _chapters(order, item, held, words, maker, own)
        except ReformsporError:
            raise
        except Exception as error:
            raise failed(words, item.page, last.headline) from error
    scope = Scope.from_address(order.address)
    return Report(
        title=order.title or words("report.title"),
        municipality=chosen(manifest.id).municipality(manifest.municipality, constructed=manifest.constructed),
        lang=order.lang,
        level=words(f"frame.level.{order.level}"),
        period=_period(order, chapters, words),
        filters=_filters(scope, words, held),
        badge=words("frame.badge") if manifest.constructed else "",
        day=now.date(),
        by=role_said(by, words) if by else "",
        chapters=tuple(chapters),
        order=plain(replace(order, snapshot=manifest.id)),
        source=words(
            "frame.source",
            snapshot=manifest.id,
            admitted=words.date(dt.date.fromisoformat(manifest.admitted_at[:10])),
            source=manifest.source,
            as_of=words.date(manifest.as_of_date),
        ),
        about=words("frame.badge_more") if manifest.constructed else "",
        program=words("frame.program", program=manifest.program),
        places=held.choices.units,
        link=chosen(manifest.id).text("dashboard.address"),
    )


def check(order: Order, own: Level) -> None:
    """Raises ReformsporError for an order that this process may not or cannot make."""
    if order.level not in LEVELS or order.lang not in LANGUAGES:
        raise ReformsporError("report.problem.unreadable")
    if LEVELS.index(order.level) < LEVELS.index(own):
        raise ReformsporError("report.problem.above")
    if not order.items:
        raise ReformsporError("report.problem.empty")
    known = {entry.name for entry in PAGES if entry.paper}
    for item in order.items:
        if item.page not in known:
            raise ReformsporError("report.problem.page", page=item.page)
    for address in (order.address, *(item.address for item in order.items)):
        Scope.from_address(address)


def failed(words: Words, page: str, headline: str) -> ReformsporError:
    """That a figure of a page could not be made, or the page itself when none was begun."""
    named = words(f"frame.pages.{page}")
    if headline:
        return ReformsporError("report.problem.figure", page=named, figure=headline)
    return ReformsporError("report.problem.view", page=named)


def address_of(order: Order, item: Item) -> dict[str, str]:
    """The address an item's page is read at: what all share, what is its own, and nothing its page does not heed."""
    given = {name: code for name, code in {**order.address, **item.address}.items() if code}
    kept = {name: code for name, code in given.items() if name not in ("lang", "snapshot")}
    return kept if reads_the_past(item.page) else {name: code for name, code in kept.items() if name != "as_of"}


def paper_of(address: Mapping[str, str], held: Served, words: Words, level: str, maker: Maker) -> Paper:
    """A page to write the view of `maker.page` on, read at an address."""
    scope = Scope.from_address(address)
    seen = picked_in(held, scope, address) if is_filtered(maker.page) else Picked(scope)
    asking = Rehearsal(words, seen.scope, Rule.of(level), "light", held, address, Count(maker.page), picked=seen)
    return Paper(asking, maker)


def _period(order: Order, chapters: list[Chapter], words: Words) -> str:
    """The months the whole report is of; an annex that stands alone has chosen its own."""
    if len(order.items) == 1 and order.items[0].page == ANNEX and chapters[0].filters:
        return chapters[0].filters
    return Scope.from_address(order.address).period_sentence(words)


def _chapters(order: Order, item: Item, held: Served, words: Words, maker: Maker, own: Level) -> tuple[Chapter, ...]:
    """A chapter for each item, and for each section of an annex that is taken whole."""
    if item.page != ANNEX or item.keys:
        return (_chapter(order, item, held, words, maker),)
    from reformspor.page.annex import annex_chapters  # loaded where there is one

    paper = paper_of(address_of(order, item), held, words, order.level, maker)
    return annex_chapters(paper, held.manifest, item, own)


def _chapter(order: Order, item: Item, held: Served, words: Words, maker: Maker) -> Chapter:
    address = address_of(order, item)
    paper = paper_of(address, held, words, order.level, maker)
    if item.keys:
        paper = replace(paper, only=frozenset(item.keys))
    view_of(item.page)(paper)
    scope = Scope.from_address(address)
    own = "" if scope == Scope.from_address(order.address) else scope.sentence(words, held.choices.units)
    return in_order(replace(paper.chapter(), filters=own), item, words)


def _filters(scope: Scope, words: Words, held: Served) -> str:
    """What is chosen beside the period."""
    return replace(scope, first=None, last=None).sentence(words, held.choices.units, whole=False)
