"""A rehearsal runs a view with nobody looking, so that the first reader finds its answers ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reformspor.answers import Answer
from reformspor.disclosure import Rule
from reformspor.look import Theme
from reformspor.page.navigation import HOME, view_of
from reformspor.page.protocol import Page
from reformspor.page.serving import answer, served
from reformspor.scope import Scope
from reformspor.words import LANGUAGES, Words, speak


@dataclass(frozen=True)
class Rehearsal:
    """A `Page` that asks and draws nothing."""

    words: Words
    scope: Scope
    rule: Rule
    theme: Theme
    snapshot_id: str

    def ask(self, name: str, **fixed: Any) -> Answer:
        """See Page."""
        return answer(self.snapshot_id, name, replace(self.scope, **fixed), self.rule.level)

    def columns(self, n: int) -> Sequence[Page]:
        """See Page."""
        return [self] * n

    def search(self, key: str) -> str:
        """See Page."""
        return ""

    def choose(self, key: str, options: object, code: str) -> None:
        """See Page."""

    def _nothing(self, *_given: Any, **_places: Any) -> None:
        """Drawn on nothing."""

    title = section = text = tiles = findings = figure = table = empty = link = desk = shelf = _nothing


def rehearse(level: str) -> None:
    """Run the first page once, in the first language, over everything."""
    now = served()
    if now is not None:
        view_of(HOME)(Rehearsal(speak(LANGUAGES[0]), Scope(), Rule.of(level), "light", now.manifest.id))
