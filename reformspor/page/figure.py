"""The frame round a figure: what it says, what it measures, its key and controls, the plot or its table, its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from reformspor.charts import Chart, KeyItem
from reformspor.charts.picking import codes
from reformspor.page.against import against_link
from reformspor.page.cards import Card
from reformspor.page.foot import foot
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.message import Frame, Message, message
from reformspor.page.navigation import is_on_paper
from reformspor.page.plot import plot
from reformspor.page.seal import links
from reformspor.page.serving import chosen
from reformspor.page.states import state
from reformspor.words import Words


def element(snapshot_id: str, level: str) -> Callable[[Message], None]:
    """What draws a card: our own element, or Streamlit's parts where the settings say so."""
    if _is_ours(snapshot_id):
        return plot
    from reformspor.page.framework_card import framework_card  # most readers never load it

    return partial(framework_card, level=level)


def figure(card: Card, page: str, address: Mapping[str, str]) -> Message:
    """What is sent of one card; `address` is the reader's, which the card's files are taken by."""
    words, answer = card.reader.words, card.answer
    drawn = card.chart if answer.state == "ok" else None
    frame = Frame(
        head=_head(card, drawn, pressable=_is_ours(answer.provenance.snapshot_id)),
        said=state(words, answer, dict(card.reader.places)) if card.rows is None else None,
        foot=joined(_marks(words, drawn) if drawn is not None else None, foot(words, answer)),
        files=links(page, card.key, {**address, "snapshot": answer.provenance.snapshot_id}),
        against=against_link(card, page) if card.rows is not None else ("", ""),
        # Strangers keep no report from one visit to the next, and by this way the former would be lost.
        along=words("report.add_figure") if answer.rule.level != "public" and is_on_paper(page) else "",
    )
    return message(card, frame)


def _is_ours(snapshot_id: str) -> bool:
    return chosen(snapshot_id).text("dashboard.figures") != "streamlit"


def _head(card: Card, chart: Chart | None, *, pressable: bool) -> Markup:
    keys = [_key_item(item, pressable and _offers(card, item)) for item in chart.key] if chart is not None else []
    return tag(
        "div",
        tag(card.reader.heading, card.headline, cls="rs-headline"),
        tag("p", card.subtitle, cls="rs-sub"),
        tag("ul", *keys, cls="rs-key") if keys else None,
    )


def _offers(card: Card, item: KeyItem) -> bool:
    return card.offer is not None and any(name in card.offer.options for name in codes(item.pick))


def _key_item(item: KeyItem, offered: bool) -> Markup:
    name = item.colour.lstrip("@")
    mark = tag("i", cls=f"rs-{name} rs-{item.pattern}", aria_hidden="true")
    if not item.pick or not offered:
        return tag("li", mark, item.label)
    pressed = "true" if item.chosen else "false"
    return tag("li", tag("button", mark, item.label, type="button", data_pick=item.pick, aria_pressed=pressed))


def _marks(words: Words, chart: Chart) -> Markup | None:
    if not chart.marks:
        return None
    items = [
        tag(
            "li",
            tag("b", str(mark.number)),
            tag("span", f"{mark.title}, {words.month_short(mark.date)} {mark.date.year}"),
        )
        for mark in chart.marks
    ]
    folded = tag("summary", words("page.marks", n=len(items)))
    return tag("details", folded, tag("ol", *items, cls="rs-marks"), cls="rs-marks-fold")
