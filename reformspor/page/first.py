"""What a reader sees before the application runs: the same page as far as its first figure, from what is at hand.

It holds the words, tiles and findings the page itself drew last for the very same address, level and language, with the
server's sketch of the figure. Nothing is asked or worked out for it: what is not at hand is not shown.
"""

from __future__ import annotations

import base64
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.look import palette
from reformspor.page import ready
from reformspor.page.first_frame import head
from reformspor.page.making_ready import unseen
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.message import Message
from reformspor.page.navigation import is_filtered
from reformspor.page.screen import Screen
from reformspor.page.sketch import sketch
from reformspor.page.tape import Step
from reformspor.scope import FILTERS

# So many pages are kept as they are sent; the largest takes a twentieth of a million bytes.
MOST = 64
SPARK = re.compile(r'<img class="rs-spark" src="data:image/svg\+xml;base64,([\w+/=]+)" alt="([^"]*)">')
_kept: OrderedDict[ready.Key, First] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class First:
    """Markup of the page's beginning; `figure` where a figure's sketch is in it, `steps` how many texts are over it."""

    text: str
    figure: bool
    steps: int


def first(page: str, address: Mapping[str, str], level: str, lang: str) -> First | None:
    """The beginning of a page at an address; None when it is not at hand, or the address says what no filter does."""
    if not address.keys() <= {*FILTERS, "lang"}:
        return None
    screen = unseen(page, {**address, "lang": lang}, level)
    key = ready.key_of(screen) if screen is not None else None
    if screen is None or key is None:
        return None
    with _lock:
        kept = _kept.get(key)
    steps = ready.kept(key) if kept is None else None
    if steps is not None:
        kept = _drawn(screen, steps)
        with _lock:
            _kept[key] = kept
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return kept


def _drawn(screen: Screen, steps: Sequence[Step]) -> First:
    shown = list(_until_first_card(steps))
    cards = [step.given[0] for step in shown if step.deed == "card"]
    pieces = [_piece(step) for step in shown]
    body = tag("div", *pieces, cls="rs-first-body")
    whole = joined(head(screen, filtered=is_filtered(screen.count.name)), body)
    return First(whole.text, any(card.spec for card in cards), len(shown) - len(cards))


def _until_first_card(steps: Sequence[Step]) -> Iterator[Step]:
    """What is only shown, to the first card and with it; a desk, a choice or a second column ends it."""
    for step in steps:
        if step.at != 0 or step.deed not in ("html", "card"):
            return
        yield step
        if step.deed == "card":
            return


def _piece(step: Step) -> Markup:
    given: Any = step.given[0]
    if step.deed == "html":
        return tag("div", Markup(SPARK.sub(_themed, given)), cls="rs-first-piece")
    return _card(given)


def _themed(found: re.Match[str]) -> str:
    """A small line of a tile drawn on the page itself, where it has the colours of either theme."""
    colours = palette("light")
    drawn = base64.b64decode(found[1]).decode()
    for name in ("ink3", "accent"):
        drawn = drawn.replace(getattr(colours, name), f"var(--{name})")
    return drawn.replace("<svg ", f'<svg class="rs-spark" role="img" aria-label="{found[2]}" ', 1)


def _card(told: Message) -> Markup:
    said = told.said
    drawn = sketch(told.spec, said["alt"], least=said["least"], newest=said["newest"]) if told.spec else None
    if told.spec and drawn is None:
        drawn = tag("div", role="img", aria_label=said["alt"], style=f"height:{int(said['height'])}px")
    # What the card itself writes as it stands: markup of ours, in which every value is escaped.
    table = Markup(said["said"] or said.get("table", "")) if drawn is None else None
    whole = tag(
        "div",
        tag("div", Markup(said["head"]), cls="rs-head"),
        tag("span", cls="rs-to-full", aria_hidden="true") if drawn is not None or said.get("table") else None,
        _controls(said, plotted=drawn is not None),
        drawn,
        tag("div", table, cls="rs-table-place") if table is not None else None,
        tag("div", Markup(said["foot"]), cls="rs-under"),
        cls="rs-card",
    )
    return tag("div", whole, cls="rs-first-card")


def _controls(said: Mapping[str, Any], *, plotted: bool) -> Markup:
    """The card's controls as they look; they answer when the page itself has come."""
    words = said["words"]
    views = [
        tag("label", Markup(f'<input type="radio" disabled{checked}>'), tag("span", words[name]))
        for name, checked in (("figure", " checked"), ("table", ""))
    ]
    there = {"pick": said.get("picks"), "files": said["files"] or said["along"], "about": True}
    menus = [name for name, offered in there.items() if offered]
    return tag(
        "div",
        tag("fieldset", *views, cls="rs-views") if plotted else None,
        *(tag("details", tag("summary", words[name]), cls=f"rs-menu rs-menu-{name}") for name in menus),
        cls="rs-controls",
        inert="",
    )
