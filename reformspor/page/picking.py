"""What is picked in a figure: how the page is told of it, and how it is offered.

A chart's marks carry the codes they stand for (`reformspor.charts.picking`), and whatever it carries can be picked. A
click or a tap on a mark, a press on an entry of the key, or a choice in the card's own list writes the pick into the
address, and is undone (`reformspor.page.picks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reformspor.answers import facts_of
from reformspor.charts import Chart
from reformspor.charts.picking import framed, offered
from reformspor.findings.labels import family_of, folded, label_of
from reformspor.page.cards import Reader
from reformspor.page.choices import Choices
from reformspor.page.serving import Served
from reformspor.scope import FILTERS, Scope
from reformspor.scope.picks import Picked, picked, read_picks
from reformspor.words import Words


@dataclass(frozen=True)
class Offer:
    """What can be picked in a card: codes with labels by filter, and the code that is picked of each."""

    question: str
    options: Mapping[str, Sequence[tuple[str, str]]]
    chosen: Mapping[str, str]


def offer(reader: Reader, question: str, chart: Chart | None, seen: Picked) -> tuple[Chart | None, Offer | None]:
    """The chart with what is picked in it framed, and what it offers; no offer when it has nothing to pick."""
    found = {} if chart is None else offered(chart, FILTERS)
    if chart is None or not found:
        return chart, None
    chosen = seen.chosen(question)
    options = {
        name: [(code, said(reader.words, reader.places, name, code)) for code in codes] for name, codes in found.items()
    }
    if "unit" in options:
        options["unit"].sort(key=lambda pair: pair[1].casefold())
    return framed(chart, chosen), Offer(question, options, chosen)


def said(words: Words, places: Mapping[str, str], name: str, code: str) -> str:
    """A picked code in the reader's words."""
    part = Scope.from_address({name: code})
    if name == "period":
        return part.period_sentence(words)
    codes = getattr(part, FILTERS[name])
    if name == "unit":
        return words.listing([places.get(unit, unit) for unit in codes])
    families = {folded(name, one) for one in codes}
    if len(codes) > 1 and len(families) == 1:
        return family_of(words, name, codes[0])
    return words.listing([label_of(words, name, one) for one in codes])


def picked_in(served: Served, scope: Scope, address: Mapping[str, str]) -> Picked:
    """What is picked in an address, within the scope of its filters."""
    picks, _ = read_picks(address, served.choices.units)
    return picked(scope, picks, facts_of(served.store).trees)


def unread(words: Words, choices: Choices, address: Mapping[str, str]) -> list[str]:
    """In words, the picks of an address that could not be read, and were passed over."""
    _, names = read_picks(address, choices.units)
    return [words("page.pick.unread", filter=words(f"frame.filters.{name}").lower()) for name in names]
