"""A card is all that one figure or table of a view is made of, whoever draws it or takes a file from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts import Chart, with_milestones
from reformspor.look import Theme
from reformspor.page.about import asks, measure
from reformspor.page.said import capital
from reformspor.questions import load_questions
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.findings import Finding
    from reformspor.page.picking import Offer
    from reformspor.page.protocol import Page

MILESTONES = "milestones/all"
ALWAYS: dict[str, Any] = {"first": None, "last": None}
# A question, the fields of the scope that were replaced, and of when: as chosen, of the period before, or as it stood.
Habit = tuple[str, tuple[tuple[str, Any], ...], Literal["now", "former", "stood"]]


@dataclass(frozen=True)
class Reader:
    """Whom a card is drawn for: language, colours, the names of places, how deep its heading stands, and the address
    they came by."""

    words: Words
    theme: Theme
    places: Mapping[str, str]
    heading: Literal["h2", "h3"] = "h2"
    address: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """A figure with its finding, or a table with its heading, about one answer; `key` is its own on its page."""

    reader: Reader
    answer: Answer
    key: str
    chart: Chart | None = None
    frame: pd.DataFrame | None = None
    finding: Finding | None = None
    heading: str | None = None
    offer: Offer | None = None

    @property
    def headline(self) -> str:
        """What the card shows: the finding or heading, or what was asked when there is none."""
        said = self.finding if self.answer.state == "ok" else None
        if said is not None and said.alone:
            return capital(said.text)
        return self.heading or asks(self.reader.words, self.answer)

    @property
    def subtitle(self) -> str:
        """Measure and scope, dry."""
        scope = self.answer.scope_sentence(self.reader.words, self.reader.places)
        said = measure(self.reader.words, self.answer)
        return " ".join(part for part in (said, f"{capital(scope)}." if scope else "") if part)

    @property
    def rows(self) -> pd.DataFrame | None:
        """The table of the card; None while there is nothing to show."""
        if self.answer.state != "ok":
            return None
        return self.chart.table if self.chart is not None else self.frame


@dataclass
class Count:
    """Numbers the cards of a page, so that each keeps its key from one run to the next; counts its sections.

    Notes too what is asked, so that it can be asked ahead another time.
    """

    name: str
    sections: int = 0
    names: dict[str, int] = field(default_factory=dict)
    asked: dict[Habit, None] = field(default_factory=dict)
    told: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)

    def told_before(self, tables: tuple[str, ...]) -> bool:
        """Whether it has been said in this section that these tables are missing; it is noted as said."""
        again = (self.sections, tables) in self.told
        self.told.add((self.sections, tables))
        return again

    def next(self, question: str) -> str:
        """The key of the next card about this question."""
        again = self.names[question] = self.names.get(question, 0) + 1
        return f"{self.name}_{question.replace('/', '_')}_{again}"


def marked(page: Page, chart: Chart | None) -> Chart | None:
    """Milestones are drawn on every time series, from one table, whichever view it stands in."""
    if chart is None or chart.months is None or chart.marks or MILESTONES not in load_questions():
        return chart
    return with_milestones(chart, page.ask(MILESTONES, **ALWAYS).copy_rows())
