"""Two stores are the same to a level when every question has the same answer from both."""

from __future__ import annotations

from reformspor.answers import Answer, ask
from reformspor.choices import Choices
from reformspor.disclosure import Rule
from reformspor.passport import digest_of, numbers_of
from reformspor.questions import load_questions
from reformspor.scope import Scope
from reformspor.store import Store

EVERYTHING = Scope()


def first_that_differs(
    was: Store, now: Store, rule: Rule, choices: Choices | None = None, scope: Scope = EVERYTHING
) -> str:
    """The first question whose answer is not the same within a scope, in its numbers or in what it hides; else none."""
    for name in load_questions():
        before, after = (ask(store, name, scope, rule, choices=choices) for store in (was, now))
        if _seen(before) != _seen(after):
            return name
    return ""


def _seen(answer: Answer) -> tuple[object, ...]:
    return digest_of(numbers_of(answer)), answer.state, answer.hidden, answer.missing_tables
