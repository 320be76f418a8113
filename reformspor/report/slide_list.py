"""The slides of a presentation as codes in the address bar, so that a link says which they are and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from reformspor.report.order import Item

# A page, a key there without the page's name before it, and the codes of the address it is read at.
WRITTEN = re.compile(r"(?P<page>[a-z_]{1,40})\.(?P<key>\w{1,120})(?:\?(?P<address>[^~]{1,600}))?")
BETWEEN = "~"
# No meeting lasts longer, and each is asked for before the first is shown.
MOST = 60
NUMBER = "number_"


def slide_code(item: Item) -> str:
    """`page.key?code=value` of an item with one key."""
    (key,) = item.keys
    said = urlencode(sorted(item.address.items())).replace(BETWEEN, "%7E")
    short = key.removeprefix(f"{item.page}_")
    return f"{item.page}.{short}?{said}" if said else f"{item.page}.{short}"


def read_slide(code: str) -> Item:
    """The item of a code. Raises ValueError for a text that is none."""
    found = WRITTEN.fullmatch(code)
    if found is None:
        raise ValueError(code)
    page, key = found["page"], found["key"]
    address = dict(parse_qsl(found["address"] or ""))
    return Item(page, (key if key.startswith(NUMBER) else f"{page}_{key}",), address)


def slide_codes(items: Iterable[Item]) -> str:
    """All of them as one text."""
    return BETWEEN.join(slide_code(item) for item in items)


def read_slides(text: str) -> tuple[Item, ...]:
    """The items of such a text. Raises ValueError when one cannot be read or there are more than `MOST`."""
    codes = [code for code in text.split(BETWEEN) if code]
    if len(codes) > MOST:
        raise ValueError(text[:100])
    return tuple(read_slide(code) for code in codes)


def together(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same slides in the same order, with neighbours of one view and address in one item: it is asked once."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and (last.page, dict(last.address)) == (item.page, dict(item.address)):
            joined[-1] = replace(last, keys=(*last.keys, *item.keys))
        else:
            joined.append(item)
    return tuple(joined)


def apart(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items of `together` with one slide each again."""
    return tuple(replace(item, keys=(key,)) for item in items for key in item.keys)
