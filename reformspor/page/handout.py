"""What a card hands out when asked: its story, a page of its table, the whole figure, and files to keep.

A card is not kept for anyone: its view is run again over the answers at hand, up to the card that was asked for. So a
reader costs no memory for what is never taken, and a file holds the same numbers as the card it was taken from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import parse_qsl

from reformspor.disclosure import Rule
from reformspor.look import Theme
from reformspor.page.about import about
from reformspor.page.against import beside, line, line_asked, story
from reformspor.page.cards import Card, Count
from reformspor.page.exhibits import Maker, passport_of_card
from reformspor.page.exports import csv_bytes, file_name, xlsx_bytes
from reformspor.page.images import Kind, can_draw, picture
from reformspor.page.naming import issue
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.painting import spec
from reformspor.page.picking import picked_in
from reformspor.page.rehearsal import Found, Rehearsal
from reformspor.page.seal import AREA, is_sealed
from reformspor.page.serving import served_before
from reformspor.page.tables import page_of
from reformspor.passport.carry import Kind as Carrying
from reformspor.passport.carry import put
from reformspor.passport.register import now
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, speak

PATH = re.compile(rf"/{AREA}/(?P<seal>[0-9a-f]+)/(?P<page>[a-z_]+)/(?P<key>\w+)\.(?P<kind>[a-z]+)(?:-(?P<more>\w+))?")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: tuple[Carrying, ...] = ("csv", "xlsx", "png", "svg")
TYPES: dict[str, str] = {"csv": "text/csv; charset=utf-8", "xlsx": SHEET, "png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Handout:
    """Bytes with their type, and the name they are kept under when they are a file."""

    body: bytes
    content_type: str
    file_name: str | None = None


def handout(path: str, query: str, level: str) -> Handout | None:
    """What a sealed link asks for, at the level of this process.

    None when the link was not made here, or when what it was made for no longer serves.
    """
    asked = PATH.fullmatch(path)
    if asked is None or not is_sealed(asked["seal"], asked["page"], asked["key"], query):
        return None
    if asked["kind"] == "against":
        return _against(dict(parse_qsl(query)), level)
    if asked["page"] == "dossier" and asked["key"] == "file":
        return _handed_over(asked["kind"], dict(parse_qsl(query)))
    if asked["page"] == "report" and asked["key"] == "file":
        return _finished(asked["kind"], dict(parse_qsl(query)))
    card = _card(asked["page"], asked["key"], dict(parse_qsl(query)), level)
    make = MAKERS.get(asked["kind"])
    made = make(card, asked["more"] or "") if card is not None and make is not None else None
    return made if made is None or card is None or made.file_name is None else _named(made, card, asked["page"])


def _named(made: Handout, card: Card, page: str) -> Handout:
    """The file with the figure's passport in it, whose name is kept so that it can be looked up."""
    kind = next(kind for kind in FILES if TYPES[kind] == made.content_type)
    passport = passport_of_card(card, Maker(page, at=now()))
    issue([passport])
    return replace(made, body=put(kind, made.body, [passport]))


def _handed_over(kind: str, address: dict[str, str]) -> Handout | None:
    """The file of an owner or a barrier, which no card is made of."""
    from reformspor.page.dossier import file  # what sets sheets and slides is loaded by those alone who take them

    made = file(kind, address)
    return None if made is None else Handout(*made)


def _finished(kind: str, address: dict[str, str]) -> Handout | None:
    """The file of a report that was made for whoever holds the link."""
    from reformspor.page.press import fetched

    found = fetched(kind, address)
    return None if found is None else Handout(*found)


def _card(page: str, key: str, address: dict[str, str], level: str) -> Card | None:
    """The card of a key, found by running its view; None when the view has no such card now."""
    held = served_before(address.get("snapshot", ""))
    if held is None or page not in {entry.name for entry in PAGES}:
        return None
    words = speak(address["lang"] if address.get("lang") in LANGUAGES else LANGUAGES[0])
    seen = picked_in(held, Scope.from_address(address), address)
    paper = Rehearsal(words, seen.scope, Rule.of(level), "light", held, address, Count(page), wanted=key, picked=seen)
    try:
        view_of(page)(paper)
    except Found as found:
        return found.card
    return None


def _against(query: dict[str, str], level: str) -> Handout | None:
    """The line of a card, from its question and scope alone."""
    text = line_asked(query, level)
    return None if text is None else Handout(text.encode(), "text/plain; charset=utf-8")


def _about(card: Card, _more: str) -> Handout:
    held = story(card.answer, card.reader.words, of_table=card.chart is None) if card.rows is not None else []
    passport = passport_of_card(card, Maker("")) if card.rows is not None else None
    text = about(card.reader.words, card.answer, card.finding, held, passport).text
    return Handout(text.encode(), "text/html; charset=utf-8")


def _table(card: Card, more: str) -> Handout | None:
    if card.rows is None or not more.isdecimal():
        return None
    text = page_of(card.reader.words, card.rows, card.headline, int(more), card.reader.address).text
    return Handout(text.encode(), "text/html; charset=utf-8")


def _whole(card: Card, more: str) -> Handout | None:
    """The figure with what was left out of it, painted."""
    if card.rows is None or card.chart is None or card.chart.whole is None or more not in get_args(Theme):
        return None
    chart = card.chart.whole()
    painted = spec(card.reader.words, "dark" if more == "dark" else "light", chart)
    return Handout(json.dumps({"spec": painted, "height": chart.height}).encode(), "application/json")


def _csv(card: Card, _more: str) -> Handout | None:
    reader = card.reader
    held, target = beside(card.answer, reader.words)
    return _file(card, "csv", csv_bytes(card.answer, reader.words, reader.places, held, target))


def _xlsx(card: Card, _more: str) -> Handout | None:
    reader = card.reader
    held, target = beside(card.answer, reader.words)
    return _file(card, "xlsx", xlsx_bytes(card.answer, reader.words, reader.places, held, target))


def _png(card: Card, _more: str) -> Handout | None:
    return _picture(card, "png")


def _svg(card: Card, _more: str) -> Handout | None:
    return _picture(card, "svg")


def _picture(card: Card, kind: Kind) -> Handout | None:
    if card.chart is None or card.answer.state != "ok" or not can_draw():
        return None
    words, said = card.reader.words, line(card.answer, card.reader.words, of_table=False)
    drawn = picture(words, card.answer, card.chart, card.headline, card.subtitle, kind, said)
    return _file(card, kind, drawn)


def _file(card: Card, kind: str, body: bytes) -> Handout | None:
    return Handout(body, TYPES[kind], file_name(card.answer, kind)) if card.answer.state == "ok" else None


MAKERS: dict[str, Callable[[Card, str], Handout | None]] = {
    "about": _about,
    "table": _table,
    "whole": _whole,
    "csv": _csv,
    "xlsx": _xlsx,
    "png": _png,
    "svg": _svg,
}
