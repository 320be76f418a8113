"""Slides are made when their link is opened: views are asked again at the level of the link, and nothing is kept."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl, urlencode

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.deck import Silent, Slide, slides_of
from reformspor.page.deck_markup import Cover, Files, deck_page
from reformspor.page.naming import issue
from reformspor.page.reporting import address_of, write_report
from reformspor.page.seal import is_sealed, links
from reformspor.page.serving import Served, served_before
from reformspor.report.leaves import Report
from reformspor.report.order import Order
from reformspor.report.receivers import receivers
from reformspor.report.slide_list import apart, read_slides, slide_codes, together
from reformspor.words import LANGUAGES, Words, speak

AREA, PAGE, KEY = "slides", "presentation", "slides"
PATH = re.compile(rf"/{AREA}/(?P<seal>[0-9a-f]{{32}})")
OPEN: Level = "public"
LONGEST = 120
# Each asks many questions at once, so others wait for those that are being made.
_hands = threading.Semaphore(2)


@dataclass(frozen=True)
class Deck:
    """What a presentation came to: the report it was made from, its slides, and what has nothing to show."""

    report: Report
    slides: tuple[Slide, ...]
    silent: tuple[Silent, ...]


@dataclass(frozen=True)
class Shown:
    """A page to send with its status, or an address to send the reader to instead."""

    status: int
    body: str = ""
    to: str = ""


def order_at(address: Mapping[str, str]) -> Order:
    """The presentation of an address: its receiver's slides, or those that are listed.

    Raises ValueError for slides, a level or a period that cannot be read.
    """
    lang = address["lang"] if address.get("lang") in LANGUAGES else LANGUAGES[0]
    receiver = receivers().get(address.get("receiver", ""))
    level = address.get("rule", OPEN)
    if level not in get_args(Level):
        raise ValueError(level)
    listed = read_slides(address["slides"]) if address.get("slides") else receiver.slides if receiver else ()
    return Order(
        id="",
        title=address.get("title", "").strip()[:LONGEST] or speak(lang)("presentation.titled"),
        lang=lang,
        level=level,
        items=together(listed),
        address={"period": address["period"]} if address.get("period") else {},
        kind="slides",
        receiver=receiver.code if receiver else "",
        snapshot=address.get("snapshot", ""),
    )


def address_at(order: Order) -> dict[str, str]:
    """The address that `order_at` reads."""
    given = {
        "lang": order.lang,
        "receiver": order.receiver,
        "rule": order.level,
        "slides": slide_codes(apart(order.items)),
        "title": order.title,
        "snapshot": order.snapshot,
        **order.address,
    }
    return {name: code for name, code in given.items() if code}


def way_to(address: Mapping[str, str]) -> str:
    """The link that opens the slides of an address, for whoever has been shown it."""
    path, query = links(PAGE, KEY, dict(address))
    return f"/{AREA}/{path.split('/')[2]}?{query}"


def deck_of(order: Order, held: Served, own: Level) -> Deck:
    """The slides of an order. Raises ReformsporError as `write_report` does."""
    words = speak(order.lang)
    with _hands:
        report = write_report(order, held, own=own, patient=False)
        addresses = {place: address_of(order, item) for place, item in enumerate(order.items)}
        made = list(slides_of(report, words, addresses))
    issue(report.passports.values())
    return Deck(
        report,
        tuple(one for one in made if isinstance(one, Slide)),
        tuple(one for one in made if isinstance(one, Silent)),
    )


def slides_page(path: str, query: str, own: Level, files: Files) -> Shown:
    """What a link to slides is answered with, at the level of this process."""
    found, address = PATH.fullmatch(path), dict(parse_qsl(query))
    # A link from before the server was started anew, or one that somebody has changed, leads to where it is made.
    back = Shown(303, to=f"/{PAGE}?{urlencode(address)}")
    if found is None:
        return Shown(404)
    held = served_before(address.get("snapshot", ""))
    if held is None or not is_sealed(found["seal"], PAGE, KEY, query):
        return back
    words = speak(address["lang"] if address.get("lang") in LANGUAGES else LANGUAGES[0])
    try:
        order = order_at(address)
        made = deck_of(order, held, own)
    except ValueError:
        return back
    except ReformsporError as error:
        return Shown(422, _refused(words, words(error.key, **error.details), back.to))
    return Shown(200, deck_page(made.report, made.slides, cover_of(order, words), files, words))


def cover_of(order: Order, words: Words) -> Cover:
    """What stands on the first slide, and the level every slide bears when it is not the one open to all."""
    above = words(f"presentation.receiver.{order.receiver}.to") if order.receiver else words("presentation.title")
    level = "" if order.level == OPEN else words(f"frame.level.{order.level}")
    return Cover(above, level)


def _refused(words: Words, said: str, back: str) -> str:
    title, way = html.escape(words("presentation.title")), html.escape(back)
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body><main><h1>{title}</h1><p>{html.escape(said)}</p><p><a href="{way}">{title}</a></p></main></body></html>'
    )
