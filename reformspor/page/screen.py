"""The screen: the page as Streamlit draws it. Each step is noted on a tape, so that it can be drawn again as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from reformspor.answers import Answer
from reformspor.charts import Chart
from reformspor.choices import Choices
from reformspor.disclosure import Rule
from reformspor.look import Theme
from reformspor.page import before, choosing, said, tiles
from reformspor.page.applying import held_for
from reformspor.page.cards import Card, Count, Reader, marked
from reformspor.page.figure import figure
from reformspor.page.inputs import inputs
from reformspor.page.live import LIVE, inside
from reformspor.page.measured import aimed
from reformspor.page.naming import ahead, note
from reformspor.page.navigation import is_filtered
from reformspor.page.opening import open_outcomes
from reformspor.page.picking import offer
from reformspor.page.protocol import Tile
from reformspor.page.registering import registered
from reformspor.page.serving import Served, answer, answer_before, answer_stood, chosen, peers, references
from reformspor.page.stage import Stage
from reformspor.page.states import missing_tables, state
from reformspor.page.tables import markup
from reformspor.page.tape import MOST_OPTIONS
from reformspor.scope import Scope
from reformspor.scope.picks import NOTHING, Picked
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.application import Held
    from reformspor.dictionary import Entry, Section
    from reformspor.effects.verdict import Verdict
    from reformspor.findings import Finding
    from reformspor.hypotheses import Register
    from reformspor.peers import Peers
    from reformspor.reference import Reference
    from reformspor.report import Document
    from reformspor.scope.fields import Field, Given


@dataclass(frozen=True)
class Screen:
    """A `Page` on the screen, or in one of its columns; where nobody sees the stage, nothing on the page is set."""

    words: Words
    scope: Scope
    rule: Rule
    theme: Theme
    served: Served
    address: Mapping[str, str]
    count: Count
    picked: Picked = NOTHING
    stage: Stage = field(default_factory=Stage)

    @property
    def choices(self) -> Choices:
        """See Page."""
        return chosen(self.served.manifest.id)

    @property
    def references(self) -> tuple[Reference, ...]:
        """See Page."""
        self.stage.beyond()
        return references()

    @property
    def peers(self) -> tuple[Peers, ...]:
        """See Page."""
        self.stage.beyond()
        return peers()

    def title(self, key: str, verdict: Finding | None = None) -> None:
        """See Page."""
        self.stage.html(said.title(self.words, self.served, self.scope, self.rule.level, key, verdict).text)

    def section(self, key: str, **places: Any) -> None:
        """See Page."""
        self.count.sections += 1
        self.stage.html(said.section(self.words(key, **places)).text)

    def text(self, key: str, **places: Any) -> None:
        """See Page."""
        self.stage.html(said.paragraph(self.words(key, **places)).text)

    def link(self, name: str, key: str, **address: str) -> None:
        """See Page."""
        self.stage.html(said.link(self.words(key), name, {**self.address, **address}).text)

    def scope_of(self, question: str) -> Scope:
        """See Page."""
        return self.picked.whole.get(question, self.scope)

    def ask(self, name: str, **fixed: Any) -> Answer:
        """See Page. Answers are kept; their frames are shared and must not be changed."""
        self.count.asked[name, tuple(sorted(fixed.items())), "now"] = None
        scope = self.scope_of(name)
        return answer(self.served.manifest.id, name, replace(scope, **fixed) if fixed else scope, self.rule.level)

    def recent(self) -> dict[str, dt.date]:
        """See Page."""
        return before.recent(self.scope, self.served.store)

    def former(self, name: str, **fixed: Any) -> Answer | None:
        """See Page."""
        self.count.asked[name, tuple(sorted(fixed.items())), "former"] = None
        return answer_before(self.served.manifest.id, name, self.scope_of(name), self.rule.level, fixed)

    def stood(self, name: str) -> Answer | None:
        """See Page."""
        self.count.asked[name, (), "stood"] = None
        return answer_stood(self.served.manifest.id, name, self.scope_of(name), self.rule.level)

    def tiles(self, tiles_: Sequence[Tile]) -> None:
        """See Page."""
        self.stage.html(tiles.tiles(self.words, self.theme, tiles_, self.address).text)

    def findings(self, findings: Sequence[Finding]) -> None:
        """See Page."""
        self.stage.html(said.findings(self.words, findings).text)

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """See Page."""
        key, reader = self.count.next(answer.name), self._reader()
        drawn, found = offer(reader, answer.name, aimed(self, answer, marked(self, chart)), self.picked)
        picks = found if is_filtered(self.count.name) else None  # what filters leave alone is not picked in
        self._card(Card(reader, answer, key, chart=drawn, finding=finding, offer=picks))

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """See Page."""
        key = self.count.next(answer.name)
        self._card(Card(self._reader(), answer, key, frame=frame, heading=heading))

    def grid(self, frame: pd.DataFrame, key: str) -> None:
        """See Page."""
        self.stage.html(markup(self.words, frame, self.words(key)).text)

    def points(self, texts: Sequence[str]) -> None:
        """See Page."""
        self.stage.html(said.points(texts).text)

    def document(self, document: Document) -> None:
        """See Page."""
        self._desk("protection.draft_inside", "document", "document", document)

    def handover(self, owner: str, barrier: str | None = None) -> None:
        """See Page."""
        self.live("handover", owner, barrier)

    def empty(self, answer: Answer) -> None:
        """See Page."""
        self.stage.html(state(self.words, answer, dict(self.served.choices.units)).text)

    def columns(self, n: int) -> Sequence[Screen]:
        """See Page."""
        return [replace(self, stage=stage) for stage in self.stage.columns(n)]

    def search(self, key: str) -> str:
        """See Page."""
        with self.stage.here():
            text = choosing.search(self.words, key, self.count.name) if self.stage.seen else ""
        self.stage.note("search", key, told=text)
        return text

    def held(self, code: str) -> str:
        """See Page."""
        return self.link_address().get(code, "")

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        """See Page."""
        if len(options) > MOST_OPTIONS:
            self.stage.beyond()
        picked = None
        if self.stage.seen:
            with self.stage.here():
                picked = choosing.choose(self.words, key, options, code, self.count.name, stands)
        self.stage.note("choose_among", key, tuple(options.items()), code, stands, told=picked or "")
        return picked

    def choose_among(self, key: str, options: Sequence[tuple[str, str]], code: str, stands: str) -> str | None:
        """`choose` as a tape has it."""
        return self.choose(key, dict(options), code, stands)

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        """See Page."""
        self.stage.beyond()
        with self.stage.here():
            return inputs(self.words, key, fields, code, self.count.name)

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See Page."""
        from reformspor.page.working import worked  # who does slow work is not loaded where there is none

        self.stage.beyond()
        with self.stage.here():
            return worked(self.words, name, given)

    def freshness(self) -> None:
        """See Page."""
        self.live("freshness")

    def approved(self) -> None:
        """See Page."""
        self.live("approved")

    def desk(self) -> None:
        """See Page."""
        self.live("desk")

    def review(self) -> None:
        """See Page."""
        self.live("review")

    def dictionary(self, sections: Sequence[Section], found: Entry | None) -> None:
        """See Page."""
        from reformspor.page.dictionary import dictionary

        self.stage.beyond()
        with self.stage.here():
            dictionary(self.words, sections, found, self.address)

    def settings(self) -> None:
        """See Page."""
        self.live("settings")

    def archive(self) -> None:
        """See Page."""
        self.live("archive")

    def at_desk(self, name: str) -> None:
        """See Page."""
        self.live("at_desk", name)

    def calls(self) -> Held:
        """See Page."""
        self.stage.beyond()
        return held_for(self.served.manifest, self.rule.level)

    def registered(self) -> Register:
        """See Page."""
        self.stage.beyond()
        return registered(self.served.manifest)

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """See Page."""
        self.stage.beyond()
        with self.stage.here():
            return open_outcomes(self.words, self.served.manifest, self.rule.level, outcomes)

    def lower_desk(self, outcome: str, verdict: Verdict) -> None:
        """See Page."""
        self._desk("", "lowering", "lowering_desk", self.served, outcome, verdict)

    def shelf(self) -> None:
        """See Page."""
        self.live("shelf")

    def link_address(self) -> dict[str, str]:
        """The reader's address, with what is set on the page now."""
        return {**(st.query_params.to_dict() if self.stage.seen else {}), **self.address}

    def live(self, deed: str, *given: str | None) -> None:
        """Draw what is drawn anew each time."""
        if self.stage.note(deed, *given):
            with self.stage.here():
                LIVE[deed](self, *given)

    def _desk(self, refused: str, module: str, desk: str, *given: Any) -> None:
        """A desk of the house that is given what a tape does not keep."""
        self.stage.beyond()
        with self.stage.here():
            inside(self, refused, module, desk, *given)

    def _reader(self) -> Reader:
        heading: Literal["h2", "h3"] = "h3" if self.count.sections else "h2"
        return Reader(self.words, self.theme, self.served.choices.units, heading, self.link_address())

    def _card(self, card: Card) -> None:
        missing = missing_tables(card.answer)
        # A dozen cards that lack one file say it once a section.
        if missing and self.count.told_before(missing):
            return
        page, told = self.count.name, figure(card, self.count.name, self.link_address())
        if not self.stage.seen:
            self.stage.card(told, ahead(card, page))
            return
        if not note(card, page):
            self.stage.tape.spoil()
        self.stage.card(told)
