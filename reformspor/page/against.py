"""A figure's comparison is made when somebody comes to it, from answers that are kept like all others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reformspor.answers import Answer
from reformspor.findings.comparison import Comparison, compare, why_not
from reformspor.findings.comparison_said import comparison_table, say_comparison
from reformspor.findings.labels import opening
from reformspor.findings.measures import FIGURES, state_target
from reformspor.page.goals import TARGETS, UNHEEDED, goal_within
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.seal import links
from reformspor.page.serving import answer as asked
from reformspor.page.serving import chosen, served_before
from reformspor.page.tables import markup
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, Words, speak

if TYPE_CHECKING:
    from reformspor.page.cards import Card

# How many rows are read in what is said about a figure; the files have them all.
MOST_ROWS = 12


def against(answer: Answer) -> Comparison:
    """The figure's own question in its period and in the one before it, of the same snapshot and at the same level."""
    snapshot, level = answer.provenance.snapshot_id, answer.rule.level
    return compare(answer, lambda name, scope: asked(snapshot, name, scope, level))


def beside(answer: Answer, words: Words) -> tuple[Comparison, str]:
    """What a figure is held against: the period before, and in words the target of its measure in the same period."""
    held = against(answer)
    figure = FIGURES.get(answer.name)
    if figure is None:
        return held, ""
    now, snapshot = held.now if figure.recent else answer, answer.provenance.snapshot_id
    # The same target as is drawn in the figure and stands on its tile: the one that is in force in what is chosen.
    targets = asked(snapshot, TARGETS, replace(answer.scope, **UNHEEDED), answer.rule.level)
    goal = goal_within(answer.scope, figure.measure, targets, chosen(snapshot), words)
    said = state_target(figure.measure, now, goal, words, named=True) or ""
    return held, f"{opening(said)}." if said else ""


def line(answer: Answer, words: Words, *, of_table: bool) -> str:
    """The comparison in one line, or why there is none, and the target."""
    return _line(*beside(answer, words), words, _about(words, of_table=of_table))


def printed_line(answer: Answer, words: Words) -> str:
    """The same on paper, where there is nothing to open."""
    return _line(*beside(answer, words), words, about="")


def _about(words: Words, *, of_table: bool) -> str:
    """What the part under a figure or table that has the rows is called."""
    return words("page.about.table" if of_table else "page.about.label")


def _line(held: Comparison, target: str, words: Words, about: str) -> str:
    return f"{say_comparison(held, words, about)} {target}".strip()


def story(answer: Answer, words: Words, *, of_table: bool) -> list[Markup | str | None]:
    """The line and the first rows of the table, for what is said about a figure."""
    held, target = beside(answer, words)
    rows, said = comparison_table(held, words), _line(held, target, words, _about(words, of_table=of_table))
    more = words("compare.figure.more", n=MOST_ROWS) if len(rows) > MOST_ROWS else ""
    table = markup(words, rows.iloc[:MOST_ROWS], words("compare.figure.label")) if len(rows) else None
    return [tag("div", joined(said, " ", more)), table]


def against_link(card: Card, page: str) -> tuple[str, str]:
    """Path and query by which a card fetches its line: the question and its scope, so that no view need be run."""
    answer, words = card.answer, card.reader.words
    if why_not(answer):
        return "", line(answer, words, of_table=card.chart is None)
    asks = {"lang": words.lang, "question": answer.name, "snapshot": answer.provenance.snapshot_id}
    shown = {"shown": "table" if card.chart is None else "figure"}
    return links(page, card.key, {**answer.scope.address(), **asks, **shown})


def line_asked(query: Mapping[str, str], level: str) -> str | None:
    """The line a sealed link asks for; None when its snapshot no longer serves."""
    snapshot = query.get("snapshot", "")
    if served_before(snapshot) is None:
        return None
    words = speak(query["lang"] if query.get("lang") in LANGUAGES else LANGUAGES[0])
    answer = asked(snapshot, query["question"], Scope.from_address(query), level)
    return line(answer, words, of_table=query.get("shown") == "table")
