"""About the figure: what is asked and why, who owns it, where the numbers come from, and the query itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from reformspor.answers import Answer, SourceFile
from reformspor.choices.said import one_said
from reformspor.page.cited import terms
from reformspor.page.foot import source_files
from reformspor.page.markup import Markup, tag
from reformspor.passport import Passport, identity
from reformspor.questions import QUERIES
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.findings import Finding

TERMS = {
    "against": "compare.figure.label",
    "assumed": "scenario.assumed.title",
    "example": "page.about.worked",
    "settings": "choices.title",
    "passport": "citation.term.passport",
    "citation": "citation.term.citation",
}


def about(
    words: Words,
    answer: Answer,
    finding: Finding | None,
    against: Sequence[Markup | str | None] = (),
    passport: Passport | None = None,
) -> Markup:
    """Everything that makes the figure traceable, as a list of terms; `against` holds it against the period before.

    With its `passport`, that too and how the figure is cited.
    """
    question, panel = answer.question, answer.question.panel or answer.question.name
    pairs: list[tuple[str, list[Markup | str | None]]] = [
        ("question", [asks(words, answer)]),
        ("measure", [measure(words, answer), " ", _entry(words, panel)]),
        ("against", [*against]),
        ("why", [why(words, answer)]),
        ("owner", [owner(words, question.owner), " · ", _review(words, answer)]),
        ("approval", [words("page.about.not_approved")]),
        ("people", [_people(words, answer)]),
        ("assumed", [tag("div", one.said) for one in answer.assumed]),
        ("settings", [tag("div", one_said(words, one)) for one in answer.provenance.settings]),
        ("files", [tag("div", _file(words, file)) for file in source_files(answer)]),
        ("snapshot", [_snapshot(words, answer)]),
        *(terms(words, passport) if passport is not None else []),
        ("sql", [tag("pre", tag("code", question.sql), tabindex="0")]),
        ("example", [words("page.about.example", file=f"queries/{panel}.md"), _example(words, panel)]),
    ]
    if finding is not None:
        pairs.insert(2, ("rule", [finding.rule]))
    items = [tag("div", tag("dt", _term(words, name)), tag("dd", *content)) for name, content in pairs if any(content)]
    return tag("dl", *items, cls="rs-about")


def _entry(words: Words, name: str) -> Markup:
    """The way to the question's own page in the dictionary."""
    return tag("a", words("dictionary.entry"), href="dictionary?" + urlencode({"lang": words.lang, "term": name}))


def asks(words: Words, answer: Answer) -> str:
    """The question in the reader's language; the file's own text where the words lack it."""
    key = f"{answer.question.word_key}.asks"
    return words(key) if words.has(key) else answer.question.asks


def measure(words: Words, answer: Answer) -> str:
    """One sentence on what is measured; empty where the words lack it."""
    key = f"{answer.question.word_key}.measure"
    return words(key) if words.has(key) else ""


def why(words: Words, answer: Answer) -> str:
    """Why it is asked, in the reader's language; the file's own text where the words lack it."""
    key = f"{answer.question.word_key}.why"
    return words(key) if words.has(key) else answer.question.why


def owner(words: Words, role: str) -> str:
    """The role that owns a question, in the reader's language; as the file has it where the words lack it."""
    key = f"questions.owner.{role.casefold().replace('ø', 'o').replace('-', '_')}"
    return words(key) if words.has(key) else role


def _review(words: Words, answer: Answer) -> str:
    key = "page.about.overdue" if answer.question.overdue else "page.about.review"
    return words(key, date=words.date(answer.question.review_by))


def _term(words: Words, name: str) -> str:
    return words(TERMS.get(name, f"page.about.{name}"))


def _example(words: Words, name: str) -> Markup | None:
    """The worked example itself, folded, in the language it is written in."""
    text = _text(name)
    if not text:
        return None
    folded = tag("summary", words("page.about.show"))
    return tag("details", folded, tag("pre", tag("code", text), tabindex="0", lang="en"), cls="rs-def")


@cache
def _text(name: str) -> str:
    file = QUERIES / f"{name}.md"
    return file.read_text("utf-8") if file.is_file() else ""


def _people(words: Words, answer: Answer) -> str:
    people = answer.question.people
    if people == "ledger":
        return words("page.about.people_ledger")
    return words("page.about.people_none" if people.startswith("none") else "page.about.people_n")


def _file(words: Words, file: SourceFile) -> str:
    return words(
        "page.about.file", name=file.name, n=file.admitted, refused=words.number(file.refused), sha=file.sha256[:16]
    )


def _snapshot(words: Words, answer: Answer) -> str:
    from_ = answer.provenance
    return f"{from_.snapshot_id} · {words.date(from_.taken_at or from_.as_of)} · {from_.program} · {identity(answer)}"
