"""The frame of a page before the application runs: name, navigation, filters and warnings, where they will stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from reformspor.page.filters import CODE_LISTS, CODED, UNSET, heeded
from reformspor.page.freshness import stale, wrong
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.navigation import HOME, audiences
from reformspor.page.serving import chosen
from reformspor.scope import FILTERS
from reformspor.words import LANGUAGES, Words

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
            _top(words, now, screen.address),
            _pages(words, now, screen.address),
            *(tag("div", line, cls="rs-first-piece") for line in lines if line is not None),
            cls="rs-first-head",
        ),
        tag("div", *_chips(screen), cls="rs-first-filters", aria_hidden="true") if filtered else None,
    )


def _top(words: Words, now: str, address: Mapping[str, str]) -> Markup:
    brand = tag("div", tag("span", aria_hidden="true"), words("frame.name"), cls="rs-brand")
    groups = {audience: [entry.name for entry in entries] for audience, entries in audiences().items()}
    readers = [
        _link(words(f"frame.audience.{audience}"), names[0], address, now=now in names)
        for audience, names in groups.items()
    ]
    languages = [
        _link(words(f"frame.language.{lang}"), now, {**address, "lang": lang}, now=lang == words.lang)
        for lang in LANGUAGES
    ]
    # Which colours the other ones are is known to the browser alone.
    themes = [
        tag("span", words(f"frame.theme.{other}"), cls=f"rs-first-link rs-first-to-{other}")
        for other in ("dark", "light")
    ]
    return tag(
        "div",
        brand,
        tag("nav", *readers, cls="rs-first-readers", aria_label=words("frame.name")),
        tag("div", *languages, *themes, cls="rs-first-right"),
        cls="rs-first-top",
    )


def _pages(words: Words, now: str, address: Mapping[str, str]) -> Markup:
    names = next(
        ([one.name for one in entries] for entries in audiences().values() if now in {one.name for one in entries}), []
    )
    links = [_link(words(f"frame.pages.{name}"), name, address, now=name == now) for name in names]
    return tag("div", tag("div", *links, cls="rs-first-pages"), cls="rs-first-nav")


def _link(said: str, page: str, address: Mapping[str, str], *, now: bool) -> Markup:
    at = "/" if page == HOME else f"/{page}"
    return tag(
        "a", said, href=f"{at}?{urlencode(address)}", cls="rs-first-link rs-first-now" if now else "rs-first-link"
    )


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
