"""A `Page` of plain text, so that a view is tested by the words it shows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pandas as pd

from reformspor.answers import Answer, ask
from reformspor.application import Held, our_calls
from reformspor.charts import Chart
from reformspor.choices import Choices, choices_from
from reformspor.dictionary import Entry, Section
from reformspor.disclosure import Rule
from reformspor.effects.verdict import Verdict
from reformspor.findings import Finding
from reformspor.hypotheses import Register
from reformspor.page import before
from reformspor.page.kept_work import key_of
from reformspor.page.protocol import Page, Tile
from reformspor.page.unread import say_unread
from reformspor.page.worker import do
from reformspor.peers import Peers
from reformspor.reference import Reference
from reformspor.report import Document, plain
from reformspor.scope import Scope
from reformspor.scope.fields import Field, Given, read_fields
from reformspor.store import Store
from reformspor.words import Words

# What slow work came to: many tests look at the same page.
WORKED: dict[str, Mapping[str, Any]] = {}


@dataclass(frozen=True)
class TextPage:
    """A page that keeps what is written on it, one line a thing."""

    store: Store
    words: Words
    scope: Scope = field(default_factory=Scope)
    rule: Rule = field(default_factory=Rule.internal)
    theme: Literal["light", "dark"] = "light"
    searched: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    chosen: str | None = None
    choices: Choices = field(default_factory=lambda: choices_from({}, constructed=True))
    references: tuple[Reference, ...] = ()
    peers: tuple[Peers, ...] = ()
    register: Register = field(default_factory=Register)
    unopened: tuple[str, ...] = ()
    applications: Held = field(default_factory=lambda: Held(our_calls()))
    lines: list[str] = field(default_factory=list)
    charts: list[tuple[Answer, Chart | None]] = field(default_factory=list)
    tables: list[tuple[Answer, pd.DataFrame]] = field(default_factory=list)
    shown_tiles: list[Tile] = field(default_factory=list)
    said: list[Finding] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    # The scope of each figure something is picked in.
    own: Mapping[str, Scope] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """All that was written, with ordinary spaces."""
        return "\n".join(self.lines).replace("\N{NO-BREAK SPACE}", " ")

    def title(self, key: str, verdict: Finding | None = None) -> None:
        self.lines.append(f"# {self.words(key)}")
        if verdict is not None:
            self.lines.append(verdict.text)

    def section(self, key: str, **places: Any) -> None:
        self.lines.append(f"## {self.words(key, **places)}")

    def text(self, key: str, **places: Any) -> None:
        self.lines.append(self.words(key, **places))

    def scope_of(self, question: str) -> Scope:
        return self.own.get(question, self.scope)

    def ask(self, name: str, **fixed: Any) -> Answer:
        self.asked.append(name)
        return ask(self.store, name, replace(self.scope_of(name), **fixed), self.rule, choices=self.choices)

    def recent(self) -> dict[str, dt.date]:
        return before.recent(self.scope, self.store)

    def former(self, name: str, **fixed: Any) -> Answer | None:
        self.asked.append(name)
        scope = before.former(name, self.scope_of(name), self.store, fixed)
        return None if scope is None else ask(self.store, name, scope, self.rule, choices=self.choices)

    def stood(self, name: str) -> Answer | None:
        self.asked.append(name)
        then = before.stood(self.scope_of(name), self.store)
        return None if then is None else ask(self.store, name, then[0], self.rule, choices=self.choices, day=then[1])

    def tiles(self, tiles: Sequence[Tile]) -> None:
        self.shown_tiles.extend(tiles)
        for tile in tiles:
            self.lines.append(f"{tile.label}: {tile.value} {tile.unit}")
            self.lines.extend(text for text in (tile.former, tile.change, tile.target) if text)
            if tile.status is not None:
                self.lines.append(f"[{tile.status.word}] {tile.status.rule}")

    def findings(self, findings: Sequence[Finding]) -> None:
        self.said.extend(findings)
        self.lines.extend(f"- {finding.text} [{finding.rule}]" for finding in findings)

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        self.charts.append((answer, chart))
        self.lines.append(finding.text if finding else self.words(f"{answer.question.word_key}.asks"))
        if answer.state != "ok":
            self.empty(answer)
        elif chart is not None:
            self.lines.extend([chart.alt, *(item.label for item in chart.key), chart.table.to_string()])

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        self.tables.append((answer, frame))
        self.lines.append(heading or self.words(f"{answer.question.word_key}.asks"))
        if answer.state == "ok":
            self.lines.append(frame.to_string())
        else:
            self.empty(answer)

    def grid(self, frame: pd.DataFrame, key: str) -> None:
        self.lines.extend([self.words(key), frame.to_string()])

    def points(self, texts: Sequence[str]) -> None:
        self.lines.extend(texts)

    def document(self, document: Document) -> None:
        if self.rule.level == "internal":
            self.lines.extend(plain(document.parts).splitlines())
        else:
            self.lines.append(self.words("protection.draft_inside"))

    def handover(self, owner: str, barrier: str | None = None) -> None:
        self.lines.append(f"{self.words('dossier.case_pdf' if barrier else 'dossier.pdf')} [{barrier or owner}]")

    def empty(self, answer: Answer) -> None:
        self.lines.append(self.words(f"page.state.{answer.state}.title"))

    def columns(self, n: int) -> Sequence[Page]:
        return [self] * n

    def search(self, key: str) -> str:
        self.lines.append(self.words(key))
        return self.searched

    def link(self, name: str, key: str, **address: str) -> None:
        self.lines.append(f"{self.words(key)} [{'?'.join([name, *address.values()])}]")

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        key = key_of(name, given)
        if key not in WORKED:
            WORKED[key] = json.loads(json.dumps(do(name, given), allow_nan=False))
        return WORKED[key]

    def freshness(self) -> None:
        self.lines.append("freshness")

    def approved(self) -> None:
        self.lines.append("approved")

    def desk(self) -> None:
        self.lines.append("desk")

    def review(self) -> None:
        self.lines.append("review")

    def dictionary(self, sections: Sequence[Section], found: Entry | None) -> None:
        for entry in (*([found] if found else []), *(entry for section in sections for entry in section.entries)):
            self.lines.extend([entry.title, *entry.said])

    def settings(self) -> None:
        self.lines.append("settings")

    def archive(self) -> None:
        self.lines.append("archive")

    def at_desk(self, name: str) -> None:
        self.lines.append(f"{name}_desk")

    def calls(self) -> Held:
        return self.applications

    def registered(self) -> Register:
        return self.register

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        return tuple(one for one in outcomes if one not in self.unopened)

    def lower_desk(self, outcome: str, verdict: Verdict) -> None:
        self.lines.append(f"lower_desk [{outcome}]")

    def shelf(self) -> None:
        self.lines.append("shelf")

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        values, unread = read_fields(self.given.get(code, ""), fields)
        self.lines.append(self.words(key))
        self.lines.extend(f"{self.words(field.key)}: {values[field.code]}" for field in fields)
        self.lines.extend(say_unread(self.words, one, values) for one in unread)
        return values

    def held(self, code: str) -> str:
        return self.given.get(code, "")

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        self.lines.append(self.words(key))
        given = self.given.get(code, self.chosen)
        return given if given in options else None
