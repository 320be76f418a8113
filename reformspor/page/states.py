"""Why there is nothing to see: no data, hidden, not yet reported or a missing file; each looks and reads unlike."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.labels import inside
from reformspor.page.foot import absent_tables
from reformspor.page.markup import Markup, tag
from reformspor.words import Words


def state(words: Words, answer: Answer, places: dict[str, str]) -> Markup:
    """The message for an answer that has nothing to show."""
    return tag("div", tag("div", *_lines(words, answer, places)), cls=f"rs-state rs-{kind(answer)}", role="note")


def plain(words: Words, answer: Answer, places: dict[str, str]) -> str:
    """The same message as one text, for alt texts and paper."""
    return f"{words(f'page.state.{kind(answer)}.title')}. {_said(words, answer, places)}"


def kind(answer: Answer) -> str:
    """The answer's state; no data because nothing was ever admitted is a missing table."""
    return "no_table" if answer.state == "no_data" and absent_tables(answer) else answer.state


def missing_tables(answer: Answer) -> tuple[str, ...]:
    """The tables for want of which there is nothing to show; none where there is something, or another reason."""
    return tuple(answer.missing_tables or absent_tables(answer)) if kind(answer) == "no_table" else ()


def _lines(words: Words, answer: Answer, places: dict[str, str]) -> list[Markup | None]:
    key = f"page.state.{kind(answer)}"
    return [
        tag("b", words(f"{key}.title")),
        tag("p", _said(words, answer, places)),
        *(tag("p", line) for line in _amounts(words, answer)),
        tag("p", words(f"{key}.next")),
        tag("p", words(f"{key}.others")) if kind(answer) == "no_table" else None,
        tag("p", tag("code", "python -m reformspor templates DIR")) if kind(answer) == "no_table" else None,
    ]


def _said(words: Words, answer: Answer, places: dict[str, str]) -> str:
    what = kind(answer)
    key = f"page.state.{what}.said"
    if what == "no_data":
        return words(key, scope=answer.scope.sentence(words, places))
    if what == "not_reported":
        return words(key, column=_silent_column(words, answer))
    if what == "no_table":
        tables = missing_tables(answer)
        titles = [inside(words(f"contract.{table}.title")) for table in tables]
        return words(key, tables=words.listing(titles), n=len(tables))
    return words(key)


def _amounts(words: Words, answer: Answer) -> list[str]:
    said = []
    if answer.state == "hidden":
        if answer.hidden.waiting_hours:
            said.append(words("page.state.hidden.waiting", amount=words.number(answer.hidden.waiting_hours)))
        if answer.hidden.withheld:
            said.append(words("page.state.hidden.withheld", n=answer.hidden.withheld))
    return said


def _silent_column(words: Words, answer: Answer) -> str:
    for column in answer.question.grain:
        if column in answer.frame.columns and answer.frame[column].eq("not_reported").all():
            for table in (answer.question.theme, "resource_use", "barriers", "sessions"):
                key = f"contract.{table}.columns.{column}.name"
                if words.has(key):
                    return words(key).lower()
            if words.has(f"questions.columns.{column}"):
                return words(f"questions.columns.{column}")
    return ""
