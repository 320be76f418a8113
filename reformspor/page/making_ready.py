"""A page is made ready for the first who comes: all of it where it can be kept, else the answers it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reformspor.disclosure import Rule
from reformspor.errors import ReformsporError
from reformspor.look import Theme
from reformspor.page.cards import Count
from reformspor.page.filters import heeded
from reformspor.page.giving_way import give_way
from reformspor.page.navigation import PAGES, is_filtered, view_of
from reformspor.page.picking import picked_in
from reformspor.page.ready import at_hand, key_of, make
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.screen import Screen
from reformspor.page.serving import served
from reformspor.page.stage import Stage, Unready
from reformspor.scope import FILTERS, Scope
from reformspor.scope.picks import Picked
from reformspor.words import LANGUAGES, speak

# A page's name, a language and colours.
FirstView = tuple[str, str, Theme]


def first_views() -> Iterator[FirstView]:
    """The first view of each page: in the first language, then in the others, and last in the first one's dark."""
    for lang in LANGUAGES:
        for entry in PAGES:
            yield entry.name, lang, "light"
    for entry in PAGES:
        yield entry.name, LANGUAGES[0], "dark"


def make_ready(page: str, address: Mapping[str, str], level: str, theme: Theme = "light") -> None:
    """Make a page ready as an address asks for it, giving way to readers.

    A page there is none of, and a scope that cannot be read, are passed over: the page itself says so.
    """
    screen = unseen(page, address, level, theme)
    if screen is None or at_hand(screen):
        return
    give_way()
    try:
        make(screen, view_of(page), key_of(screen))
    except Unready:
        _rehearse(screen)


def unseen(page: str, address: Mapping[str, str], level: str, theme: Theme = "light") -> Screen | None:
    """The page as it would be drawn, on a stage that nobody sees."""
    now = served()
    if now is None or page not in {entry.name for entry in PAGES}:
        return None
    words = speak(address["lang"] if address.get("lang") in LANGUAGES else LANGUAGES[0])
    try:
        asked = Scope.from_address({name: text for name, text in address.items() if name in FILTERS})
    except ReformsporError:
        return None
    scope = asked if heeded(page, "as_of") else replace(asked, as_of=None)
    seen = picked_in(now, scope, address) if is_filtered(page) else Picked(scope)
    told = {**address, **scope.address(), "lang": words.lang}
    stage = Stage(seen=False, before=give_way)
    return Screen(words, seen.scope, Rule.of(level), theme, now, told, Count(page), seen, stage)


def _rehearse(one: Screen) -> None:
    page, count = one.count.name, Count(one.count.name)
    paper = Rehearsal(one.words, one.scope, one.rule, one.theme, one.served, one.address, count, picked=one.picked)
    view_of(page)(paper)
