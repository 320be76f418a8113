"""The ways round the house: readers, languages and pages as links, the same before and while the application runs.

They are plain links, which lead where they say also where no script runs. Where the application runs, the browser's
script (`reformspor.js`) goes within it to any page of ours, so that the session stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from reformspor.page.markup import Markup, tag
from reformspor.page.navigation import HOME, PAGES, audiences
from reformspor.words import LANGUAGES, Words


def brand(words: Words) -> Markup:
    """The name of the house."""
    return tag("div", tag("span", aria_hidden="true"), words("frame.name"), cls="rs-brand")


def readers(words: Words, now: str, address: Mapping[str, str]) -> Markup:
    """The audiences, each of which leads to its first page."""
    groups = {audience: [entry.name for entry in entries] for audience, entries in audiences().items()}
    links = [
        _way(words(f"frame.audience.{audience}"), names[0], address, "true" if now in names else None)
        for audience, names in groups.items()
    ]
    return tag("nav", *links, cls="rs-doors rs-readers", aria_label=words("frame.readers"))


def languages(words: Words, now: str, address: Mapping[str, str]) -> Markup:
    """The same page in each language."""
    links = [
        _way(words(f"frame.language.{lang}"), now, {**address, "lang": lang}, "true" if lang == words.lang else None)
        for lang in LANGUAGES
    ]
    return tag("nav", *links, cls="rs-doors rs-languages", aria_label=words("frame.language.label"))


def pages(words: Words, now: str, address: Mapping[str, str]) -> Markup:
    """The pages of the audience that is read now."""
    groups = [[entry.name for entry in entries] for entries in audiences().values()]
    names = next((names for names in groups if now in names), [])
    links = [_way(words(f"frame.pages.{name}"), name, address, "page" if name == now else None) for name in names]
    nav = tag("nav", *links, cls="rs-doors rs-pages", aria_label=words("frame.ways"))
    return tag("div", nav, cls="rs-nav", data_pages=" ".join(entry.name for entry in PAGES))


def _way(said: str, page: str, address: Mapping[str, str], current: str | None) -> Markup:
    at = "/" if page == HOME else f"/{page}"
    return tag("a", said, href=f"{at}?{urlencode(address)}", cls="rs-door", aria_current=current)
