"""The screen: the page as Streamlit draws it."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
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
from reformspor.page.desks import DESKS
from reformspor.page.figure import figure
from reformspor.page.freshness import passage
from reformspor.page.inputs import inputs
from reformspor.page.markup import write
from reformspor.page.measured import aimed
from reformspor.page.navigation import is_filtered
from reformspor.page.opening import open_outcomes
from reformspor.page.periods import approved
from reformspor.page.picking import offer
from reformspor.page.protocol import Page, Tile
from reformspor.page.registering import registered
from reformspor.page.serving import Served, answer, answer_before, answer_stood, chosen, peers, references
from reformspor.page.states import missing_tables, state
from reformspor.page.tables import markup
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
    """A `Page` on the screen; `place` is a column when the page is divided."""

    words: Words
    scope: Scope
    rule: Rule
    theme: Theme
    served: Served
    address: Mapping[str, str]
    count: Count
    place: Any = None
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

    def title(self, key: str, verdict: Finding | None = None) -> None:
        """See Page."""
        with self._here():
            said.title(self.words, self.served, self.scope, self.rule.level, key, verdict)

    def section(self, key: str, **places: Any) -> None:
        """See Page."""
        self.count.sections += 1
        with self._here():
            said.section(self.words(key, **places))

    def text(self, key: str, **places: Any) -> None:
        """See Page."""
        with self._here():
            said.paragraph(self.words(key, **places))

    def link(self, name: str, key: str, **address: str) -> None:
        """See Page."""
        with self._here():
            said.link(self.words(key), name, {**self.address, **address})

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
        with self._here():
            tiles.tiles(self.words, self.theme, tiles_, self.address)

    def findings(self, findings: Sequence[Finding]) -> None:
        """See Page."""
        with self._here():
            said.findings(self.words, findings)

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """See Page."""
        with self._here():
            key, reader = self.count.next(answer.name), self._reader()
            drawn, found = offer(reader, answer.name, aimed(self, answer, marked(self, chart)), self.picked)
            picks = found if is_filtered(self.count.name) else None  # what filters leave alone is not picked in
            self._draw(Card(reader, answer, key, chart=drawn, finding=finding, offer=picks))

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """See Page."""
        with self._here():
            key = self.count.next(answer.name)
            self._draw(Card(self._reader(), answer, key, frame=frame, heading=heading))

    def grid(self, frame: pd.DataFrame, key: str) -> None:
        """See Page."""
        with self._here():
            write(markup(self.words, frame, self.words(key)))

    def points(self, texts: Sequence[str]) -> None:
        """See Page."""
        with self._here():
            said.points(texts)

    def document(self, document: Document) -> None:
        """See Page."""
        self._inside("protection.draft_inside", "document", "document", document)

    def handover(self, owner: str, barrier: str | None = None) -> None:
        """See Page."""
        from reformspor.page.dossier import files

        with self._here():
            files(self.words, {**st.query_params.to_dict(), **self.address}, self.served.manifest.id, owner, barrier)

    def empty(self, answer: Answer) -> None:
        """See Page."""
        with self._here():
            write(state(self.words, answer, dict(self.served.choices.units)))

    def columns(self, n: int) -> Sequence[Page]:
        """See Page."""
        with self._here():
            return [replace(self, place=column) for column in st.columns(n, gap="medium")]

    def search(self, key: str) -> str:
        """See Page."""
        with self._here():
            return choosing.search(self.words, key, self.count.name)

    def held(self, code: str) -> str:
        """See Page."""
        return st.query_params.get(code, "")

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        """See Page."""
        with self._here():
            return choosing.choose(self.words, key, options, code, self.count.name, stands)

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        """See Page."""
        with self._here():
            return inputs(self.words, key, fields, code, self.count.name)

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See Page."""
        from reformspor.page.working import worked  # who does slow work is not loaded where there is none

        with self._here():
            return worked(self.words, name, given)

    def freshness(self) -> None:
        """See Page."""
        with self._here():
            passage(self.words, self.served.manifest)

    def approved(self) -> None:
        """See Page."""
        with self._here():
            approved(self.words, self.served.manifest)

    def desk(self) -> None:
        """See Page."""
        self._inside("", "desk", "desk")

    def review(self) -> None:
        """See Page."""
        self._inside("review.not_here", "review", "review_desk")

    def dictionary(self, sections: Sequence[Section], found: Entry | None) -> None:
        """See Page."""
        from reformspor.page.dictionary import dictionary

        with self._here():
            dictionary(self.words, sections, found, self.address)

    def settings(self) -> None:
        """See Page."""
        from reformspor.page.settings import settings_desk, settings_read

        with self._here():
            if self.rule.level == "internal":
                settings_desk(self.words, constructed=self.served.manifest.constructed)
            else:
                settings_read(self.words, self.choices)

    def archive(self) -> None:
        """See Page."""
        self._inside("register.archive_inside", "archiving", "archive", self.served)

    def at_desk(self, name: str) -> None:
        """See Page."""
        bench = DESKS[name]
        with self._here():
            if bench.inside and self.rule.level != "internal":
                said.paragraph(self.words(bench.inside))
                return
            getattr(importlib.import_module(f"reformspor.page.{bench.module}"), bench.desk)(self.words, self.served)

    def calls(self) -> Held:
        """See Page."""
        return held_for(self.served.manifest, self.rule.level)

    def registered(self) -> Register:
        """See Page."""
        return registered(self.served.manifest)

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """See Page."""
        with self._here():
            return open_outcomes(self.words, self.served.manifest, self.rule.level, outcomes)

    def lower_desk(self, outcome: str, verdict: Verdict) -> None:
        """See Page."""
        self._inside("", "lowering", "lowering_desk", self.served, outcome, verdict)

    def shelf(self) -> None:
        """See Page."""
        self._inside("", "shelf", "shelves")

    def _inside(self, refused: str, module: str, desk: str, *given: Any) -> None:
        """A desk of the house, which only those inside load; others are told why it is not here if `refused` says."""
        with self._here():
            if self.rule.level != "internal":
                if refused:
                    said.paragraph(self.words(refused))
                return
            getattr(importlib.import_module(f"reformspor.page.{module}"), desk)(self.words, *given)

    def _here(self) -> Any:
        return self.place if self.place is not None else nullcontext()

    def _reader(self) -> Reader:
        heading: Literal["h2", "h3"] = "h3" if self.count.sections else "h2"
        address = {**st.query_params.to_dict(), **self.address}
        return Reader(self.words, self.theme, self.served.choices.units, heading, address)

    def _draw(self, card: Card) -> None:
        missing = missing_tables(card.answer)
        # A dozen cards that lack one file say it once a section.
        if missing and self.count.told_before(missing):
            return
        figure(card, self.count.name, {**st.query_params.to_dict(), **self.address})
