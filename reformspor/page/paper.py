"""A `Page` that a view is written on to leave the screen: it keeps what is said and shown, as leaves in order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.choices import Choices
from reformspor.disclosure import Rule
from reformspor.errors import ReformsporError
from reformspor.look import Theme
from reformspor.page.approvals import approvals_said
from reformspor.page.cards import Card, marked
from reformspor.page.exhibits import Maker, exhibit_of, number_of
from reformspor.page.kept_work import found_already
from reformspor.page.measured import aimed
from reformspor.page.picking import offer
from reformspor.page.protocol import Page, Tile
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.said import capital
from reformspor.page.worker import do
from reformspor.report.drafted import leaves_of
from reformspor.report.leaves import Chapter, Head, Items, Leaf, NumberRow, Plain, Said
from reformspor.scope import Scope
from reformspor.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from reformspor.application import Held
    from reformspor.dictionary import Entry, Section
    from reformspor.findings import Finding
    from reformspor.hypotheses import Register
    from reformspor.peers import Peers
    from reformspor.reference import Reference
    from reformspor.report import Document
    from reformspor.scope.fields import Field, Given

# What stands where somebody is to write.
OPEN = ("application.open_field", "application.packages.open")


@dataclass
class Written:
    """What has been written so far."""

    title: str = ""
    verdict: str = ""
    leaves: list[Leaf] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """See Page. What is asked, chosen and searched for is as `asking` has it, a rehearsal at the same address.

    `maker` says by whom and when, and is told of every figure before it is made. With `only`, figures and tables of
    other keys are passed over. `held_calls` is what is written in the fields of an annex, when that is to be in it
    though the numbers are those of a level further out.
    """

    asking: Rehearsal
    maker: Maker
    only: frozenset[str] | None = None
    held_calls: Held | None = None
    written: Written = field(default_factory=Written)

    @property
    def words(self) -> Words:
        """See Page."""
        return self.asking.words

    @property
    def scope(self) -> Scope:
        """See Page."""
        return self.asking.scope

    @property
    def rule(self) -> Rule:
        """See Page."""
        return self.asking.rule

    @property
    def theme(self) -> Theme:
        """See Page."""
        return self.asking.theme

    @property
    def choices(self) -> Choices:
        """See Page."""
        return self.asking.choices

    @property
    def references(self) -> tuple[Reference, ...]:
        """See Page."""
        return self.asking.references

    @property
    def peers(self) -> tuple[Peers, ...]:
        """See Page."""
        return self.asking.peers

    def chapter(self) -> Chapter:
        """What the view has written."""
        return Chapter(self.asking.count.name, self.written.title, self.written.verdict, tuple(self.written.leaves))

    def title(self, key: str, verdict: Finding | None = None) -> None:
        """See Page."""
        self.written.title = self.words(key)
        self.written.verdict = capital(verdict.text) if verdict is not None and verdict.alone else ""

    def section(self, key: str, **places: Any) -> None:
        """See Page."""
        self._add(Head(self.words(key, **places)))

    def text(self, key: str, **places: Any) -> None:
        """See Page. What tells how the screen is used has words of its own for paper."""
        printed = f"paper.instead.{key}"
        said = self.words(printed if self.words.has(printed) else key, **places)
        self._add(Said(said, open=key in OPEN))

    def link(self, name: str, key: str, **address: str) -> None:
        """See Page. On paper a way to another page is no news."""

    def scope_of(self, question: str) -> Scope:
        """See Page."""
        return self.asking.scope_of(question)

    def ask(self, name: str, **fixed: Any) -> Answer:
        """See Page."""
        return self.asking.ask(name, **fixed)

    def recent(self) -> dict[str, dt.date]:
        """See Page."""
        return self.asking.recent()

    def former(self, name: str, **fixed: Any) -> Answer | None:
        """See Page."""
        return self.asking.former(name, **fixed)

    def stood(self, name: str) -> Answer | None:
        """See Page."""
        return self.asking.stood(name)

    def tiles(self, tiles: Sequence[Tile]) -> None:
        """See Page."""
        if tiles:
            self._add(NumberRow(tuple(number_of(tile, self.asking.reader, self.maker) for tile in tiles)))

    def findings(self, findings: Sequence[Finding]) -> None:
        """See Page."""
        for one in findings:
            sure = "" if one.nothing else self.words(f"page.certainty.{one.certainty}")
            self._add(Said(one.text, sure))

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """See Page."""
        key = self.asking.count.next(answer.name)
        if self._wants(key):
            reader = self.asking.reader
            drawn, _ = offer(reader, answer.name, aimed(self, answer, marked(self, chart)), self.asking.picked)
            self._add(exhibit_of(Card(reader, answer, key, chart=drawn, finding=finding), self.maker))

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """See Page."""
        key = self.asking.count.next(answer.name)
        if self._wants(key):
            card = Card(self.asking.reader, answer, key, frame=frame, heading=heading)
            self._add(exhibit_of(card, self.maker))

    def grid(self, frame: pd.DataFrame, key: str) -> None:
        """See Page."""
        self._add(Plain(self.words(key), frame))

    def points(self, texts: Sequence[str]) -> None:
        """See Page."""
        self._add(Items(tuple(texts)))

    def document(self, document: Document) -> None:
        """See Page."""
        if self.rule.level == "internal":
            self.written.leaves.extend(leaves_of(document))
        else:
            self._add(Said(self.words("protection.draft_inside")))

    def approved(self) -> None:
        """See Page."""
        try:
            said, months = approvals_said(self.words, self.asking.served.manifest)
        except ReformsporError as error:
            said, months = self.words(error.key, **error.details), []
        self._add(Said(said))
        if months:
            self._add(Items(tuple(months)))

    def empty(self, answer: Answer) -> None:
        """See Page."""
        self._add(Said(self.words(f"page.state.{answer.state}.title")))

    def columns(self, n: int) -> Sequence[Page]:
        """See Page."""
        return [self] * n

    def search(self, key: str) -> str:
        """See Page."""
        return self.asking.search(key)

    def held(self, code: str) -> str:
        """See Page."""
        return self.asking.held(code)

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        """See Page."""
        return self.asking.choose(key, options, code, stands)

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        """See Page."""
        given = self.asking.inputs(key, fields, code)
        self._add(Head(self.words(key), 3))
        self._add(Items(tuple(f"{self.words(one.key)}: {_set_to(one, given[one.code], self.words)}" for one in fields)))
        return given

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See Page. What is not at hand is done here and now, for a maker who is patient."""
        found: Mapping[str, Any] | None = found_already(name, given)
        if found is None and not self.maker.patient:
            return None
        return json.loads(json.dumps(do(name, given), allow_nan=False)) if found is None else found

    def calls(self) -> Held:
        """See Page."""
        return self.asking.calls() if self.held_calls is None else self.held_calls

    def registered(self) -> Register:
        """See Page."""
        return self.asking.registered()

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """See Page. What nobody has opened is not opened by being printed."""
        return self.asking.open_outcomes(outcomes)

    def dictionary(self, sections: Sequence[Section], found: Entry | None) -> None:
        """See Page."""
        for section in sections:
            for entry in section.entries:
                self._add(Said(" ".join([entry.title, *entry.said])))

    def _nothing(self, *_given: Any, **_places: Any) -> None:
        """Only on a screen."""

    handover = freshness = desk = review = settings = archive = at_desk = _nothing
    lower_desk = shelf = _nothing

    def _wants(self, key: str) -> bool:
        return self.only is None or key in self.only

    def _add(self, leaf: Leaf) -> None:
        self.written.leaves.append(leaf)


def _set_to(field: Field, given: Given, words: Words) -> str:
    """What a field is set to, as the reader writes it."""
    return words.number(given, field.decimals) if isinstance(given, int | float) else words.date(given)
