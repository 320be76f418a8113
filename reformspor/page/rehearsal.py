"""A rehearsal runs a view with nobody looking: to have its answers ready, or to find one of its cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.choices import Choices
from reformspor.disclosure import Rule
from reformspor.look import Theme
from reformspor.page import before
from reformspor.page.applying import held_for
from reformspor.page.cards import Card, Count, Reader, marked
from reformspor.page.kept_work import found_already
from reformspor.page.measured import aimed
from reformspor.page.navigation import HOME
from reformspor.page.picking import offer
from reformspor.page.protocol import Page
from reformspor.page.registering import opened_of, registered
from reformspor.page.serving import Served, answer, answer_before, answer_stood, chosen, peers, references
from reformspor.scope import Scope
from reformspor.scope.fields import read_fields
from reformspor.scope.picks import NOTHING, Picked
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.application import Held
    from reformspor.findings import Finding
    from reformspor.hypotheses import Register
    from reformspor.peers import Peers
    from reformspor.reference import Reference
    from reformspor.scope.fields import Field, Given


class Found(Exception):
    """Ends a rehearsal at the card it was held for."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.key)
        self.card = card


@dataclass(frozen=True)
class Rehearsal:
    """A `Page` that asks and draws nothing; raises Found at the card whose key is `wanted`."""

    words: Words
    scope: Scope
    rule: Rule
    theme: Theme
    served: Served
    address: Mapping[str, str] = field(default_factory=dict)
    count: Count = field(default_factory=lambda: Count(HOME))
    wanted: str | None = None
    picked: Picked = NOTHING

    @property
    def choices(self) -> Choices:
        """See Page."""
        return chosen(self.served.manifest.id)

    @property
    def references(self) -> tuple[Reference, ...]:
        """See Page."""
        return references()

    @property
    def peers(self) -> tuple[Peers, ...]:
        """See Page."""
        return peers()

    def scope_of(self, question: str) -> Scope:
        """See Page."""
        return self.picked.whole.get(question, self.scope)

    def ask(self, name: str, **fixed: Any) -> Answer:
        """See Page."""
        return answer(self.served.manifest.id, name, replace(self.scope_of(name), **fixed), self.rule.level)

    def recent(self) -> dict[str, dt.date]:
        """See Page."""
        return before.recent(self.scope, self.served.store)

    def former(self, name: str, **fixed: Any) -> Answer | None:
        """See Page."""
        return answer_before(self.served.manifest.id, name, self.scope_of(name), self.rule.level, fixed)

    def stood(self, name: str) -> Answer | None:
        """See Page."""
        return answer_stood(self.served.manifest.id, name, self.scope_of(name), self.rule.level)

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """See Page."""
        key = self.count.next(answer.name)
        if key == self.wanted:
            drawn, _ = offer(self.reader, answer.name, aimed(self, answer, marked(self, chart)), self.picked)
            raise Found(Card(self.reader, answer, key, chart=drawn, finding=finding))

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """See Page."""
        key = self.count.next(answer.name)
        if key == self.wanted:
            raise Found(Card(self.reader, answer, key, frame=frame, heading=heading))

    def columns(self, n: int) -> Sequence[Page]:
        """See Page."""
        return [self] * n

    def search(self, key: str) -> str:
        """See Page."""
        return self.address.get("q", "")

    def held(self, code: str) -> str:
        """See Page."""
        return self.address.get(code, "")

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        """See Page."""
        held = self.address.get(code)
        return held if held in options else None

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        """See Page."""
        return read_fields(self.address.get(code, ""), fields)[0]

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See Page. What has not been done is not begun."""
        return found_already(name, given)

    def calls(self) -> Held:
        """See Page."""
        return held_for(self.served.manifest, self.rule.level)

    def registered(self) -> Register:
        """See Page."""
        return registered(self.served.manifest)

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """See Page."""
        return opened_of(self.registered(), outcomes)

    @property
    def reader(self) -> Reader:
        """Whom what is written is for."""
        address = {name: value for name, value in self.address.items() if name != "snapshot"}
        return Reader(self.words, self.theme, self.served.choices.units, address=address)

    def _nothing(self, *_given: Any, **_places: Any) -> None:
        """Drawn on nothing."""

    title = section = text = tiles = findings = empty = link = desk = shelf = review = dictionary = _nothing
    freshness = approved = grid = points = document = settings = handover = _nothing
    archive = at_desk = lower_desk = _nothing
