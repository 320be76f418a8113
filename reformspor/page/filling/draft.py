"""A draft of an annex while it is written: which call, over which months, what is answered, and the figures so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.application import Call, Written
from reformspor.application.plan import day_of
from reformspor.charts import Chart
from reformspor.findings import Finding
from reformspor.page.cards import Card, Reader
from reformspor.page.protocol import Page
from reformspor.passport import identity
from reformspor.words import Words


@dataclass
class Draft:
    """What the sections of an annex have in common. `first` and `last` are months, None for all there is.

    `told` are the fields that have been shown in their place, `shown` headline and answer of each figure and table.
    """

    call: Call
    written: Written
    first: dt.date | None = None
    last: dt.date | None = None
    told: list[str] = field(default_factory=list)
    shown: list[tuple[str, Answer]] = field(default_factory=list)

    def ask(self, page: Page, name: str, **fixed: Any) -> Answer:
        """The answer to a question over the draft's months."""
        return page.ask(name, **{"first": self.first, "last": self.last, **fixed})

    def figure(self, page: Page, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """A figure, noted for the list of figures."""
        self._note(page, Card(_reader(page), answer, "", chart=chart, finding=finding))
        page.figure(answer, chart, finding)

    def table(self, page: Page, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """A table of an answer, noted for the list of figures."""
        self._note(page, Card(_reader(page), answer, "", frame=frame, heading=heading))
        page.table(answer, frame, heading)

    def field(self, page: Page, ask: str) -> None:
        """What is written in a field with who wrote it and when, or that it is open."""
        asks = self.call.said(page.words, f"ask.{ask}")
        self.told.append(ask)
        held = self.written.answers.get(ask)
        if held is None:
            page.text("application.open_field", n=self.open.index(ask) + 1, asks=asks)
            return
        page.text("application.asked", asks=asks)
        for line in held.text.splitlines():
            if line.strip():
                page.text("application.answered", text=line)
        page.text("application.signed", role=page.words.code("role", held.by), day=page.words.date(day_of(held.at)))

    @property
    def open(self) -> tuple[str, ...]:
        """Every field of the call nobody has written in, in order."""
        return tuple(ask for ask in self.call.asks if ask not in self.written.answers)

    def figures(self, words: Words) -> pd.DataFrame:
        """The list of figures and tables: what each says, the name of its passport, and what was asked.

        They have no number of their own: the document they stand in numbers them among all its figures.
        """
        rows = [[headline, identity(answer), answer.name] for headline, answer in self.shown]
        return pd.DataFrame(rows, columns=[words(f"application.figures.{name}") for name in ("says", "id", "asks")])

    def _note(self, page: Page, card: Card) -> None:
        self.shown.append((card.headline, card.answer))


def _reader(page: Page) -> Reader:
    return Reader(page.words, "light", {})
