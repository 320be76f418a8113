"""What is picked in a figure: how the page is told of it, how it is offered, and how it is undone.

A chart's marks carry the codes they stand for (`reformspor.charts.picking`), and whatever it carries can be picked. A
click or a tap on a mark, a press on an entry of the key, or a choice in the card's own list writes the pick into the
address; a chip under the filters, or the same mark again, undoes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from reformspor.answers import facts_of
from reformspor.charts import Chart
from reformspor.charts.picking import framed, offered
from reformspor.findings.labels import family_of, folded, label_of
from reformspor.page.cards import Reader
from reformspor.page.choices import Choices
from reformspor.page.markup import literal
from reformspor.page.serving import Served
from reformspor.scope import FILTERS, Scope
from reformspor.scope.picks import Pick, Picked, parameter, picked, read_picks, written
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


def take(key: str, question: str, names: Sequence[str]) -> None:
    """Write what the card of this key was asked to pick into the address; nothing, when the pick is undone."""
    told: Any = st.session_state.get(key)
    asked = told.get("pick") if told is not None else None
    if asked is None:
        return
    forget(question)
    for name, code in dict(asked).items():
        if name in names and isinstance(code, str) and code:
            st.query_params[parameter(name)] = written(code, question)


def forget(question: str = "") -> None:
    """Take what was picked in the figure of a question out of the address; all that was picked when none is given."""
    for name in FILTERS:
        held = st.query_params.get(parameter(name))
        if held is not None and held.endswith(f"@{question}" if question else ""):
            del st.query_params[parameter(name)]


def chips(words: Words, places: Mapping[str, str], picks: Sequence[Pick]) -> None:
    """One chip for each figure something was picked in; one click undoes it."""
    for place, pick in enumerate(picks):
        what = " · ".join(said(words, places, name, code) for name, code in pick.codes)
        st.button(
            words("page.pick.chip", what=literal(what)), key=f"unpick_{place}", on_click=forget, args=(pick.question,)
        )
