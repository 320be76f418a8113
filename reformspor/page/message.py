"""What the browser is told of a card: one message, made once and sent as it stands, whichever element draws it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reformspor.page.images import can_draw
from reformspor.page.markup import Markup
from reformspor.page.painting import least_width, spec
from reformspor.page.tables import page_of, pages_of
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.page.cards import Card


@dataclass(frozen=True)
class Frame:
    """What stands round a plot: markup over and under it, what is said for want of it, and where its files are.

    `files` is path and query of what the reader may open (see `seal.links`), `against` those of the line that holds
    the figure against the period before; without a path the second is the line itself. `along` is what the way into a
    report is called, empty where there is none.
    """

    head: Markup
    foot: Markup
    said: Markup | None
    files: tuple[str, str]
    against: tuple[str, str] = ("", "")
    along: str = ""


@dataclass(frozen=True)
class Message:
    """A whole card as the browser gets it; nothing in it belongs to a reader or a session.

    `body` is three lines of UTF-8, each JSON: what stands round the plot, the figure in the reader's theme, and the
    figure for paper where the theme is dark; the last two are empty where there is no plot. `asks` is the question that
    is narrowed when something is picked in the card, and the filters it offers; None where nothing is offered.
    """

    key: str
    body: bytes
    asks: tuple[str, tuple[str, ...]] | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What stands round the plot."""
        told: dict[str, Any] = json.loads(self.body.split(b"\n")[0])
        return told

    @property
    def spec(self) -> str:
        """The figure in the reader's theme, as JSON; empty where there is no plot."""
        return self.body.split(b"\n")[1].decode()


def message(card: Card, frame: Frame) -> Message:
    """The message of a card within its frame."""
    path, query = frame.files
    said = {
        "key": card.key,
        "head": frame.head.text,
        "foot": frame.foot.text,
        "said": frame.said.text if frame.said is not None else "",
        "path": path,
        "query": query,
        "against": list(frame.against),
        "along": frame.along,
        "words": _named(card),
        "files": _files(card),
        **_shown(card),
        **_tabled(card),
    }
    lines = [json.dumps(said, ensure_ascii=False, separators=(",", ":")), *_drawn(card)]
    asks = None if card.offer is None else (card.offer.question, tuple(card.offer.options))
    return Message(card.key, "\n".join(lines).encode(), asks)


def _picks(card: Card) -> dict[str, Any] | None:
    """What the card offers to pick: the filters by name, their codes with labels, and what is picked."""
    words, found = card.reader.words, card.offer
    if found is None or card.rows is None:
        return None
    return {
        "options": {name: [*codes] for name, codes in found.options.items()},
        "labels": {name: words(f"frame.filters.{name}") for name in found.options},
        "chosen": found.chosen,
    }


def _drawn(card: Card) -> tuple[str, str]:
    """The figure in the reader's theme, and for paper, which is light whatever the screen is."""
    chart, reader = card.chart, card.reader
    if chart is None or card.rows is None:
        return "", ""
    paper = spec(reader.words, "light", chart) if reader.theme == "dark" else ""
    return spec(reader.words, reader.theme, chart), paper


def _shown(card: Card) -> dict[str, Any]:
    """How the plot is shown, and what is said of it."""
    chart, reader = card.chart, card.reader
    if chart is None or card.rows is None:
        return {}
    return {
        "theme": reader.theme,
        "alt": chart.alt,
        "height": chart.height,
        "least": least_width(chart),
        "newest": chart.newest or chart.months is not None,
        "picks": _picks(card),
        "leftOut": chart.left_out,
        "more": reader.words("page.figure.whole") if chart.whole is not None else "",
    }


def _tabled(card: Card) -> dict[str, Any]:
    """How many pages the table has; where there is no plot, the first of them too."""
    if card.rows is None:
        return {}
    first = (
        page_of(card.reader.words, card.rows, card.headline, 1, card.reader.address).text if card.chart is None else ""
    )
    return {"pages": pages_of(card.rows), "table": first}


def _files(card: Card) -> list[tuple[str, str]]:
    """The kinds of file the card can be kept as, with their labels; a label without a kind is only said."""
    if card.rows is None:
        return []
    kinds = ["csv", "xlsx"] if card.chart is None or not can_draw() else ["png", "svg", "csv", "xlsx"]
    words = card.reader.words
    said = [("", words("page.downloads.no_browser"))] if card.chart is not None and not can_draw() else []
    return said + [(kind, words(f"page.downloads.{kind}")) for kind in kinds]


def _named(card: Card) -> dict[str, str]:
    """What the controls say of a figure, or of a table that has none."""
    words = card.reader.words
    return _words(words) if card.chart is not None else {**_words(words), "about": words("page.about.table")}


@cache
def _words(words: Words) -> dict[str, str]:
    """What the controls say."""
    keys = {
        "views": "page.views.label",
        "figure": "page.views.figure",
        "table": "page.views.table",
        "files": "page.downloads.label",
        "about": "page.about.label",
        "pages": "page.table.page",
        "former": "page.table.former",
        "next": "page.table.next",
        "lost": "page.figure.lost",
        "pick": "page.pick.label",
        "how": "page.pick.how",
        "any": "page.pick.any",
        "take": "page.pick.take",
        "undo": "page.pick.undo",
        "walk": "page.walk.label",
        "steps": "page.walk.steps",
        "enter": "page.walk.enter",
        "place": "page.walk.place",
        "picked": "page.walk.picked",
        "full": "page.full.open",
        "less": "page.full.close",
    }
    return {name: words(key) for name, key in keys.items()}
