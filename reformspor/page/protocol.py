"""A `Page` is the paper a view is written on: a screen today, a sheet or a slide later, the same view on all of them.

A page file is `pages/<name>.py` and holds a docstring and one function, nothing else is needed:

    \"\"\"Ressursbruk: kven legg ned timane, og kva er på toppen av det dei hadde?\"\"\"

    def view(page: Page) -> None:
        page.title("views.resources.title")
        load = page.ask("resources/hours_by_role")
        page.figure(load, charts.stacked_months(load, page.words), findings.state_shares(load, page.words))

The file does not end with a call and imports neither Streamlit nor Plotly: the frame imports `view` and runs it with a
screen (`reformspor.page.navigation` lists the pages), tests and reports run it with a page of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from reformspor.answers import Answer
    from reformspor.application import Held
    from reformspor.charts import Chart
    from reformspor.choices import Choices
    from reformspor.dictionary import Entry, Section
    from reformspor.disclosure import Rule
    from reformspor.effects.verdict import Verdict
    from reformspor.findings import Finding, Status
    from reformspor.hypotheses import Register
    from reformspor.peers import Peers
    from reformspor.reference import Reference
    from reformspor.report import Document
    from reformspor.scope import Scope
    from reformspor.scope.fields import Field, Given
    from reformspor.words import Words

Tone = Literal["good", "watch", "act"]


@dataclass(frozen=True)
class Tile:
    """One figure read at a glance; `value` and `change` are ready texts, `spark` a small line, oldest first.

    `former` is the number against the equally long period before (`findings.against_former`), `target` against what it
    should come to (`measured`); `change` is whatever else should be said under the number.

    `link` is the name of the page behind it (see `navigation`). `tone` is shown with a mark and the word of the change,
    never by colour alone. `status` is good, watch or act by the measure's rule, which opens under its word. `answer`
    gives the tile its source and its state: when the answer has nothing to show, the tile says so instead of a number.
    """

    label: str
    value: str
    unit: str = ""
    change: str | None = None
    spark: tuple[float, ...] = ()
    definition: str = ""
    link: str | None = None
    tone: Tone | None = None
    answer: Answer | None = None
    former: str | None = None
    target: str | None = None
    status: Status | None = None


class Page(Protocol):
    """What a view may do. Every text argument named `key` is a key in the words."""

    @property
    def words(self) -> Words:
        """The reader's language."""
        ...

    @property
    def scope(self) -> Scope:
        """The filters the reader has set."""
        ...

    @property
    def rule(self) -> Rule:
        """The level the reader sees at."""
        ...

    @property
    def choices(self) -> Choices:
        """What the municipality has chosen: norms, rates, targets, status rules and names, as they stand now."""
        ...

    @property
    def references(self) -> tuple[Reference, ...]:
        """The counts of other registries that have been loaded, by title."""
        ...

    @property
    def peers(self) -> tuple[Peers, ...]:
        """The panels of other municipalities that have been loaded, by title."""
        ...

    @property
    def theme(self) -> Literal["light", "dark"]:
        """The colours the reader sees; charts need not know it, the page paints them."""
        ...

    def title(self, key: str, verdict: Finding | None = None) -> None:
        """The page's name over municipality and period; the verdict, when given, is the large sentence."""
        ...

    def section(self, key: str, **places: Any) -> None:
        """A heading between groups of figures."""
        ...

    def text(self, key: str, **places: Any) -> None:
        """A paragraph."""
        ...

    def scope_of(self, question: str) -> Scope:
        """The reader's scope as a question's own figure is asked in it: what is picked in that figure left out.

        A view that fixes a field made of the scope makes it of this one, so that the figure stays whole.
        """
        ...

    def ask(self, name: str, **fixed: Any) -> Answer:
        """The answer to a question within the reader's scope; `fixed` replaces fields of the scope here.

        Example: `page.ask("sessions/held_by_month", roles=("helper",))`. Raises UnknownQuestion from `answers`.
        """
        ...

    def recent(self) -> dict[str, dt.date]:
        """`first` and `last` of the period a tile speaks of: the one that is chosen, else the twelve last whole months.

        Example: `now = page.ask("sessions/by_kind", **page.recent())`.
        """
        ...

    def former(self, name: str, **fixed: Any) -> Answer | None:
        """The answer to the same question for the equally long period just before that of `recent`, or of `fixed`.

        None when the question does not heed the period. Example, with `now` as above:
        `findings.against_former(now, page.former("sessions/by_kind"), page.words, "n")`.
        """
        ...

    def stood(self, name: str) -> Answer | None:
        """The answer as things stood a year before today, or as long before as the chosen period is.

        Only for a question that reads all it tells from dates up to `as_of`. None where that day is before the first
        record. Example: `findings.against_day(now, page.stood(now.name), page.words, findings.late_ends)`.
        """
        ...

    def tiles(self, tiles: Sequence[Tile]) -> None:
        """Up to six tiles in one row between a heavy and a thin rule."""
        ...

    def findings(self, findings: Sequence[Finding]) -> None:
        """Up to three sentences with their certainty and the rule that made them."""
        ...

    def figure(self, answer: Answer, chart: Chart | None, finding: Finding | None = None) -> None:
        """The one door for figures: headline, subtitle, key, plot, table, downloads, source, and what is hidden.

        What the chart's marks stand for (months, units, roles and the other filters; see `reformspor.charts.picking`)
        can be picked, and narrows the rest of the page. This answer's question is then asked as if nothing were picked
        here, so the figure stays whole, with a frame round what is picked.

        The headline is the finding, or what the question asks when there is none. When the answer's state is not `ok`
        the state is said in place of the plot, and `chart` may be None.
        """
        ...

    def table(self, answer: Answer, frame: pd.DataFrame, heading: str | None = None) -> None:
        """A table in a card with the same frame of source and downloads; headings of `frame` are already in words.

        `heading` is a ready text (or what the question asks).
        """
        ...

    def grid(self, frame: pd.DataFrame, key: str) -> None:
        """A table that stands on no question: of the contract, the settings or a rule. `key` is its caption."""
        ...

    def points(self, texts: Sequence[str]) -> None:
        """A list of ready texts."""
        ...

    def document(self, document: Document) -> None:
        """A document to download; only on a screen, and only inside the house. On paper it is written out."""
        ...

    def handover(self, owner: str, barrier: str | None = None) -> None:
        """The files an owner of barriers is handed, or those of one barrier: links on a screen, named on paper."""
        ...

    def empty(self, answer: Answer) -> None:
        """Say why there is nothing: no data, hidden, not yet reported, or an optional table that is missing."""
        ...

    def columns(self, n: int) -> Sequence[Page]:
        """`n` pages side by side; on a phone or a sheet they follow one another."""
        ...

    def search(self, key: str) -> str:
        """A search field of the view; its text stands in the address bar. Empty on paper."""
        ...

    def held(self, code: str) -> str:
        """What the address says under a code of the view's own, whatever it is; empty when it says nothing."""
        ...

    def choose(self, key: str, options: Mapping[str, str], code: str, stands: str = "") -> str | None:
        """One of `options` (code to label), kept in the address bar under `code`; None while nothing is chosen.

        `stands` is the option the page is of meanwhile, which the reader sees as such.
        """
        ...

    def link(self, name: str, key: str, **address: str) -> None:
        """A sentence that leads to another page, with codes of that page's own; only the sentence, on paper."""
        ...

    def inputs(self, key: str, fields: Sequence[Field], code: str) -> dict[str, Given]:
        """What the reader has set each field to, by its code; all are kept in the address bar as one text under `code`.

        `key` is the heading, and `<key>_set` the one once the reader has set something. What the address holds and
        cannot be used is told, and the former value holds. On paper the values stand as text.
        """
        ...

    def work(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """What slow work came to (`page.worker.WORKS`), given plain JSON; None while it is being done, which is shown.

        It is kept by all it is given, so nothing personal may be given to it. On paper it is done at once.
        """
        ...

    def freshness(self) -> None:
        """Whether the data are fresh by their source's own rhythm; only on a screen, since it changes with the day."""
        ...

    def approved(self) -> None:
        """Which months are approved and locked, by which role; only on a screen, since it may change any day."""
        ...

    def desk(self) -> None:
        """Where exports are checked, mended and admitted; only on a screen, and only inside the house."""
        ...

    def review(self) -> None:
        """Where texts are read and decided; only on a screen and inside the house, elsewhere it says why not."""
        ...

    def dictionary(self, sections: Sequence[Section], found: Entry | None) -> None:
        """A dictionary in sections; `found`, when an entry was asked for, whole and first."""
        ...

    def settings(self) -> None:
        """What the municipality has chosen, changed only on a screen and inside the house; nothing on paper."""
        ...

    def archive(self) -> None:
        """The whole register as a package for the records system; only on a screen and inside the house."""
        ...

    def at_desk(self, name: str) -> None:
        """The desk of this name (`page.desks`), where something is handed in or made; only on a screen. One of the
        house is drawn only inside it; elsewhere a sentence says so."""
        ...

    def calls(self) -> Held:
        """The calls for applications there are, with what has been written in their fields; that only inside."""
        ...

    def registered(self) -> Register:
        """What was expected of the reform before anybody looked, what was opened since, and every draw."""
        ...

    def open_outcomes(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """Which of these outcomes have been opened. Where some have not, a button that opens them and logs it is drawn,
        only on a screen and inside the house. A view that shows values of an outcome after the start of the reform
        shows those alone. On paper all are open."""
        ...

    def lower_desk(self, outcome: str, verdict: Verdict) -> None:
        """Where the verdict on an outcome is lowered with a reason; only on a screen and inside the house."""
        ...

    def shelf(self) -> None:
        """Where earlier snapshots are opened and months locked; only on a screen, and only inside the house."""
        ...
