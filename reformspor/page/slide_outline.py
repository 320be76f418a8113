"""What each chosen slide will say, and what is to be told of it before it is shown; a few hundred are kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from reformspor.disclosure import Level
from reformspor.errors import ReformsporError
from reformspor.page.deck import Silent
from reformspor.page.keys import NUMBER, asked_by
from reformspor.page.presenting import deck_of
from reformspor.page.serving import Served
from reformspor.page.slide_table import Table
from reformspor.report.order import Item, Order
from reformspor.report.slide_list import slide_code
from reformspor.words import Words, speak

AT_HAND = 300


@dataclass(frozen=True)
class Told:
    """What a slide says, and what is to know of it; `shown` is false for one that will not be among the slides."""

    says: str
    known: str = ""
    shown: bool = True


_held: OrderedDict[tuple[object, ...], Told] = OrderedDict()


def told(item: Item, order: Order, held: Served, own: Level) -> Told:
    """What is told of one slide of an order, an item with one key."""
    asked = (held.manifest.id, slide_code(item), tuple(order.address.items()), order.lang, order.level, own)
    if asked not in _held:
        _held[asked] = _told(item, replace(order, items=(item,)), held, own)
        while len(_held) > AT_HAND:
            _held.popitem(last=False)
    return _held[asked]


def _told(item: Item, alone: Order, held: Served, own: Level) -> Told:
    words = speak(alone.lang)
    try:
        made = deck_of(alone, held, own)
    except ReformsporError as error:
        return Told(_called(item, words), words(error.key, **error.details), shown=False)
    if made.slides:
        slide = made.slides[0]
        as_table = isinstance(slide.content, Table) and slide.exhibit is not None and slide.exhibit.chart is not None
        known = [words("presentation.desk.as_table") if as_table else "", slide.left_out if not slide.beside else ""]
        return Told(slide.headline, " ".join(one for one in known if one))
    silent = made.silent[0] if made.silent else Silent(_called(item, words), "")
    return Told(silent.headline, silent.why, shown=False)


def _called(item: Item, words: Words) -> str:
    key = item.keys[0]
    return words("report.desk.number", says="") if key.startswith(NUMBER) else asked_by(key, words)
