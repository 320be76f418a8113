"""The plot itself: a component that stays in place and is drawn over, so that a filter change does not blink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

import reformspor
from reformspor.page.cards import Card
from reformspor.page.images import can_draw
from reformspor.page.markup import Markup
from reformspor.page.painting import least_width, spec
from reformspor.page.picks import take
from reformspor.page.tables import page_of, pages_of
from reformspor.words import Words

NAME = "reformspor.figure"
HERE = Path(__file__).parent


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


def plot(card: Card, frame: Frame) -> None:
    """Draw a whole card under a stable key, as one message: its frame, and its plot or its table."""
    path, query = frame.files
    # Served from a file of ours, so the content policy needs no exception for scripts made on the fly.
    _component(id(st.runtime.get_instance()) if st.runtime.exists() else 0)(
        data={
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
            **_drawn(card),
            **_tabled(card),
        },
        key=f"card_{card.key}",
        height="content",
        **_told(card),
    )


def _told(card: Card) -> dict[str, Any]:
    """What is done when the reader picks something in the card; nothing where nothing can be picked."""
    if card.offer is None:
        return {}
    asked = (f"card_{card.key}", card.offer.question, tuple(card.offer.options))
    return {"on_pick_change": partial(take, *asked)}


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


def _drawn(card: Card) -> dict[str, Any]:
    chart, reader = card.chart, card.reader
    if chart is None or card.rows is None:
        return {}
    more = reader.words("page.figure.whole") if chart.whole is not None else ""
    return {
        "theme": reader.theme,
        "spec": spec(reader.words, reader.theme, chart),
        "alt": chart.alt,
        "height": chart.height,
        "least": least_width(chart),
        "newest": chart.newest or chart.months is not None,
        # Paper is light, whatever the screen is.
        "paper": spec(reader.words, "light", chart) if reader.theme == "dark" else None,
        "picks": _picks(card),
        "leftOut": chart.left_out,
        "more": more,
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
    }
    return {name: words(key) for name, key in keys.items()}


@cache
def _component(runtime: int) -> Any:
    """Tell a runtime, once, where the component's files are; a package on disk would do it in its manifest."""
    manifest = ComponentManifest(
        name="reformspor", version=reformspor.__version__, components=[ComponentConfig("figure", "component")]
    )
    get_bidi_component_manager().register_from_manifest(manifest, HERE)
    return st.components.v2.component(NAME, js="figure.js", isolate_styles=False)
