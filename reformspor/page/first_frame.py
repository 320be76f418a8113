"""The frame of a page before the application runs: name, navigation, filters and warnings, where they will stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reformspor.page import ways
from reformspor.page.filters import CODE_LISTS, CODED, UNSET, heeded
from reformspor.page.freshness import stale, wrong
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.serving import chosen
from reformspor.scope import FILTERS
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.page.screen import Screen


def head(screen: Screen, *, filtered: bool) -> Markup:
    """Everything over the page's own title."""
    words, now = screen.words, screen.count.name
    manifest = screen.served.manifest
    lines = [stale(words, manifest), wrong(words, chosen(manifest.id), now)]
    return joined(
        tag(
            "div",
            _top(screen),
            ways.pages(words, now, screen.address),
            *(tag("div", line, cls="rs-first-piece") for line in lines if line is not None),
            cls="rs-first-head",
        ),
        tag("div", *_chips(screen), cls="rs-first-filters", aria_hidden="true") if filtered else None,
    )


def _top(screen: Screen) -> Markup:
    words, now, address = screen.words, screen.count.name, screen.address
    # Which colours the other ones are is known to the browser alone.
    themes = [
        tag("span", words(f"frame.theme.{other}"), cls=f"rs-door rs-first-to-{other}") for other in ("dark", "light")
    ]
    right = tag("div", ways.languages(words, now, address), tag("div", *themes, cls="rs-doors"), cls="rs-first-right")
    return tag("div", ways.brand(words), ways.readers(words, now, address), right, cls="rs-first-top")


def _chips(screen: Screen) -> Iterator[Markup]:
    """The filters with what is chosen, in words; they open when the page itself has come."""
    words, choices, scope, page = screen.words, screen.served.choices, screen.scope, screen.count.name
    period = [scope.period_sentence(words)] if scope.first or scope.last else []
    yield _chip(words, "period", period)
    if heeded(page, "as_of"):
        yield _chip(words, "as_of", [words.date(scope.as_of)] if scope.as_of else [])
    for name in CODED:
        if name != "unit" or choices.units:
            codes = getattr(scope, FILTERS[name])
            said = [choices.units.get(c, c) if name == "unit" else words.code(CODE_LISTS[name], c) for c in codes]
            yield _chip(words, name, said)
    if not scope.is_empty:
        yield tag("span", words("frame.reset"), cls="rs-first-chip rs-first-reset")


def _chip(words: Words, name: str, chosen: list[str]) -> Markup:
    value = chosen[0] if len(chosen) == 1 else words("frame.filters.several", n=len(chosen)) if chosen else ""
    said = tag("b", value or words(f"frame.filters.{UNSET.get(name, 'all')}"))
    label = joined(f"{words(f'frame.filters.{name}')}: ", said)
    return tag("span", tag("span", label), tag("i"), cls="rs-first-chip rs-first-on" if chosen else "rs-first-chip")
